// @ts-check
/** One neuron number by number, chosen by a click in the drawing or by its place. Closed, it asks for nothing. */
import { h, labelled, select } from "../markup.js";
import { written } from "../names.js";
import { NumberField } from "../number-field.js";
import { key, markRoles } from "../subjects.js";

/** @typedef {import("./panel.js").Host} Host */
/** @typedef {import("../engine.js").CloseUp} Neuron */
/** @typedef {import("../engine.js").CloseUpEntry} Entry */
/** @typedef {{ field: NumberField, show: (entry: Entry) => void }} Row */

export class CloseUp {
  root;
  #host;
  #place = h("div", { class: "row" });
  #words = h("p", { class: "words" });
  #table = h("div", { class: "scrolls" });
  #more = h("p", { class: "words" });
  #layer = 0;
  #unit = 0;
  /** The rows that are there, by their subjects. @type {Map<string, Row>} */ #rows = new Map();

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.root = h("details", { class: "close-up" }, h("summary", {}, "One neuron, number by number"), h("div", { class: "fold-body" }, this.#place, this.#words, this.#table, this.#more));
    this.root.addEventListener("toggle", () => this.show());
  }

  load() {
    // The same neuron stays as long as there is one in its place.
    const { layers } = this.#host.stepper.trainer.shape();
    if (this.#unit >= (layers[this.#layer]?.units ?? 0)) [this.#layer, this.#unit] = [0, 0];
    this.#rows.clear();
    this.#choices();
  }

  /** The fields that say which neuron. */
  #choices() {
    const { layers } = this.#host.stepper.trainer.shape();
    const layer = select(
      layers.map((_, index) => [String(index), String(index + 1)]),
      String(this.#layer),
      (value) => this.#choose(Number(value), 0),
    );
    const units = layers[this.#layer]?.units ?? 1;
    const unit = h("input", { type: "number", min: 1, max: units, step: 1, value: this.#unit + 1 });
    unit.addEventListener("change", () => {
      const number = Math.round(unit.valueAsNumber);
      // What is no neuron of the layer goes back to the one that is shown.
      if (number >= 1 && number <= units) this.#choose(this.#layer, number - 1);
      else unit.value = String(this.#unit + 1);
    });
    this.#place.replaceChildren(labelled("Layer", layer), labelled(`Neuron (1 to ${units})`, unit));
  }

  /** @param {number} layer @param {number} unit */
  #choose(layer, unit) {
    const other = layer !== this.#layer;
    [this.#layer, this.#unit] = [layer, unit];
    if (other) {
      this.#choices();
      this.#place.querySelector("select")?.focus();
    }
    this.show();
  }

  /**
   * @param {number} layer
   * @param {number} unit
   */
  open(layer, unit) {
    [this.#layer, this.#unit] = [layer, unit];
    this.#choices();
    this.root.open = true;
    this.show();
  }

  show() {
    if (!this.root.open) return;
    const { trainer, step } = this.#host.stepper;
    const neuron = trainer.closeUp(this.#layer, this.#unit);
    const known = (/** @type {number} */ value) => (Number.isNaN(value) ? "not computed yet" : trainer.format(value));
    const z = neuron.function === "identity" ? "" : `z: ${known(neuron.preActivation)}, `;
    this.#words.replaceChildren(written(neuron.name), ` (${neuron.function.replaceAll("_", " ")}): ${z}a: ${known(neuron.activation)}, δ: ${known(neuron.delta)}.`);
    const entries = neuron.bias ? [...neuron.weights, neuron.bias] : neuron.weights;
    const keys = entries.map(({ subject }) => key(subject));
    if (keys.join() !== [...this.#rows.keys()].join()) this.#build(entries);
    for (const entry of entries) this.#rows.get(key(entry.subject))?.show(entry);
    this.#more.textContent = neuron.more > 0 ? `The largest in size first; ${neuron.more} smaller weights are left out.` : "The largest in size first.";
    markRoles(this.#table, step.subject, step.reads);
  }

  /** Rows in a new order; the box that is typed in keeps the focus. @param {Entry[]} entries */
  #build(entries) {
    const { activeElement } = /** @type {ShadowRoot | Document} */ (this.root.getRootNode());
    const typed = this.#table.contains(activeElement) ? activeElement?.closest("[data-subject]")?.getAttribute("data-subject") : null;
    this.#rows = new Map();
    const body = h("tbody", {}, ...entries.map((entry) => this.#row(entry)));
    const heads = ["from", "value", "weight", "gradient"].map((text) => h("th", { scope: "col" }, text));
    this.#table.replaceChildren(h("table", { class: "matrix" }, h("thead", {}, h("tr", {}, ...heads)), body));
    if (typed) /** @type {HTMLElement | null} */ (body.querySelector(`[data-subject="${typed}"] input`))?.focus();
  }

  /** @param {Entry} entry */
  #row({ subject, from }) {
    const { layer, unit, input, name } = subject;
    const set = (/** @type {number} */ value, /** @type {(error: unknown) => void} */ failed) =>
      this.#host.stepper.act((trainer) => {
        if (input === null) trainer.setBias(layer ?? 0, unit ?? 0, value);
        else trainer.setWeight(layer ?? 0, input, unit ?? 0, value);
      }, failed);
    const format = (/** @type {number} */ value) => this.#host.stepper.trainer.format(value);
    const field = new NumberField(`${name}, close up`, set, format);
    const entering = h("td", { class: "slope" });
    const gradient = h("td", { class: "slope", "data-subject": key({ ...subject, quantity: "gradient" }) });
    const show = (/** @type {Entry} */ entry) => {
      field.show(entry.value);
      entering.textContent = input === null ? "" : format(entry.entering);
      gradient.textContent = format(entry.gradient);
    };
    this.#rows.set(key(subject), { field, show });
    const head = h("span", { class: "cell-head" }, h("span", { "aria-hidden": "true" }, written(name)));
    return h("tr", {}, h("th", { scope: "row" }, from ? written(from) : "bias"), entering, h("td", { "data-subject": key(subject) }, head, field.root), gradient);
  }

  restore() {
    for (const { field } of this.#rows.values()) field.restore();
  }
}
