// @ts-check
/** What can be taken along. */
export default `
.take .fold-body { display: grid; gap: 12px; min-width: 0; }
.take .fold-body > * { min-width: 0; }
.take .row input { width: 8em; }
.take-groups { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 18px 28px; align-items: start; }
.take-group { display: grid; gap: 6px; min-width: 0; }
.take-group > h3 { font-size: 0.8125rem; letter-spacing: 0.01em; color: var(--bs-muted); }
.takes { display: grid; gap: 4px; padding: 0; list-style: none; }
.takes li { display: flex; align-items: center; gap: 6px; padding-block: 2px; border-top: 1px solid var(--bs-line); }
.takes .what { flex: 1; min-width: 0; overflow-wrap: anywhere; line-height: 1.3; }
.takes .ending { color: var(--bs-muted); font-size: 0.8125rem; white-space: nowrap; }
.takes button { min-height: 32px; padding: 0 10px; font-size: 0.8125rem; }
.takes .copy { min-width: 5.2em; }
.take textarea { width: 100%; font-family: var(--bs-mono); font-size: 0.8125rem; color: inherit; background: var(--bs-surface); border: 1px solid var(--bs-line); border-radius: 7px; }
.open-document { display: grid; gap: 6px; padding-top: 6px; border-top: 1px solid var(--bs-line); }
.open-document input { height: auto; padding-block: 6px; }
.take.dropping { outline: 2px dashed var(--bs-accent); outline-offset: -4px; }

@container backprop-stepper (max-width: 639px) {
  .takes button { min-height: 40px; }
}
`;
