// @ts-check
/**
 * Where the panels stand. The element asks how wide it is itself, not how wide the window is: it may be embedded in
 * anything. One column, in which a part can stay in sight all the way (in a grid it could not leave its own row); from
 * 640 pixels two; from 1060 the lesson is a column of its own, as high as the rest.
 */
export default `
.grid {
  display: flex;
  flex-direction: column;
  gap: var(--bs-gap);
}
.panel {
  min-width: 0;
  --bs-pad: 16px;
  padding: var(--bs-pad);
  border: 1px solid var(--bs-line);
  border-radius: var(--bs-radius);
  background: var(--bs-surface);
}
.panel > h2:first-child { margin-bottom: 10px; }
.fold > summary > h2 { display: inline; }
.fold-body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; margin-top: 12px; }

.tabs { display: none; }
/* Closed, it is an offer among the controls rather than a part of its own. */
.panel.predict:has(> details:not([open])) { padding-block: 7px; }
@container backprop-stepper (max-width: 639px) {
  .tabs { display: flex; gap: 4px; margin-bottom: calc(6px - var(--bs-gap)); padding: 3px; border: 1px solid var(--bs-line); border-radius: var(--bs-radius); background: var(--bs-surface); }
  .tabs button { flex: 1 1 auto; min-height: 44px; padding: 2px 4px; border-color: transparent; background: transparent; }
  .tabs button[aria-selected="true"] { border-color: var(--bs-line); background: color-mix(in srgb, var(--bs-accent) 14%, var(--bs-surface)); font-weight: 650; }
  /* A tab belongs to what is below it: the controls come after whichever view is chosen. */
  .grid > *, .controls > * { order: 2; }
  .grid > :is(.network, .tabs, .card, .matrix, .code, .graph) { order: 0; }
  .controls > *, .grid > .predict { order: 1; }
}

@container backprop-stepper (min-width: 640px) {
  .grid { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); align-items: start; }
  .panel { grid-column: span 12; }
  .network, .card { align-self: stretch; }
  [data-panels~="formula"] .network { grid-column: span 6; }
  [data-panels~="network"] .card { grid-column: span 6; }
  [data-panels~="data"] .loss, [data-panels~="loss"] .data { grid-column: span 6; align-self: stretch; }
  .grid .data.wide, .grid .loss:has(~ .data.wide) { grid-column: span 12; }
}

@container backprop-stepper (min-width: 860px) {
  [data-panels~="formula"] .network { grid-column: span 7; }
  [data-panels~="network"] .card { grid-column: span 5; }
  [data-panels~="code"] .panel.matrix { grid-column: span 7; align-self: stretch; }
  [data-panels~="matrix"] .code { grid-column: span 5; align-self: stretch; }
}

@container backprop-stepper (min-width: 1060px) {
  /* What is left over beside a long scene goes below the last of the rows, so that none of them grows with it. */
  .grid[data-panels~="lesson"] { grid-template: repeat(4, auto) 1fr / repeat(12, minmax(0, 1fr)) 372px; }
  [data-panels~="lesson"] .lesson {
    grid-column: 13;
    grid-row: 1 / span 5;
    position: sticky;
    top: var(--bs-gap);
    /* Its last line, the way on, is in sight even below a page's header. */
    max-height: max(480px, calc(100vh - 84px));
  }
  [data-panels~="lesson"] .scenes { overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; }
  [data-panels~="lesson"] .network { grid-column: span 7; }
  [data-panels~="lesson"] .card { grid-column: span 5; }
}

.only-spoken {
  position: absolute;
  width: 1px;
  height: 1px;
  padding: 0;
  border: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
/* Nothing else of it takes the focus, which nobody would see, or computes what nobody looks at. */
.only-spoken > :not(.body), .only-spoken .body > :not(.sentence, .stuck) { display: none; }
`;
