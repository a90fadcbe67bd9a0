// @ts-check
/** The computation graph of the current sample: values forward, gradients backward. */
import { folded } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */

export class GraphPanel {
  root;
  #host;
  #fold;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#fold = folded("graph", "Computation graph", () => this.show());
    this.root = this.#fold.root;
  }

  load() {}

  show() {
    if (!this.#fold.details.open || !this.#host.stepper) return;
  }
}
