// @ts-check
/** Learning by predicting: the next number is asked for before it is shown. */
import { folded } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */

export class PredictPanel {
  root;
  #host;
  #fold;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#fold = folded("predict", "Predict the next number", () => this.show());
    this.root = this.#fold.root;
  }

  load() {}

  show() {
    if (!this.#fold.details.open || !this.#host.stepper) return;
  }
}
