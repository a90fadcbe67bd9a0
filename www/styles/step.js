// @ts-check
/** The network, the card of the current step, formulas, the loss. */
export default `
/* What is drawn is as wide as the box, never the other way round: else a canvas would hold open what ought to become narrower. */
.picture { position: relative; contain: inline-size; }
.ruler { height: 0; }
canvas { display: block; width: 100%; touch-action: manipulation; }
.loss-canvas { cursor: pointer; }
.stage { border-radius: 7px; }
.network-canvas.typed-over { cursor: pointer; }
.in-place { position: absolute; z-index: 1; display: flex; align-items: baseline; gap: 6px; max-width: 100%; padding: 4px 6px; border: 1px solid var(--bs-accent); border-radius: 7px; background: var(--bs-surface); box-shadow: 0 2px 10px color-mix(in srgb, var(--bs-ink) 22%, transparent); }
.in-place .label { white-space: nowrap; }
.network { display: flex; flex-direction: column; justify-content: space-between; gap: 10px; }
.under { display: grid; gap: 6px; font-size: 0.8125rem; color: var(--bs-muted); }
.graph-scroll { overflow-x: auto; border-radius: 7px; scrollbar-width: thin; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; }
.legend li::before { content: ""; display: inline-block; width: 10px; height: 10px; margin-inline-end: 6px; border-radius: 50%; border: 2px solid; }
.legend .is-computed::before { border-color: var(--bs-computed); background: color-mix(in srgb, var(--bs-computed) 25%, var(--bs-surface)); }
.legend .is-read::before { border-color: var(--bs-read); background: color-mix(in srgb, var(--bs-read) 20%, var(--bs-surface)); }
.legend .is-lit::before { border: 0; width: 14px; height: 14px; margin-block: -2px; vertical-align: -1px; background: color-mix(in srgb, var(--bs-read) 28%, var(--bs-surface)); }
.legend .is-missing::before { content: "–"; width: auto; height: auto; border: 0; font-weight: 600; }
.facts ul { padding: 6px 0 0 1.1em; list-style: disc; }

.card { display: flex; flex-direction: column; }
.card .where { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; font-size: 0.8125rem; color: var(--bs-muted); }
/* Which sample it is would not fit beside; a line of its own at every step, so that nothing moves. */
.card .count.long { flex-basis: 100%; }
.chip { padding: 1px 9px; border-radius: 99px; border: 1px solid color-mix(in srgb, var(--bs-ink) 22%, var(--bs-line)); color: var(--bs-ink); font-weight: 600; white-space: nowrap; }
.chip::first-letter { text-transform: uppercase; }
.card .title { min-height: 1.3em; margin: 0 0 -4px; font-size: 1.25rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
.body { margin-top: 8px; display: flex; flex-direction: column; gap: 12px; flex: 1; }
.body .value { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
.body .value code { overflow-wrap: anywhere; }
.sentence { line-height: 1.5; max-width: 60ch; }
.why { line-height: 1.5; max-width: 60ch; }
.why strong { color: var(--bs-accent); font-weight: 650; }
.why .pointed { background: color-mix(in srgb, var(--bs-accent) 22%, transparent); }
.together { white-space: nowrap; }
.card sup, .card sub { font-size: 0.7em; line-height: 0; }
div.figures { display: contents; }
.figure { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2px; }
.figure .numbers > :first-child { margin-inline-start: -22px; }
.display { margin-top: 12px; padding-top: 8px; border-top: 1px solid var(--bs-line); }
.display > summary { color: var(--bs-muted); font-size: 0.8125rem; }
.display-body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; margin-top: 8px; }
.display .switch-field { font-size: 0.875rem; }
.display .switch-field label { min-height: 28px; }
.display input[type="checkbox"] { flex: none; width: 18px; height: 18px; min-height: 0; margin: 0; accent-color: var(--bs-accent); }
.display .count-field { width: max-content; }
.display .number-field input { width: 100%; min-height: 36px; }
.display select { font-size: 0.875rem; }
.display-fields { display: flex; flex-wrap: wrap; gap: 8px 14px; }
.trial { position: absolute; inset-inline: var(--bs-pad); visibility: hidden; pointer-events: none; top: 0; }
.card { position: relative; }

math { font-family: "Backprop Stepper Math", "STIX Two Math", "Latin Modern Math", "Cambria Math", math; font-size: 1.16em; font-style: normal; }
.lines { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; border-radius: 7px; }
.lines:empty { display: none; }
.lines:focus-visible { outline-offset: 6px; }
.derivation { display: grid; gap: 5px; }
.unfolded { margin-top: 12px; }
.unfolded .fold-body { border-radius: 7px; align-content: start; }
.unfolded button { justify-self: start; }
.unfolded .fold-body:focus-visible { outline-offset: 6px; }
.ways { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
.ways > li { padding-inline-start: 12px; border-inline-start: 2px solid var(--bs-line); }
.along { font-size: 0.875rem; color: var(--bs-muted); }
.formula { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 0.3em; min-width: 0; padding-block: 2px; overflow-x: auto; overflow-y: hidden; scrollbar-width: thin; }
.flow { display: flex; flex-wrap: wrap; align-items: baseline; max-width: 100%; row-gap: 4px; }
.formula math { flex: none; }
/* Slanted letters reach out of their box on the left, and a box that may scroll would cut them. */
.formula { margin-inline-start: -5px; padding-inline-start: 27px; }
.symbols > :first-child { margin-inline-start: -22px; }
[data-subject] { border-radius: 3px; }
math .computed, td.computed { color: var(--bs-computed); }
math .read, td.read { color: var(--bs-read); }
.walked { outline: 2px solid var(--bs-accent); outline-offset: 1px; }
math .pointed { background: color-mix(in srgb, var(--bs-accent) 22%, transparent); }

.loss { display: flex; flex-direction: column; gap: 10px; }
/* Two lines, whichever it takes to say it. */
.loss .words { min-height: 2.9em; }
.loss .progress { display: grid; gap: 4px; align-content: start; }
progress { width: 100%; height: 8px; accent-color: var(--bs-accent); }
button.train { min-width: 7.6em; }
.loss .row input { width: 6.5em; }

.prediction-pictures { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px 28px; }
.prediction-large, .prediction-parts { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; align-content: start; min-width: 0; }
.here { min-height: 1.45em; }
.parts-canvas { cursor: pointer; }
.tick { font-size: 0.875rem; }
.tick input { flex: none; width: 18px; height: 18px; min-height: 0; margin: 0; accent-color: var(--bs-accent); }
.parameter-field fieldset { display: flex; flex-wrap: wrap; gap: 6px 12px; margin: 0; padding: 6px 10px 10px; border: 1px solid var(--bs-line); border-radius: 7px; }
.parameter-field input { width: 5.5em; }
.prediction-large { max-width: 460px; }
@container backprop-stepper (min-width: 680px) {
  .prediction-pictures { grid-template-columns: minmax(0, 11fr) minmax(0, 10fr); }
}
@container backprop-stepper (min-width: 960px) {
  .prediction-pictures { grid-template-columns: 460px minmax(0, 1fr); }
}
`;
