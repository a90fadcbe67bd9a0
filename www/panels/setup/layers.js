// @ts-check
/** The network as a list, from the inputs to the outputs. */
import { h, icon } from "../../markup.js";
import { ChoiceField, CountField, SwitchField } from "./fields.js";

/** @typedef {import("../../engine.js").Setup} Setup */
/** @typedef {import("../../engine.js").Choices} Choices */
/** @typedef {import("../setup.js").Form} Form */

const CROSS = "M5 5l10 10M15 5 5 15";
const PLUS = "M4 10h12M10 4v12";

/** @type {[string, string][]} */
const BIASES = [
  ["true", "bias"],
  ["false", "no bias"],
  ["frozen", "fixed bias"],
];

export class LayerList {
  root = h("ol", { class: "layer-list" });
  #form;
  #inputs;
  /** @type {LayerRow[]} */ #rows = [];
  #end;

  /** @param {Form} form */
  constructor(form) {
    this.#form = form;
    this.#inputs = new CountField("Inputs", ["One input fewer", "One input more"], (count, failed) =>
      form.change({ kind: "inputs", count }, failed),
    );
    this.#end = new Insert(form);
    this.root.append(
      h("li", { class: "layer-row inputs" }, h("span", { class: "layer-name" }, "Inputs"), this.#inputs.root),
      h("li", { class: "insert" }, this.#end.root),
    );
  }

  /** @param {Setup} setup */
  show(setup) {
    this.#inputs.show(setup.inputs);
    while (this.#rows.length > setup.layers.length) this.#rows.pop()?.remove();
    while (this.#rows.length < setup.layers.length) {
      const row = new LayerRow(this.#form, this.#rows.length);
      this.#rows.push(row);
      this.root.lastElementChild?.before(row.insert, row.root);
    }
    this.#rows.forEach((row, index) => row.show(setup));
    this.#end.show(setup.layers.length, "at the end");
  }
}

/** The button between two layers. */
class Insert {
  root;
  #at = 0;

  /** @param {Form} form */
  constructor(form) {
    this.root = h(
      "button",
      { type: "button", class: "add", click: () => form.change({ kind: "add_layer", at: this.#at }) },
      icon(PLUS),
      "Add layer",
    );
  }

  /**
   * @param {number} at
   * @param {string} where
   */
  show(at, where) {
    this.#at = at;
    this.root.setAttribute("aria-label", `Add layer ${where}`);
  }
}

class LayerRow {
  root;
  insert;
  #index;
  #choices;
  #name = h("span", { class: "layer-name" });
  #add;
  #units;
  #activation;
  #bias;
  #frozen;
  #remove;

  /**
   * @param {Form} form
   * @param {number} layer
   */
  constructor(form, layer) {
    this.#index = layer;
    this.#choices = form.choices;
    const of = `layer ${layer + 1}`;
    this.#add = new Insert(form);
    this.#add.show(layer, `before ${of}`);
    this.insert = h("li", { class: "insert" }, this.#add.root);
    this.#units = new CountField(`Units of ${of}`, [`One unit fewer in ${of}`, `One unit more in ${of}`], (units, failed) =>
      form.change({ kind: "units", layer, units }, failed),
    );
    this.#activation = new ChoiceField(`Activation of ${of}`, [], (activation, failed) => form.change({ kind: "activation", layer, activation }, failed), false);
    this.#bias = new ChoiceField(`Bias of ${of}`, BIASES, (value, failed) => form.change({ kind: "bias", layer, bias: value === "frozen" ? value : value === "true" }, failed), false);
    this.#frozen = new SwitchField("frozen", (frozen, failed) => form.change({ kind: "freeze_layer", layer, frozen }, failed), `Layer ${layer + 1} is frozen`);
    const name = `Remove ${of}`;
    this.#remove = h(
      "button",
      { type: "button", class: "remove", "aria-label": name, title: name, click: () => form.change({ kind: "remove_layer", layer }) },
      icon(CROSS),
    );
    this.root = h(
      "li",
      { class: "layer-row" },
      this.#name,
      this.#units.root,
      this.#activation.root,
      this.#bias.root,
      this.#frozen.root,
      this.#remove,
    );
  }

  /** @param {Setup} setup */
  show(setup) {
    const layer = setup.layers[this.#index];
    if (!layer) return;
    const last = this.#index === setup.layers.length - 1;
    this.#name.replaceChildren(`Layer ${this.#index + 1}`, last ? h("span", { class: "role" }, "output") : "");
    this.#units.show(layer.units);
    const { activations, lastOnly } = this.#choices;
    const offered = activations.filter(({ name }) => last || !lastOnly.includes(name));
    this.#activation.offer(offered.map(({ name, title }) => [name, title]));
    this.#activation.show(layer.activation);
    this.#bias.show(String(layer.bias));
    this.#frozen.show(layer.frozen === layer.weights && layer.bias !== true, layer.frozen > 0);
    this.#remove.hidden = setup.layers.length === 1;
  }

  remove() {
    this.insert.remove();
    this.root.remove();
  }
}
