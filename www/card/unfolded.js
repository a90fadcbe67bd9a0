// @ts-check
/** The chain rule of the current step, unfolded down to what it depends on. */
import { h } from "../markup.js";

/** @typedef {import("../panels/panel.js").Host} Host */

export class Unfolded {
  root = h("div", { class: "unfolded", hidden: true });
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  show() {
    this.root.hidden = !this.#host.stepper || this.root.childElementCount === 0;
  }
}
