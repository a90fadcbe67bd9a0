// @ts-check
/** How numbers and names are shown, for the reader to choose. */
import { h } from "../markup.js";

/** @typedef {import("../panels/panel.js").Host} Host */

export class DisplaySettings {
  root = h("div", { class: "display", hidden: true });
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  show() {
    this.root.hidden = !this.#host.stepper || this.root.childElementCount === 0;
  }
}
