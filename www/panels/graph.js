// @ts-check
/** The computation graph of the current sample: values forward, gradients backward. */
import { h } from "../markup.js";
import { sentence } from "../names.js";
import { Picture } from "../picture.js";
import { key } from "../subjects.js";
import { folded } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */

export class GraphPanel {
  root;
  #host;
  #fold;
  #picture;
  #refused = h("p", { class: "words" });
  /** Wider than its box where the graph needs more room: then the box scrolls. */
  #scroll;
  #lines = h("ul");
  #facts = h("details", { class: "facts" }, h("summary", {}, "Numbers of this graph as text"), h("div", { "data-walk": true, role: "group", "aria-label": "Values of the graph" }, this.#lines));
  #words = h("p", { class: "words" }, "Each box holds a value and, under it, ∂: the gradient of the loss by it. Values go from left to right, gradients come back.");

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#picture = new Picture(
      {
        height: (width) => host.stepper.trainer.graphSize(width)[1] ?? 0,
        draw: (canvas, width, height, ratio) => {
          if (height > 0) host.stepper.trainer.drawGraph(canvas, width, height, ratio, host.theme());
        },
      },
      { role: "img", "aria-label": "Computation graph of the current sample; its numbers follow as text" },
    );
    const { canvas } = this.#picture;
    canvas.addEventListener("pointermove", (event) => {
      const subject = host.stepper.trainer.graphHit(event.offsetX, event.offsetY);
      host.point(subject ? key(subject) : null);
    });
    canvas.addEventListener("pointerleave", () => host.point(null));
    this.#scroll = h("div", { class: "graph-scroll", tabindex: "0", role: "group", "aria-label": "Computation graph" }, this.#picture.root);
    this.#facts.addEventListener("toggle", () => this.show());
    this.#fold = folded("graph", "Computation graph", () => this.show(), this.#refused, this.#words, this.#scroll, this.#facts);
    this.root = this.#fold.root;
  }

  load() {}

  show() {
    if (!this.#seen()) return;
    const { trainer } = this.#host.stepper;
    const { refused, lines } = trainer.graphText();
    this.#refused.textContent = refused;
    this.#refused.hidden = refused === "";
    for (const part of [this.#words, this.#scroll, this.#facts]) part.hidden = refused !== "";
    if (refused) return;
    if (this.#facts.open) {
      this.#lines.replaceChildren(...lines.map((line) => told(line)));
    }
    this.paint();
    this.#follow(trainer.graphFocus());
  }

  /** What is computed comes into sight, and the rest of the page stays where it is. @param {Float64Array} focus */
  #follow([left, right]) {
    if (left === undefined || right === undefined) return;
    const { scrollLeft, clientWidth } = this.#scroll;
    if (left < scrollLeft || right > scrollLeft + clientWidth) this.#scroll.scrollLeft = (left + right - clientWidth) / 2;
  }

  paint() {
    if (!this.#seen() || this.#scroll.hidden) return;
    const [least = 0] = this.#host.stepper.trainer.graphSize(this.#scroll.clientWidth);
    this.#picture.root.style.minWidth = `${Math.ceil(least)}px`;
    this.#picture.paint();
  }

  #seen() {
    return this.#fold.details.open && this.#host.stepper && this.root.checkVisibility();
  }

  glance() {
    if (this.#host.stepper.training) this.paint();
  }

  pictures() {
    return this.#seen() && !this.#scroll.hidden ? [this.#picture.taken("graph", "Computation graph")] : [];
  }

  dispose() {
    this.#picture.dispose();
  }
}

/**
 * A line about a value and its gradient: it is the engine that says which of them is read or computed.
 *
 * @param {ReturnType<import("../engine.js").Trainer["graphText"]>["lines"][number]} line
 */
function told({ text, subject, role }) {
  return h("li", { "data-subject": key(subject), class: role === "idle" ? null : role }, ...sentence(text));
}
