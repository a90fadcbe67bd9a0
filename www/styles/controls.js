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
button.primary[aria-disabled="true"] { border-color: var(--bs-line); background: var(--bs-surface); color: var(--bs-muted); }
button.play { min-width: 90px; }
button.link { min-height: 0; padding: 2px 0; border: 0; background: none; color: var(--bs-read); text-decoration: underline; text-underline-offset: 0.15em; white-space: normal; text-align: start; }
select { padding: 0 6px; cursor: pointer; }
input:not([type="range"]) { width: 100%; padding: 0 8px; font-variant-numeric: tabular-nums lining-nums; }
input[aria-invalid] { border-color: var(--bs-computed); }

.icon { width: 16px; height: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.play .icon { fill: currentColor; stroke: none; }

.field { display: grid; gap: 2px; }
.field.inline { display: inline-flex; align-items: center; gap: 8px; }
.loss .problem { scroll-margin-block: 72px; }
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

.controls { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 10px 18px; }
.timeline { flex: 1 0 100%; }
.timeline, .stepping, .rest { outline: none; }
.rest { display: contents; }
.group { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.choices { gap: 8px 14px; }
.instead { flex: 1 0 100%; grid-column: 1 / -1; order: 2; }
[data-panels~="formula"] .instead { display: none; }
.choices, .start { justify-content: flex-end; }

@container backprop-stepper (max-width: 859px) {
  .stepping .icon { display: none; }
  .controls { column-gap: 8px; }
  button.play { min-width: 76px; }
}
@container backprop-stepper (max-width: 639px) {
  .panel { --bs-pad: 12px; }
  .panel.controls { display: contents; }
  .timeline, .stepping, .rest { padding: 8px 12px; border: 1px solid var(--bs-line); border-radius: var(--bs-radius); background: var(--bs-surface); }
  .timeline, .stepping { margin-bottom: calc(6px - var(--bs-gap)); }
  .timeline { padding-block: 4px; }
  .rest { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8px; }
  .stepping, .passes { flex-wrap: nowrap; gap: 6px; }
  .passes { grid-column: 1 / -1; }
  .stepping button { flex: 1 1 auto; min-height: 44px; padding: 2px 5px; line-height: 1.2; white-space: normal; }
  .passes button { flex: 1 1 0; min-height: 44px; padding: 2px 4px; font-size: 0.8125rem; line-height: 1.2; white-space: normal; }
  .choices { order: 1; flex-wrap: nowrap; gap: 8px; }
  .choices .field.inline { flex: 1 1 0; display: grid; gap: 2px; min-width: 0; }
  .choices select { width: 100%; min-width: 0; min-height: 40px; }
  .start { align-self: end; order: 1; }
  .start button { min-height: 40px; }

  /* As long as any of the element is in sight, so is the way on: at the lower edge, or, further down, at the upper one. */
  .stepping {
    position: sticky;
    inset-block: 0;
    z-index: 1;
    padding: max(6px, env(safe-area-inset-top)) 6px max(6px, env(safe-area-inset-bottom));
    box-shadow: 0 2px 14px color-mix(in srgb, var(--bs-ink) 16%, transparent);
  }
  /* What gets the focus does not get it behind that bar. */
  button, input, select, summary, a, [tabindex], .panel { scroll-margin-block: 72px; }
  .stepping button { scroll-margin-block: 0; }
}
/* Text so large that three of them do not stand side by side. */
@container backprop-stepper (max-width: 19rem) {
  .passes { flex-wrap: wrap; }
  .passes button { flex-basis: auto; }
}
/* Where there is hardly any height, as at great magnification, it would hide more than it helps; on paper too. */
@media print, (max-height: 380px) {
  .frame .stepping { position: static; box-shadow: none; }
}
`;
