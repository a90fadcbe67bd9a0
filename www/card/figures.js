// @ts-check
/** The current step in other arithmetics: as an exact fraction, and from rounded figures, as on paper. */
import { h } from "../markup.js";

/** @typedef {import("../panels/panel.js").Host} Host */

export class Figures {
  root = h("div", { class: "figures", hidden: true });
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  show() {
    this.root.hidden = !this.#host.stepper || this.root.childElementCount === 0;
  }
}
