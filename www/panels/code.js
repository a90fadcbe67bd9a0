// @ts-check
/** The same network as a program. */
import { h } from "../markup.js";
import { settle } from "../formula.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */

const COPIED_FOR = 2000;

export class CodePanel {
  root;
  #host;
  #text = h("code");
  #copy = h("button", { type: "button", click: () => this.#toClipboard() }, "Copy");
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #box;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    const program = h("pre", {}, this.#text);
    this.#box = h("details", {}, h("summary", {}, h("h2", {}, "The same in NumPy")), h("div", { class: "row" }, this.#copy), program);
    this.#box.addEventListener("toggle", () => {
      this.show();
      settle(this.#box);
    });
    this.root = section("code", "Code", this.#box);
  }

  async #toClipboard() {
    try {
      await navigator.clipboard.writeText(this.#host.stepper.trainer.code());
      this.#answer("Copied");
    } catch {
      getSelection()?.selectAllChildren(this.#text);
      this.#answer("Selected: press Ctrl+C");
    }
  }

  /** @param {string} text */
  #answer(text) {
    this.#copy.textContent = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#copy.textContent = "Copy";
    }, COPIED_FOR);
  }

  load() {}

  show() {
    if (this.#box.open || this.#text.textContent === "") this.#text.textContent = this.#host.stepper.trainer.code();
  }

  dispose() {
    clearTimeout(this.#timer);
  }
}
