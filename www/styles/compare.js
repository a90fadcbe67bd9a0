// @ts-check
/** Runs side by side. */
export default `
.compare-body, .compare .fold-body { display: grid; gap: 12px; min-width: 0; }
.compare-body > *, .compare .fold-body > * { min-width: 0; }
.clock { display: flex; align-items: center; gap: 12px; }
.clock .where { min-width: 2.5em; text-align: end; color: var(--bs-muted); font-size: 0.8125rem; }
.compare-values { display: flex; flex-wrap: wrap; align-items: end; gap: 10px 18px; }
.compare-values fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
.compare-values fieldset .field .label { font-size: 0.75rem; }
.compare-values legend { padding: 0; }
.compare-values .number { width: 5.4em; }
.compare-values .problem, .compare-values .without { flex: 1 0 100%; }
.compared th .swatch { display: block; width: 44px; height: 12px; margin-bottom: 2px; }
.compared td { min-width: 8.5em; max-width: 15em; }
.compared tbody th { font-weight: 400; }
/* What a row is about stays in sight where the runs scroll. */
.compared th:first-child { position: sticky; inset-inline-start: 0; z-index: 1; min-width: 5.2em; }
.compared .reason { display: block; color: var(--bs-muted); font-size: 0.8125rem; line-height: 1.4; }
.compared .lowest { padding-inline-start: 4px; color: var(--bs-accent); font-size: 0.8125rem; font-weight: 600; }
.run-0 { color: var(--bs-read); }
.run-1 { color: color-mix(in srgb, var(--bs-positive) 75%, var(--bs-ink)); }
.run-2 { color: color-mix(in srgb, var(--bs-negative) 80%, var(--bs-ink)); }
.run-3 { color: var(--bs-computed); }

@container backprop-stepper (max-width: 639px) {
  .compare-values .number { width: 4.4em; }
  .compare .row button { flex: 1 1 40%; }
}
`;
