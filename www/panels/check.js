// @ts-check
/** The gradient check on demand: is what backpropagation computes the slope of the loss? */
import { h } from "../markup.js";
import { folded } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */

/** So many weights stand in the table, the worst first. */
const ROWS = 10;
/** What differences of doubles can tell: errors in the derivation are larger by far. */
const GOOD = 1e-6;

export class CheckPanel {
  root;
  #host;
  #fold;
  #verdict = h("p", { "aria-live": "polite" });
  #table = h("div", { class: "scrolls" });
  /** The position the result belongs to. @type {string | null} */ #of = null;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#fold = folded(
      "check",
      "Gradient check",
      () => this.show(),
      h(
        "p",
        { class: "words" },
        "Is a gradient really the slope of the loss? Move one weight a little up and down, divide the change of the loss by the distance, and compare. It holds for the current batch, at the weights before this update.",
      ),
      h("div", { class: "row" }, h("button", { type: "button", click: () => this.#check() }, "Check all gradients")),
      this.#verdict,
      this.#table,
    );
    this.root = this.#fold.root;
  }

  #check() {
    const { trainer } = this.#host.stepper;
    const { checks, compared, inKinks, parameters } = trainer.gradientChecks();
    this.#of = this.#position();
    const [worst] = checks;
    const all = compared + inKinks === parameters ? `all ${parameters}` : `${compared + inKinks} of ${parameters}`;
    const kinks = inKinks > 0 ? ` ${inKinks} lie in a kink, where the loss has no slope.` : "";
    this.#verdict.textContent = worst
      ? `Checked ${all} weights and biases. Worst relative error: ${short(worst.relativeError)}, at ${worst.name}. ${judge(worst.relativeError)}${kinks}`
      : `Checked ${all} weights and biases.${kinks}`;
    this.#table.replaceChildren(this.#rows(checks.slice(0, ROWS), compared));
  }

  /**
   * @param {import("../engine.js").GradientChecks["checks"]} checks
   * @param {number} compared
   */
  #rows(checks, compared) {
    const { trainer } = this.#host.stepper;
    const head = ["weight", "backprop", "difference", "error"].map((text) => h("th", { scope: "col" }, text));
    const rows = checks.map((check) =>
      h(
        "tr",
        { "data-subject": check.key },
        h("th", { scope: "row" }, check.name),
        h("td", { class: "numeric" }, trainer.format(check.analytic)),
        h("td", { class: "numeric" }, trainer.format(check.numeric)),
        h("td", { class: "numeric" }, short(check.relativeError)),
      ),
    );
    const caption = compared > rows.length ? `The ${rows.length} worst. The error is relative.` : "The worst first. The error is relative.";
    return h("table", { class: "matrix" }, h("caption", {}, caption), h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows));
  }

  /** A result belongs to one set of weights. */
  #position() {
    const { trainer, step } = this.#host.stepper;
    return JSON.stringify([step.update, trainer.moment().edits]);
  }

  #clear() {
    this.#of = null;
    this.#verdict.textContent = "";
    this.#table.replaceChildren();
  }

  load() {
    this.#clear();
  }

  show() {
    if (this.#fold.details.open && this.#of !== null && this.#of !== this.#position()) this.#clear();
  }
}

/** @param {number} error */
function short(error) {
  return error === 0 ? "0" : error.toExponential(1).replace("-", "−");
}

/** @param {number} error */
function judge(error) {
  return error < GOOD ? "They agree: what is left is rounding." : "They do not agree to the digits that differences have.";
}
