// @ts-check
/** The current operation as what is done with whole matrices, with its row, column and cell marked. */
import { settle } from "../formula.js";
import { h } from "../markup.js";
import { matrixForm } from "../matrix-form.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */

const ROWS = 6;
/** Pixels that a column of numbers takes, and what there is besides. */
const COLUMN = 78;
const BESIDE = 76;
const COLUMNS = { least: 3, most: 5 };
/** Of larger networks the height just grows as it has to. */
const MOST_PARAMETERS = 200_000;

export class MatrixPanel {
  root;
  #host;
  #body = h("div", { class: "matrix-form", "data-walk": true });
  /** Never seen: where the largest forms are laid out to find the height to keep. */
  #trial = h("div", { class: "trial matrix-form", "aria-hidden": "true" });
  #width = 0;
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
    const { trainer, step } = this.#host.stepper;
    const form = trainer.matrixForm(ROWS, this.#columns());
    const empty = h("p", { class: "words" }, "Its matrices appear with the first step of this update.");
    this.#body.replaceChildren(...(form.equations.length > 0 ? matrixForm(form, step) : [empty]));
    if (this.#trial.clientWidth !== this.#width) this.#fit();
    this.#keep(this.#body);
    settle(this.#body);
  }

  #columns() {
    const room = Math.floor((this.#trial.clientWidth - BESIDE) / COLUMN);
    return Math.min(Math.max(room, COLUMNS.least), COLUMNS.most);
  }

  /** Keeps the height of the tallest form, so that nothing below moves while one steps. */
  #fit() {
    this.#width = this.#trial.clientWidth;
    this.#body.style.minHeight = "";
    const { trainer, step } = this.#host.stepper;
    if (this.#width === 0 || trainer.shape().parameters > MOST_PARAMETERS) return;
    for (const form of trainer.matrixForms(ROWS, this.#columns())) {
      this.#trial.replaceChildren(...matrixForm(form, step));
      this.#keep(this.#trial);
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
