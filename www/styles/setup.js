// @ts-check
/** The set-up panel: the network as a list along a line from inputs to outputs, and groups of fields beside it. */
export default `
.setup-body { display: flex; flex-wrap: wrap; gap: 24px 40px; align-items: flex-start; }
.layers-group { flex: 1 1 540px; min-width: 0; display: grid; gap: 12px; }
.settings { flex: 1 1 500px; min-width: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr)); gap: 24px 32px; }
.settings .stack { display: grid; gap: 24px; align-content: start; }
/* What came of a change is in sight wherever in the panel it was made. */
.setup-bar {
  position: sticky;
  inset-block-end: 0;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 16px;
  margin: 16px calc(-1 * var(--bs-pad)) calc(-1 * var(--bs-pad));
  padding: 10px var(--bs-pad);
  border-top: 1px solid var(--bs-line);
  border-end-start-radius: var(--bs-radius);
  border-end-end-radius: var(--bs-radius);
  background: var(--bs-surface);
}
.setup-bar.idle { position: static; }
.setup-bar .note { flex: 1 1 18rem; min-width: 0; font-size: 0.875rem; line-height: 1.4; }
.setup-bar .note:empty { display: none; }
.setting-group { display: grid; gap: 10px; align-content: start; min-width: 0; }
.setting-group > h3 { font-size: 0.8125rem; letter-spacing: 0.01em; color: var(--bs-muted); }
.setting-group .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(116px, 1fr)); gap: 10px 12px; align-items: end; }
.setting-group .fields > .number-field { align-self: start; }
.seeded { display: grid; grid-template-columns: minmax(4em, 1fr) auto; gap: 10px; align-items: start; }
.seeded button { margin-top: 21px; padding: 0 10px; font-size: 0.875rem; }
.choice-field, .switch-field { display: grid; gap: 2px; min-width: 0; }
.choice-field select { width: 100%; min-width: 0; text-overflow: ellipsis; }
.setup .number-field { min-width: 0; }
.setup .switch-field { font-size: 0.875rem; }
.setup .number-field input { width: 100%; min-height: 36px; }
.setup .number-field .problem, .setup .choice-field .problem, .setup .switch-field .problem { max-width: 22em; overflow-wrap: anywhere; }
.switch-field label { display: inline-flex; align-items: center; gap: 8px; min-height: 36px; cursor: pointer; white-space: nowrap; }
.setup input[type="checkbox"], .setup input[type="radio"] { width: 18px; height: 18px; min-height: 0; margin: 0; flex: none; padding: 0; accent-color: var(--bs-accent); cursor: pointer; }
.sized { display: flex; align-items: flex-end; gap: 8px; }
.sized .number-field { flex: 0 1 9em; }
.setup select { font-size: 0.875rem; }
.setup .label { white-space: nowrap; }
.sized .of { min-height: 36px; display: inline-flex; align-items: center; color: var(--bs-muted); white-space: nowrap; }

.layer-list { position: relative; display: grid; }
/* The way of the numbers, from the inputs down to the outputs. */
.layer-list::before { content: ""; position: absolute; inset-block: 22px 14px; inset-inline-start: 6px; width: 2px; background: var(--bs-line); }
.layer-row { position: relative; display: grid; grid-template-columns: 6.2em auto minmax(8em, 1fr) minmax(7em, 0.8fr) auto 36px; align-items: start; gap: 8px 10px; padding-inline-start: 24px; }
.layer-row::before { content: ""; position: absolute; inset-block-start: 11px; inset-inline-start: 0; width: 14px; height: 14px; border: 2px solid var(--bs-accent); border-radius: 50%; background: var(--bs-surface); }
.layer-row.inputs::before { border-color: color-mix(in srgb, var(--bs-ink) 45%, var(--bs-surface)); }
.layer-name { display: grid; align-content: center; min-height: 36px; font-weight: 600; font-size: 0.875rem; line-height: 1.2; }
.layer-name .role { color: var(--bs-muted); font-weight: 400; font-size: 0.75rem; }
.insert { position: relative; padding-inline-start: 24px; }
button.add { min-height: 26px; margin-block: 3px; padding: 0 8px 0 4px; gap: 4px; border: 1px solid transparent; background: none; color: var(--bs-muted); font-size: 0.8125rem; }
button.add .icon { width: 14px; height: 14px; }
.insert::before { content: ""; position: absolute; inset-block-start: 50%; inset-inline-start: 6px; width: 14px; height: 2px; margin-top: -1px; background: var(--bs-line); }
.count-field { display: grid; grid-template-columns: 36px 3.6em 36px; align-items: start; }
.count-field .number-field { display: contents; }
.count-field .number-field input { min-width: 0; border-radius: 0; text-align: center; padding: 0 2px; }
.count-field .number-field input:focus-visible { position: relative; }
.count-field .problem { grid-column: 1 / -1; grid-row: 2; margin-top: 3px; }
button.step { align-self: stretch; padding: 0; width: 36px; color: var(--bs-muted); }
button.step:first-child { border-start-end-radius: 0; border-end-end-radius: 0; border-inline-end: 0; }
button.step:last-child { grid-column: 3; grid-row: 1; border-start-start-radius: 0; border-end-start-radius: 0; border-inline-start: 0; }
button.step .icon, button.remove .icon { width: 14px; height: 14px; }
button.remove { padding: 0; width: 36px; border-color: transparent; background: none; color: var(--bs-muted); }

.freeze summary { color: var(--bs-muted); font-size: 0.8125rem; }
.freeze-body { display: grid; gap: 10px; margin-top: 8px; justify-items: start; }
.freeze td label { display: inline-flex; align-items: center; gap: 6px; min-height: 28px; cursor: pointer; }

@container backprop-stepper (max-width: 639px) {
  .setup input[type="checkbox"] { width: 24px; height: 24px; }
}
/* Where there is little room for the text, however large either is. */
@container backprop-stepper (max-width: 40rem) {
  .layer-row { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .layer-row .layer-name { grid-column: 1; grid-row: 1; }
  .layer-row .count-field { grid-column: 2; grid-row: 1; justify-self: end; margin-inline-end: 44px; }
  .layer-row .remove { position: absolute; inset-block-start: 0; inset-inline-end: 0; }
  .layer-row .switch-field { grid-column: 1 / -1; }
  .setup .label, .switch-field label, .seeded button, .setup-bar button { white-space: normal; }
  .setup-bar .row { flex: 1 1 100%; }
  .setup-bar button { flex: 1 1 0; }
}
/* One under the other, and nothing stays over the little that is in sight. */
@container backprop-stepper (max-width: 19rem) {
  .layer-row { grid-template-columns: minmax(0, 1fr); }
  .layer-row > * { grid-column: 1; }
  .layer-row .layer-name { margin-inline-end: 44px; }
  .layer-row .count-field { grid-column: 1; grid-row: auto; justify-self: start; margin-inline-end: 0; }
  .count-field { grid-template-columns: 36px minmax(0, 3.6em) 36px; }
  .setting-group .fields, .seeded { grid-template-columns: minmax(0, 1fr); }
  .seeded button { margin-top: 0; }
  .sized { flex-wrap: wrap; }
  .setup-bar { position: static; }
}
`;
