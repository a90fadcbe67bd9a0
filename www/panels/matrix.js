// @ts-check
/** The current operation as what is done with whole matrices, with its row, column and cell marked. */
import { h } from "../markup.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */

export class MatrixPanel {
  root;
  #host;
  #body = h("div", { class: "matrix-form" });

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.root = section("matrix", "Matrix form", h("h2", {}, "Matrix form"), this.#body);
  }

  load() {}

  show() {
    if (!this.#host.stepper) this.#body.replaceChildren();
  }
}
