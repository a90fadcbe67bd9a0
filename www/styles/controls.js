// @ts-check
/** Buttons, fields, the slider, the toolbar. */
export default `
button, select, input { font: inherit; color: inherit; }
button, select, input:not([type="range"]) {
  min-height: 36px;
  border: 1px solid color-mix(in srgb, var(--bs-ink) 22%, var(--bs-line));
  border-radius: 7px;
  background: var(--bs-surface);
}
button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: 6px;
  padding: 0 12px;
  cursor: pointer;
  white-space: nowrap;
}
button:hover:not(:disabled, [aria-disabled="true"]) { border-color: var(--bs-accent); background: color-mix(in srgb, var(--bs-accent) 7%, var(--bs-surface)); }
button:active:not(:disabled, [aria-disabled="true"]) { background: color-mix(in srgb, var(--bs-accent) 14%, var(--bs-surface)); }
button:disabled, button[aria-disabled="true"] { color: var(--bs-muted); border-color: var(--bs-line); cursor: default; }
button.primary { border-color: var(--bs-accent); background: var(--bs-accent); color: var(--bs-surface); font-weight: 600; }
button.primary:hover:not(:disabled), button.primary:active:not(:disabled) { background: color-mix(in srgb, var(--bs-accent) 86%, var(--bs-ink)); }
button.play { min-width: 90px; }
button.link { min-height: 0; padding: 2px 0; border: 0; background: none; color: var(--bs-read); text-decoration: underline; text-underline-offset: 0.15em; white-space: normal; text-align: start; }
select { padding: 0 6px; cursor: pointer; }
input:not([type="range"]) { width: 100%; padding: 0 8px; font-variant-numeric: tabular-nums lining-nums; }
input[aria-invalid] { border-color: var(--bs-computed); }

.icon { width: 16px; height: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.play .icon { fill: currentColor; stroke: none; }

.field { display: grid; gap: 2px; }
.field.inline { display: inline-flex; align-items: center; gap: 8px; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }

.timeline { display: flex; align-items: center; gap: 12px; }
.timeline .where { min-width: 3.5em; text-align: end; color: var(--bs-muted); font-size: 0.8125rem; }
input[type="range"] { --filled: 0%; flex: 1; min-width: 0; width: 100%; height: 28px; margin: 0; appearance: none; background: none; cursor: pointer; border-radius: 7px; }
input[type="range"]::-webkit-slider-runnable-track {
  height: 4px;
  border-radius: 2px;
  background: linear-gradient(to right, var(--bs-accent) var(--filled), color-mix(in srgb, var(--bs-ink) 18%, var(--bs-surface)) var(--filled));
}
input[type="range"]::-webkit-slider-thumb {
  appearance: none;
  width: 18px;
  height: 18px;
  margin-top: -7px;
  border: 2px solid var(--bs-surface);
  border-radius: 50%;
  background: var(--bs-accent);
  box-shadow: 0 0 0 1px var(--bs-accent);
}
input[type="range"]::-moz-range-track { height: 4px; border-radius: 2px; background: color-mix(in srgb, var(--bs-ink) 18%, var(--bs-surface)); }
input[type="range"]::-moz-range-progress { height: 4px; border-radius: 2px; background: var(--bs-accent); }
input[type="range"]::-moz-range-thumb { width: 16px; height: 16px; border: 2px solid var(--bs-surface); border-radius: 50%; background: var(--bs-accent); }

.controls { display: grid; gap: 12px; }
.toolbar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 10px 18px; }
.group { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.choices { gap: 8px 14px; }
.choices, .start { justify-content: flex-end; }

@container backprop-stepper (max-width: 859px) {
  .stepping .icon { display: none; }
  .toolbar { column-gap: 8px; }
  button.play { min-width: 76px; }
}
@container backprop-stepper (max-width: 639px) {
  .panel { --bs-pad: 12px; }
  .toolbar { display: grid; grid-template-columns: minmax(0, 1fr) auto; }
  .stepping, .passes { grid-column: 1 / -1; flex-wrap: nowrap; gap: 6px; }
  .stepping button { flex: 1 1 auto; min-height: 44px; padding: 2px 5px; line-height: 1.2; white-space: normal; }
  .passes { order: 1; }
  .passes button { flex: 1 1 0; min-height: 44px; padding: 2px 4px; font-size: 0.8125rem; line-height: 1.2; white-space: normal; }
  .choices { flex-wrap: nowrap; gap: 8px; order: 2; }
  .choices .field.inline { flex: 1 1 0; display: grid; gap: 2px; min-width: 0; }
  .choices select { width: 100%; min-width: 0; min-height: 40px; }
  .start { align-self: end; order: 3; }
  .start button { min-height: 40px; }
}
`;
