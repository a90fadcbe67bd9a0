// @ts-check
/** Equations of matrices: brackets, names above, shapes below. */
export default `
.panel.matrix { position: relative; }
.matrix-form { display: grid; grid-template-columns: minmax(0, 1fr); align-content: start; gap: 12px; }
.matrix-form.trial { inset-inline: var(--bs-pad); }
/* Its shadows would lie beside slanted letters that reach out of the box. */
.matrix-form .scrolls { background: none; }
/* Slanted capitals lean into what stands above at their right. */
.above :is(msup, msubsup) > :last-child { padding-inline-start: 0.1em; }
/* Lines are broken between its parts; in a line everything is centred on the same height. */
.equation { display: flex; flex-wrap: wrap; gap: 10px 0; width: max-content; max-width: 100%; padding-block: 1px; }
.part { display: flex; flex: none; }
.token { display: grid; grid-template-rows: 1.6em 1fr 1.5em; justify-items: center; }
.token > * { align-self: center; }
.token .above { align-self: end; padding-bottom: 1px; white-space: nowrap; }
.token .below { align-self: start; padding-top: 2px; color: var(--bs-muted); font-size: 0.75rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
.below code { margin-inline-start: 6px; font-size: 0.75rem; }
.sign { padding-inline: 7px; font-size: 1.0625rem; }
.sign .above, .sign .below { font-size: 0.9375rem; }
.scalar { padding-inline: 3px 5px; }
.scalar .middle math { font-size: 1rem; }
.scalar .above { color: var(--bs-muted); font-size: 0.8125rem; }
.brackets { position: relative; display: block; padding: 3px 6px; }
.brackets::before, .brackets::after { content: ""; position: absolute; inset-block: 0; width: 5px; border: solid var(--bs-ink); }
.brackets::before { left: 0; border-width: 1.5px 0 1.5px 1.5px; }
.brackets::after { right: 0; border-width: 1.5px 1.5px 1.5px 0; }
.fence > .middle { position: relative; align-self: stretch; display: flex; align-items: center; min-width: 9px; }
.fence > .middle::after { content: ""; align-self: stretch; width: 7px; border: solid var(--bs-ink); }
.open > .middle::after { margin-inline: 3px 1px; border-width: 0 0 0 1.5px; border-radius: 100% 0 0 100% / 50% 0 0 50%; }
.close > .middle { flex-direction: row-reverse; }
.close > .middle::after { margin-inline: 1px 3px; border-width: 0 1.5px 0 0; border-radius: 0 100% 100% 0 / 0 50% 50% 0; }
.bar > .middle::after { width: 4px; margin-inline: 3px; border-width: 0 0 0 1.5px; }
.close sup { align-self: start; line-height: 1; }
.function { padding-inline-end: 1px; }
.cells { display: grid; grid-template-columns: auto repeat(var(--bs-columns), auto) auto; font-size: 0.875rem; line-height: 1.5; font-variant-numeric: tabular-nums lining-nums; }
.cell { min-width: calc(var(--bs-length) * 1ch + 12px); padding: 1px 6px; border-radius: 0; text-align: end; white-space: nowrap; }
.cell.missing { color: var(--bs-muted); text-align: center; }
.cell.read { background: color-mix(in srgb, var(--bs-read) 12%, var(--bs-surface)); color: var(--bs-read); }
.cell.computed { border-radius: 4px; background: color-mix(in srgb, var(--bs-computed) 14%, var(--bs-surface)); box-shadow: inset 0 0 0 1.5px var(--bs-computed); color: var(--bs-computed); font-weight: 600; }
.cell.frozen { background-image: repeating-linear-gradient(135deg, color-mix(in srgb, var(--bs-ink) 12%, transparent) 0 2px, transparent 2px 6px); }
.cell.pointed, .above .pointed { background-color: color-mix(in srgb, var(--bs-accent) 22%, transparent); }
.gap { display: grid; align-content: center; justify-items: center; padding-inline: 4px; color: var(--bs-muted); font-size: 0.75rem; line-height: 1.2; white-space: nowrap; }
.cells.cut { align-content: center; min-height: calc(var(--bs-rows) * (1.5em + 2px) + 1.8rem); }
@container backprop-stepper (max-width: 639px) {
  .cells { font-size: 0.8125rem; }
  .cell { min-width: calc(var(--bs-length) * 1ch + 8px); padding-inline: 4px; }
  .sign { padding-inline: 5px; }
  .brackets { padding-inline: 4px; }
}
`;
