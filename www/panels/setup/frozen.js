// @ts-check
/** Single weights held fixed, one layer at a time. */
import { h } from "../../markup.js";
import { written } from "../../names.js";
import { Problem } from "../../problem.js";
import { ChoiceField, told } from "./fields.js";

/** @typedef {import("../../engine.js").Setup} Setup */
/** @typedef {import("../setup.js").Form} Form */

const MOST = 256;

export class FrozenWeights {
  root;
  #form;
  #layer;
  #table = h("div", { class: "scrolls" });
  #words = h("p", { class: "words" });
  #problem = new Problem();
  #index = 0;
  /** @type {Setup | undefined} */ #setup;

  /** @param {Form} form */
  constructor(form) {
    this.#form = form;
    this.#layer = new ChoiceField("Layer", [], (value) => {
      this.#index = Number(value);
      this.#draw();
    });
    this.root = h(
      "details",
      { class: "freeze", toggle: () => this.#draw() },
      h("summary", {}, "Freeze single weights"),
      h("div", { class: "freeze-body" }, this.#layer.root, this.#table, this.#problem.root, this.#words),
    );
  }

  /** @param {Setup} setup */
  show(setup) {
    this.#setup = setup;
    this.#index = Math.min(this.#index, setup.layers.length - 1);
    this.#layer.offer(setup.layers.map((_, index) => [String(index), `layer ${index + 1}`]));
    this.#draw();
  }

  #draw() {
    const layer = this.#setup?.layers[this.#index];
    if (!this.root.open || !layer) return;
    this.#layer.show(String(this.#index));
    this.#problem.say("", this.#table);
    if (layer.weights > MOST) {
      this.#table.replaceChildren();
      this.#words.textContent = `A layer of ${layer.weights} weights can only be frozen as a whole here.`;
      return;
    }
    this.#words.textContent = "A frozen weight keeps its value. Its gradient is computed all the same.";
    const focused = /** @type {HTMLElement | null} */ (this.#table.querySelector(":focus"))?.dataset.place;
    this.#table.replaceChildren(this.#matrix(layer.units));
    if (focused) /** @type {HTMLElement | null} */ (this.#table.querySelector(`[data-place="${focused}"]`))?.focus({ preventScroll: true });
  }

  /** @param {number} units */
  #matrix(units) {
    const { trainer } = this.#form;
    const index = this.#index;
    const names = trainer.weightNames(index);
    const frozen = trainer.frozenWeights(index);
    const inputs = index === 0 ? trainer.inputNames() : trainer.neuronNames(index - 1);
    const head = h("tr", {}, h("td"), ...trainer.neuronNames(index).map((name) => h("th", { scope: "col" }, written(name))));
    const rows = inputs.map((name, input) => {
      const cells = Array.from({ length: units }, (_, unit) => {
        const place = input * units + unit;
        const box = h("input", {
          type: "checkbox",
          "aria-label": `Weight ${names[place]} is frozen`,
          "data-place": place,
          change: () => {
            const failed = (/** @type {unknown} */ error) => {
              box.checked = !box.checked;
              this.#problem.say(told(error), box);
            };
            this.#form.change({ kind: "freeze_weight", layer: index, input, unit, frozen: box.checked }, failed);
          },
        });
        box.checked = frozen[place] === 1;
        return h("td", {}, h("label", {}, box, written(names[place] ?? "")));
      });
      return h("tr", {}, h("th", { scope: "row" }, written(name)), ...cells);
    });
    return h("table", { class: "matrix" }, h("thead", {}, head), h("tbody", {}, ...rows));
  }
}
