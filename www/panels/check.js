// @ts-check
/** The gradient check on demand: is what backpropagation computes the slope of the loss? */
import { h } from "../markup.js";
import { sentence } from "../names.js";
import { folded, withheld } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */

/** So many weights stand in the table, the worst first. */
const ROWS = 10;

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
      withheld(),
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
    const { text, checks, compared } = trainer.gradientChecks();
    this.#of = this.#position();
    this.#verdict.replaceChildren(...sentence(text));
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
        h("td", { class: "numeric" }, check.relativeErrorText),
      ),
    );
    const caption = compared > rows.length ? `The ${rows.length} worst. The error is relative.` : "The worst first. The error is relative.";
    return h("table", { class: "matrix" }, h("caption", {}, caption), h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows));
  }

  /** A result belongs to one set of weights. */
  #position() {
    const { trainer, step } = this.#host.stepper;
    return JSON.stringify([step.update, trainer.edits()]);
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
