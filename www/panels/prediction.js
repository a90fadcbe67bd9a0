// @ts-check
/** What the network predicts over its one or two inputs, large for one choice and small for every neuron. */
import { h, labelled } from "../markup.js";
import { lettered, sentence } from "../names.js";
import { Picture } from "../picture.js";
import { folded, withheld } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */
/** @typedef {import("../engine.js").Prediction} Prediction */

/** The picture is about square, but never higher than this. */
const MOST_HEIGHT = 460;

export class PredictionPanel {
  root;
  #host;
  #fold;
  #large;
  #parts;
  #select = h("select", { change: () => this.#choose(this.#select.value) });
  #text = h("ul", { class: "words", id: "prediction-words" });
  #here = h("p", { class: "words here" });
  #pictures;
  #none = h("p", { class: "words", hidden: true }, "This picture needs a network with one or two inputs.");
  /** A moment of the run; what is shown of it is drawn again without being computed again. @type {Prediction | null} */ #prediction = null;
  /** @type {string | null} */ #shown = null;
  /** What it is called, where it was chosen by hand: it stays as long as there is such a one. @type {string | null} */ #chosen = null;
  /** The options that stand in the select. */ #options = "";

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#large = new Picture(
      {
        height: (width) => Math.min(Math.round(1.04 * width), MOST_HEIGHT),
        draw: (canvas, width, height, ratio) => this.#prediction?.draw(canvas, width, height, ratio, host.theme(), this.#shown),
      },
      { role: "img", "aria-label": "Prediction", "aria-describedby": "prediction-words" },
    );
    this.#parts = new Picture(
      {
        height: (width) => this.#prediction?.partsHeight(width) ?? 1,
        draw: (canvas, width, _height, ratio) => this.#prediction?.drawParts(canvas, width, ratio, host.theme(), this.#shown),
      },
      { role: "img", "aria-label": "The same for every neuron. Choose one under Show", class: "parts-canvas" },
    );
    this.#large.canvas.addEventListener("pointermove", (event) => this.#point(event));
    this.#large.canvas.addEventListener("pointerleave", () => this.#leave());
    this.#parts.canvas.addEventListener("click", (event) => this.#pick(event));
    this.#pictures = h(
      "div",
      { class: "prediction-pictures" },
      h("div", { class: "prediction-large" }, this.#large.root, this.#here),
      h("div", { class: "prediction-parts" }, labelled("Show", this.#select, "field inline"), this.#text, this.#parts.root),
    );
    this.#fold = folded("prediction", "Prediction", () => this.show(), withheld(), this.#none, this.#pictures);
    this.root = this.#fold.root;
  }

  load() {
    this.#options = "";
    this.#forget();
  }

  show() {
    this.#forget();
    if (!this.#fold.details.open) return;
    this.#prediction = this.#host.stepper.trainer.prediction();
    this.#none.hidden = this.#prediction !== null;
    this.#pictures.hidden = this.#prediction === null;
    if (!this.#prediction) return;
    this.#offer(this.#prediction);
    this.#leave();
    this.#describe();
    this.paint();
  }

  glance() {
    if (this.#host.stepper.training) this.show();
  }

  /** @param {Prediction} prediction */
  #offer(prediction) {
    const choices = prediction.choices();
    const options = choices.map(({ id, name }) => `${id} ${name}`).join("\n");
    if (options === this.#options) return;
    this.#options = options;
    if (!choices.some(({ id, name }) => id === this.#shown && lettered(name) === this.#chosen)) {
      this.#shown = choices[0]?.id ?? null;
      this.#chosen = null;
    }
    const last = choices.reduce((most, { layer }) => Math.max(most, layer ?? 0), 0);
    /** @type {Map<string, HTMLOptionElement[]>} */
    const groups = new Map();
    for (const { id, name, layer } of choices) {
      const group = layer === null || layer === last ? "Outputs" : `Layer ${layer + 1}`;
      groups.set(group, [...(groups.get(group) ?? []), new Option(lettered(name), id, id === this.#shown, id === this.#shown)]);
    }
    this.#select.replaceChildren(...[...groups].map(([label, items]) => h("optgroup", { label }, ...items)));
  }

  #describe() {
    this.#text.replaceChildren(...(this.#prediction?.text(this.#shown) ?? []).map((line) => h("li", {}, ...sentence(line))));
  }

  /** @param {string} id */
  #choose(id) {
    this.#shown = id;
    this.#select.value = id;
    this.#chosen = this.#select.selectedOptions[0]?.text ?? null;
    this.#describe();
    this.paint();
  }

  /** @param {MouseEvent} event */
  #pick(event) {
    const id = this.#prediction?.partAt(event.offsetX, event.offsetY, this.#parts.width);
    if (id) this.#choose(id);
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const text = this.#prediction?.at(event.offsetX, event.offsetY, this.#large.width, this.#large.height, this.#shown);
    this.#here.replaceChildren(...sentence(text ?? this.#prediction?.key() ?? ""));
  }

  #leave() {
    this.#here.textContent = this.#prediction?.key() ?? "";
  }

  paint() {
    if (!this.#prediction) return;
    this.#large.paint();
    this.#parts.paint();
  }

  #forget() {
    this.#prediction?.free();
    this.#prediction = null;
  }

  pictures() {
    if (!this.#prediction) return [];
    return [this.#large.taken("prediction", "Prediction"), this.#parts.taken("neurons", "Prediction, every neuron")];
  }

  dispose() {
    this.#large.dispose();
    this.#parts.dispose();
    this.#forget();
  }
}
