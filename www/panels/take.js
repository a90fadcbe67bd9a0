// @ts-check
/** Everything that can be taken along: sheets, programs, traces, pictures, the document. */
import { folded } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */

export class TakePanel {
  root;
  #host;
  #fold;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#fold = folded("take", "Take it along", () => this.show());
    this.root = this.#fold.root;
  }

  load() {}

  show() {
    if (!this.#fold.details.open || !this.#host.stepper) return;
  }
}
