// @ts-check
/** Why a number is what one would not expect: 0, tiny, or unchanged. */
import { h } from "../markup.js";

/** @typedef {import("../panels/panel.js").Host} Host */

export class Why {
  root = h("div", { class: "why", hidden: true });
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  show() {
    this.root.hidden = !this.#host.stepper || this.root.childElementCount === 0;
  }
}
