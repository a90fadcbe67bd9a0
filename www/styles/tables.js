// @ts-check
/** Matrices, data, figures, programs of a lesson. */
export default `
.scrolls { overflow-x: auto; min-width: 0; max-width: 100%; scrollbar-width: thin; }
/* Shadows at the sides where a box goes on: covered by what scrolls along until there is something out of sight. */
.scrolls, .formula, pre {
  --bs-shade: color-mix(in srgb, var(--bs-ink) 17%, transparent);
  background:
    linear-gradient(to right, var(--bs-ground, var(--bs-surface)) 50%, transparent) left / 28px 100% no-repeat local,
    linear-gradient(to left, var(--bs-ground, var(--bs-surface)) 50%, transparent) right / 28px 100% no-repeat local,
    linear-gradient(to right, var(--bs-shade), transparent) left / 10px 100% no-repeat scroll,
    linear-gradient(to left, var(--bs-shade), transparent) right / 10px 100% no-repeat scroll,
    var(--bs-ground, transparent);
}
table { border-collapse: collapse; font-size: 0.875rem; }
caption { padding-bottom: 4px; color: var(--bs-muted); font-size: 0.8125rem; text-align: start; white-space: nowrap; }
th { font-weight: 600; text-align: start; }
th .label { display: block; font-weight: 400; }
th .given { display: block; max-width: 14ch; font-size: 0.8125rem; font-weight: 400; overflow-wrap: anywhere; }

.tables { gap: 16px 32px; }
.layer { max-width: 100%; }
.layer h3 { margin-bottom: 4px; }
.layer summary > h3 { display: inline; }
.size { color: var(--bs-muted); font-weight: 400; font-size: 0.8125rem; }
.pair { display: flex; flex-wrap: wrap; gap: 10px 16px; }
table.matrix th, table.matrix td { padding: 4px 6px; border: 1px solid var(--bs-line); }
table.matrix th { background: color-mix(in srgb, var(--bs-ink) 4%, var(--bs-surface)); }
table.matrix thead th { vertical-align: bottom; }
table.matrix td { vertical-align: top; }
.pair table.matrix tbody td { height: 62px; }
.wide.layer table.matrix .slope { height: auto; }
.tables { display: flex; flex-wrap: wrap; }
table.matrix .slope { min-width: 5.4em; text-align: end; vertical-align: middle; white-space: nowrap; }
table.matrix td.numeric { text-align: end; white-space: nowrap; }
table.matrix .missing { color: var(--bs-muted); }
table.matrix td.computed { background: color-mix(in srgb, var(--bs-computed) 12%, var(--bs-surface)); box-shadow: inset 0 0 0 2px var(--bs-computed); }
table.matrix td.read { background: color-mix(in srgb, var(--bs-read) 10%, var(--bs-surface)); box-shadow: inset 0 0 0 2px var(--bs-read); }
table.matrix td.pointed { background: color-mix(in srgb, var(--bs-accent) 14%, var(--bs-surface)); }
.cell-head { display: flex; justify-content: space-between; gap: 8px; min-height: 20px; color: var(--bs-muted); font-size: 0.8125rem; }
sup, sub { font-size: 0.75em; line-height: 0; }
.cell-head .was { white-space: nowrap; }
.number-field { display: grid; gap: 2px; }
.number-field .problem { max-width: 10.5em; scroll-margin-block: 72px; }
.number-field input { min-height: 32px; width: 7.5em; padding: 0 6px; font-size: 0.875rem; }
td .number-field input { text-align: end; }
/* As wide as it takes, no digit being wider than a zero; where fields stand side by side, in smaller letters. */
.number-field input.long { min-width: calc(var(--bs-length) * 1ch + 16px); }
.setup .number-field input.long { min-width: 0; }
.setup .number-field input.very-long { padding-inline: 5px; font-size: 0.75rem; letter-spacing: -0.02em; }

.figures { width: 100%; table-layout: fixed; }
.figures caption { padding-bottom: 8px; line-height: 1.4; white-space: normal; }
.figures th, .figures td { padding: 0 8px 2px 0; vertical-align: baseline; }
.figures thead th { padding-bottom: 4px; color: var(--bs-muted); font-size: 0.8125rem; font-weight: 400; }
.figures tbody { border-top: 1px solid var(--bs-line); }
.figures tbody th { padding-top: 6px; font-weight: 400; }
.figures tbody tr:last-child td { padding-bottom: 7px; }
.figures .what { display: inline-block; max-width: 100%; overflow-x: auto; overflow-y: hidden; vertical-align: middle; scrollbar-width: thin; }
.figures .number { overflow-wrap: anywhere; }
.figures .where { color: var(--bs-muted); font-size: 0.75rem; white-space: nowrap; }
.figures .note td { padding-right: 0; color: var(--bs-muted); font-size: 0.8125rem; line-height: 1.4; }
.verdict { float: inline-end; padding: 0 8px; border: 1px solid var(--bs-line); border-radius: 99px; color: var(--bs-muted); font-size: 0.75rem; line-height: 1.5; white-space: nowrap; }
.cut .verdict, .rounded .verdict, .computed_from_printed .verdict { color: var(--bs-read); border-color: color-mix(in srgb, var(--bs-read) 40%, var(--bs-surface)); }
.erratum .verdict { color: var(--bs-computed); border-color: color-mix(in srgb, var(--bs-computed) 50%, var(--bs-surface)); font-weight: 600; }

pre { padding: 12px; border: 1px solid var(--bs-line); border-radius: 7px; --bs-ground: color-mix(in srgb, var(--bs-ink) 4%, var(--bs-surface)); overflow-x: auto; line-height: 1.5; scrollbar-width: thin; }
.code-block { display: grid; gap: 4px; }

@container backprop-stepper (max-width: 639px) {
  .layer table.matrix .slope { height: auto; }
}
`;
