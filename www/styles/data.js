// @ts-check
/** The samples, and where they come from. */
export default `
.data > h2 + .words { margin: -4px 0 8px; }
.data td .number-field input { width: 5.6em; }
.data .several td .number-field input { width: 6.9em; }
.data.wide .several td .number-field input { width: 5.9em; }
.data .columns { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 12px 28px; margin-bottom: 10px; }
.data tr.batch th[scope="row"] { color: var(--bs-accent); }
.data th .kept { display: block; color: var(--bs-read); font-size: 0.75rem; font-weight: 400; line-height: 1.2; }
.data .samples { display: grid; gap: 8px; justify-items: start; min-width: 0; }
.data td.out { padding: 4px; border: 0; }
.data td.out button { min-height: 32px; min-width: 32px; padding: 0; border-color: transparent; color: var(--bs-muted); }
.data td.out button:hover { border-color: var(--bs-accent); }
.data .pages { color: var(--bs-muted); font-size: 0.8125rem; }
.data .fold { margin-top: 10px; }
.data form { display: grid; gap: 12px; }
.data form .row { align-items: end; gap: 10px 14px; }
.data form .row input[type="number"] { width: 6.5em; }
.data .check { display: inline-flex; align-items: center; gap: 8px; min-height: 36px; }
.data input[type="checkbox"] { width: 18px; height: 18px; min-height: 0; margin: 0; accent-color: var(--bs-accent); }
.data .advice { display: grid; gap: 8px; }
.data .table-text { display: grid; gap: 10px; min-width: 0; }
.data textarea {
  width: 100%;
  min-height: 7.5em;
  padding: 8px;
  border: 1px solid color-mix(in srgb, var(--bs-ink) 22%, var(--bs-line));
  border-radius: 7px;
  background: var(--bs-surface);
  color: inherit;
  font: 0.8125rem/1.45 var(--bs-mono);
  white-space: pre;
  overflow-wrap: normal;
  resize: vertical;
}
.data textarea[aria-invalid] { border-color: var(--bs-computed); }
.data input[type="file"] { min-height: 0; max-width: 100%; padding: 6px 8px; font-size: 0.8125rem; }
.data .preview td { text-align: end; font-size: 0.8125rem; white-space: nowrap; }
.data .preview td.name { text-align: start; }
.data .preview th { max-width: 12em; overflow-wrap: anywhere; }
.data .preview select { min-height: 32px; max-width: 10.5em; font-size: 0.8125rem; }
`;
