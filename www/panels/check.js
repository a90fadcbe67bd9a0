// @ts-check
import { h } from "../markup.js";
import { folded } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */

export class CheckPanel {
  root;
  #host;
  #fold;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#fold = folded("check", "Gradient check", () => this.show(), h("p", { class: "words" }, ""));
    this.root = this.#fold.root;
  }

  load() {}

  show() {
    if (!this.#fold.details.open) return;
    void this.#host.stepper;
  }
}
