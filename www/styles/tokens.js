// @ts-check
/** Colours, type and the frame. A page may set any of the `--bs-…` properties on the element. */
export default `
:host {
  --bs-surface: light-dark(#ffffff, #16191e);
  --bs-ink: light-dark(#1b1f24, #e7e9ec);
  --bs-muted: light-dark(#57606c, #a3acb8);
  --bs-line: light-dark(#dcdfe4, #343b45);
  --bs-computed: light-dark(#b83d0a, #ff9d5c);
  --bs-read: light-dark(#1a56c4, #82b4ff);
  --bs-done: light-dark(#3d4650, #b4bdc8);
  --bs-positive: light-dark(#4c7a78, #7fb5b0);
  --bs-negative: light-dark(#97586f, #d495ad);
  --bs-accent: light-dark(#0b6b62, #57c9b9);
  --bs-radius: 10px;
  --bs-gap: 16px;
  --bs-sans: -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif;
  --bs-mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  color-scheme: light dark;
  container: backprop-stepper / inline-size;
  display: block;
  font: 400 0.9375rem/1.5 var(--bs-sans);
  color: var(--bs-ink);
  /* English and formulas, whichever way the page around them is read. */
  direction: ltr;
  text-align: start;
  -webkit-text-size-adjust: 100%;
}
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
:host([hidden]) { display: none; }

*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }

h2, h3, p, ul, ol, pre, table, form { margin: 0; }
ul, ol { padding: 0; list-style: none; }
h2 { font-size: 0.9375rem; font-weight: 650; line-height: 1.3; }
h3 { font-size: 0.9375rem; font-weight: 600; line-height: 1.3; }
a { color: var(--bs-read); text-underline-offset: 0.15em; }
code, pre, samp { font-family: var(--bs-mono); font-size: 0.8125rem; }
summary { cursor: pointer; min-height: 24px; }

:focus-visible { outline: 2px solid var(--bs-accent); outline-offset: 2px; }

.frame { border-radius: var(--bs-radius); }
.panel[tabindex="-1"] { outline: none; }
.probe { position: absolute; visibility: hidden; }
.label { color: var(--bs-muted); font-size: 0.8125rem; }
.words { color: var(--bs-muted); font-size: 0.8125rem; line-height: 1.45; }
.number, .value, .where, .count, td { font-variant-numeric: tabular-nums lining-nums; }

.problem { color: var(--bs-computed); font-size: 0.8125rem; line-height: 1.35; }
.problem:empty { display: none; }
.alert {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 12px;
  margin-bottom: var(--bs-gap);
  padding: 10px 10px 10px 14px;
  border: 1px solid var(--bs-computed);
  border-radius: var(--bs-radius);
  background: color-mix(in srgb, var(--bs-computed) 8%, var(--bs-surface));
  overflow-wrap: anywhere;
}
/* Where the system chooses the colours, the drawings take them too; and what tells by colour keeps telling. */
@media (forced-colors: active) {
  :host {
    --bs-surface: Canvas;
    --bs-ink: CanvasText;
    --bs-muted: CanvasText;
    --bs-line: CanvasText;
    --bs-computed: Highlight;
    --bs-read: LinkText;
    --bs-done: CanvasText;
    --bs-positive: CanvasText;
    --bs-negative: CanvasText;
    --bs-accent: Highlight;
  }
  .probe, .legend li::before, input[type="range"], [data-subject].computed, [data-subject].read,
  button.primary, nav button[aria-current] { forced-color-adjust: none; }
  button.primary, nav button[aria-current] { color: HighlightText; }
  /* Two colours of a system may be nearly the same: filled or not cannot. */
  [data-subject].computed { background: Highlight; box-shadow: 0 0 0 3px Highlight; color: HighlightText; }
  [data-subject].pointed { outline: 2px dashed CanvasText; }
}
.failure { margin-bottom: var(--bs-gap); padding: 12px 14px; border: 1px solid var(--bs-computed); border-radius: var(--bs-radius); }
::slotted(*) { max-width: 44rem; }
`;
