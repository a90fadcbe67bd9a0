// @ts-check
/** The current operation as what is done with whole matrices, with its row, column and cell marked. */
import { settle } from "../formula.js";
import { h } from "../markup.js";
import { matrixForm } from "../matrix-form.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */

/** So many rows as that a whole update fits into what is seen at once. */
const ROWS = 4;
const COLUMNS = { least: 2, usual: 3, most: 6 };
/** Pixels that a column of numbers takes at least. */
const NARROWEST = 60;
/** Of larger networks the height just grows as it has to. */
const MOST_PARAMETERS = 200_000;

export class MatrixPanel {
  root;
  #host;
  #body = h("div", { class: "matrix-form", "data-walk": true, role: "group", "aria-label": "Matrices" });
  /** Never seen: where the largest forms are laid out to find the height to keep. */
  #trial = h("div", { class: "trial matrix-form", "aria-hidden": "true" });
  #width = 0;
  #columns = COLUMNS.usual;
  #observer;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.root = section("matrix", "Matrix form", h("h2", {}, "Matrix form"), this.#body, this.#trial);
    this.#observer = new ResizeObserver(() => {
      if (this.#trial.clientWidth !== this.#width && this.#trial.clientWidth > 0) this.show();
    });
    // Not the panel itself: its height is ours to set.
    this.#observer.observe(this.#trial);
  }

  load() {
    this.#width = 0;
  }

  show() {
    if (this.#trial.clientWidth !== this.#width) this.#fit();
    const { trainer, step } = this.#host.stepper;
    const form = trainer.matrixForm(ROWS, this.#columns);
    const empty = h("p", { class: "words" }, "Its matrices appear with the first step of this update.");
    this.#body.replaceChildren(...(form.equations.length > 0 ? matrixForm(form, step) : [empty]));
    this.#keep(this.#body);
    settle(this.#body);
  }

  /** As many columns as fit, and the height of the tallest form kept, so that nothing below moves while one steps. */
  #fit() {
    this.#width = this.#trial.clientWidth;
    this.#body.style.minHeight = "";
    const { trainer, step } = this.#host.stepper;
    this.#columns = COLUMNS.usual;
    if (this.#width === 0 || trainer.shape().parameters > MOST_PARAMETERS) return;
    const room = Math.max(Math.floor(this.#width / NARROWEST), COLUMNS.least);
    for (this.#columns = Math.min(room, COLUMNS.most); ; this.#columns -= 1) {
      const forms = trainer.matrixForms(ROWS, this.#columns).map((form) => h("div", { class: "matrix-form" }, ...matrixForm(form, step)));
      this.#trial.replaceChildren(...forms);
      const wide = [...this.#trial.querySelectorAll(".scrolls")].some((box) => box.scrollWidth > box.clientWidth + 1);
      if (wide && this.#columns > COLUMNS.least) continue;
      forms.forEach((form) => this.#keep(form));
      break;
    }
    this.#trial.replaceChildren();
  }

  /** @param {HTMLElement} box as tall as the body has to be at least */
  #keep(box) {
    const kept = Number.parseFloat(this.#body.style.minHeight) || 0;
    const height = Math.ceil(box.getBoundingClientRect().height);
    if (height > kept) this.#body.style.minHeight = `${height}px`;
  }

  dispose() {
    this.#observer.disconnect();
  }
}
