// @ts-check
/** The program and what its lines give. */
export default `
.panel.code { display: flex; flex-direction: column; gap: 10px; }
.program-bar { align-items: center; }
.program-bar h2 { flex: 1 1 auto; }
.program-bar .beside { display: flex; align-items: baseline; gap: 6px; }
/* As high as it is, whatever the program: nothing below it moves. */
.program { position: relative; flex: 1 0 auto; height: 21rem; padding: 8px 0; overflow: auto; overscroll-behavior: contain; }
.program code { display: block; width: max-content; min-width: 100%; font-size: 0.75rem; line-height: 1.6; }
.line { display: block; padding-inline: 9px 12px; border-inline-start: 3px solid transparent; }
.line:hover, .line:focus-within { background: color-mix(in srgb, var(--bs-ink) 6%, transparent); }
.line[aria-current] { border-color: var(--bs-computed); background: color-mix(in srgb, var(--bs-computed) 12%, transparent); }
.line[aria-current] [data-subject] { color: var(--bs-read); }
.line[aria-current] [data-subject]:first-child { color: var(--bs-computed); }
.line .pointed { background: color-mix(in srgb, var(--bs-accent) 26%, transparent); box-shadow: 0 0 0 1px color-mix(in srgb, var(--bs-accent) 60%, transparent); }
.line-value { height: 7.4em; padding: 4px 9px; border-inline-start: 3px solid var(--bs-line); overflow: auto; font: 0.75rem/1.45 var(--bs-mono); white-space: pre; font-variant-numeric: tabular-nums; scrollbar-width: thin; }
.line-value.words { font-family: var(--bs-sans); white-space: normal; }
@media (forced-colors: active) {
  .line { border-color: Canvas; }
  .line[aria-current] { forced-color-adjust: none; border-color: Highlight; background: Highlight; }
  .line[aria-current], .line[aria-current] *, .line[aria-current] [data-subject]:first-child { color: HighlightText; }
}
`;
