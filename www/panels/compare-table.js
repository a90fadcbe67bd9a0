// @ts-check
/** The compared runs at the clock, a column each. */
import { h } from "../markup.js";
import { written } from "../names.js";

/** @typedef {import("../engine.js").ComparedRun} ComparedRun */

/** As the drawing dashes its lines. */
const DASHES = ["", "9 4", "2 4", "15 3"];
/** As the drawing marks them, in a square of 12. */
const MARKS = ["M2 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "M2 2h8v8h-8z", "M6 1l5 9.500h-10z", "M6 0l6 6-6 6-6-6z"];
/** Outputs of which the prediction is shown. */
const MOST_OUTPUTS = 3;

export class CompareTable {
  root = h("div", { class: "scrolls" });
  #open;

  /** @param {(run: number) => void} open */
  constructor(open) {
    this.#open = open;
  }

  /**
   * @param {ComparedRun[]} runs
   * @param {string} setting in words
   * @param {string[]} outputs their names
   * @param {(value: number) => string} format
   */
  show(runs, setting, outputs, format) {
    const focused = this.#focused();
    const row = (/** @type {(Node | string)[]} */ name, /** @type {(run: ComparedRun, index: number) => (Node | string)[]} */ cell, kind = "") =>
      h("tr", { class: kind }, h("th", { scope: "row" }, ...name), ...runs.map((run, index) => h("td", {}, ...cell(run, index))));
    const several = outputs.length > 1;
    const head = h(
      "tr",
      {},
      h("th", { scope: "col" }, setting),
      ...runs.map((run, index) => h("th", { scope: "col" }, swatch(index), run.label)),
    );
    const predictions = outputs.slice(0, MOST_OUTPUTS).map((name, output) => {
      const what = several ? ["prediction ", written(name)] : ["prediction"];
      return row(what, (run) => [format(run.prediction[output] ?? Number.NaN)]);
    });
    const parameters = (runs[0]?.parameters ?? []).map(({ name }, index) =>
      row([written(name)], (run) => [format(run.parameters[index]?.value ?? Number.NaN)], "parameter"),
    );
    const body = h(
      "tbody",
      {},
      row(["update"], (run) => [run.divergedAt === null ? String(run.update) : `${run.update}, the last`]),
      row(["loss"], (run) => [format(run.loss), run.lowest ? h("span", { class: "lowest" }, " lowest") : ""]),
      ...predictions,
      several ? null : row(["error Δ"], (run) => [format(run.error)]),
      row(["behaviour"], (run) => [h("strong", {}, run.verdict), h("span", { class: "reason" }, run.reason)], "behaviour"),
      ...parameters,
      row([h("span", { class: "only-spoken" }, "open")], (run, index) => [
        h("button", { type: "button", "aria-label": `Open this run: ${setting} ${run.label}`, click: () => this.#open(index) }, "Open this run"),
      ]),
    );
    this.root.replaceChildren(h("table", { class: "matrix compared" }, h("thead", {}, head), body));
    if (focused >= 0) this.#buttons()[focused]?.focus({ preventScroll: true });
  }

  #buttons() {
    return [...this.root.querySelectorAll("button")];
  }

  /** Which of the buttons has the focus: the table is written anew. */
  #focused() {
    return this.#buttons().findIndex((button) => button.matches(":focus"));
  }
}

/**
 * A piece of a run's line with its mark.
 *
 * @param {number} run
 * @returns {SVGSVGElement}
 */
function swatch(run) {
  const element = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const svg = /** @type {SVGSVGElement} */ (element("svg", { viewBox: "0 0 44 12", class: `swatch run-${run}`, "aria-hidden": "true" }));
  svg.append(
    element("path", { d: "M1 6h42", fill: "none", stroke: "currentColor", "stroke-width": "2", "stroke-dasharray": DASHES[run] ?? "" }),
    element("path", { d: MARKS[run] ?? "", transform: "translate(16 0)", fill: "currentColor" }),
  );
  return svg;
}
