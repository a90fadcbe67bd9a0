// @ts-check
/** Predicting, and what is withheld meanwhile. */
export default `
.question { font-size: 1.0625rem; line-height: 1.4; font-weight: 600; }
.question sub, .said sub, .question sup, .said sup { font-size: 0.7em; line-height: 0; }
.predict .field.inline { flex: 0 1 auto; min-width: 0; }
.predict .field.inline input { min-width: 0; width: 11em; }
/* As high as what is usually said, so that nothing below moves with every answer. */
.said { scroll-margin-block: 72px; min-height: 3em; padding-inline-start: 10px; border-inline-start: 3px solid transparent; max-width: 70ch; }
.said[data-kind="right"] { border-color: var(--bs-accent); }
.said:is([data-kind="mistaken"], [data-kind="close"], [data-kind="wrong"]) { border-color: var(--bs-read); }
.said[data-kind="refused"] { border-color: var(--bs-computed); }
.score { min-height: 1.45em; }

.withheld { display: none; }
.frame:has(> .grid > .predict:not([hidden]) > details[open]) {
  .withheld { display: block; }
  :is(.fold-body, .column):has(> .withheld) > :not(.withheld) { display: none; }
}

@container backprop-stepper (max-width: 639px) {
  .predict .field.inline { flex: 1 1 100%; }
  .predict .field.inline input { flex: 1; min-height: 44px; }
  .predict .row button { flex: 1 1 auto; min-height: 44px; }
}
`;
