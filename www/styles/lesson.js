// @ts-check
/** The lesson: a column to read. */
export default `
.lesson { display: flex; flex-direction: column; gap: 12px; }
.panel.lesson > .lesson-title { margin: 0; }
nav ol { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: 4px; }
/* Up to eight scenes stand in one row. */
nav ol:not(:has(:nth-child(9))) { grid-auto-flow: column; grid-template-columns: none; grid-auto-columns: minmax(0, 3.4rem); }
nav button { width: 100%; min-height: 28px; padding: 0; border-color: var(--bs-line); color: var(--bs-muted); font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
nav .read button { background: color-mix(in srgb, var(--bs-accent) 10%, var(--bs-surface)); }
nav button[aria-current] { border-color: var(--bs-accent); background: var(--bs-accent); color: var(--bs-surface); font-weight: 600; }
nav button[aria-current]:hover:not(:disabled) { background: var(--bs-accent); }
.lesson > * { flex: none; }
.lesson > .column { position: relative; display: flex; flex-direction: column; flex: 0 1 auto; min-height: 0; }
.scenes { min-height: 0; }
.scenes[tabindex] { border-block-end: 1px solid var(--bs-line); }
/* Where the text goes on out of sight, it fades. */
.column::before, .column::after { content: ""; position: absolute; inset-inline: 0; height: 36px; pointer-events: none; opacity: 0; }
.column::before { top: 0; background: linear-gradient(var(--bs-surface), transparent); }
.column::after { bottom: 1px; background: linear-gradient(transparent, var(--bs-surface)); }
.more-above::before, .more-below::after { opacity: 1; }
/* Room for an index below the last line, which would make it scroll. */
.scene { display: grid; gap: 12px; min-width: 0; padding-block-end: 4px; }
.scene > * { min-width: 0; }
.scene h3 { display: flex; align-items: baseline; gap: 9px; font-size: 1.1875rem; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
.scene h3 .number { flex: none; color: var(--bs-accent); }
.scene p, .scene li { line-height: 1.58; overflow-wrap: break-word; }
.scene ul { display: grid; gap: 6px; padding-inline-start: 1.2em; list-style: disc; }
.scene math { font-size: 1.1em; }
.scene .derivation { --bs-ground: color-mix(in srgb, var(--bs-accent) 4%, var(--bs-surface)); padding: 8px 10px 8px 12px; border-inline-start: 3px solid color-mix(in srgb, var(--bs-accent) 45%, var(--bs-surface)); background: var(--bs-ground); border-radius: 0 7px 7px 0; }
.scene .math { white-space: nowrap; }
.scene .math math, .figures math { math-style: normal; }
.scene pre code, .scene samp { font-size: 0.75rem; }
.turn { display: flex; justify-content: space-between; gap: 8px; }
.turn button { flex: 1; min-width: 0; padding: 2px 8px; line-height: 1.2; white-space: normal; }
.source { padding-top: 10px; border-top: 1px solid var(--bs-line); color: var(--bs-muted); font-size: 0.8125rem; }
.source:empty { display: none; }
`;
