// @ts-check
/** A choice of one weight or bias: a list with their names, or, where there are too many, places to type. */
import { h, labelled } from "./markup.js";
import { lettered } from "./names.js";

/** @typedef {import("./engine.js").Trainer} Trainer */
/** @typedef {import("./engine.js").Parameter} Parameter */

/** The longest list anybody reads. */
const MOST = 400;

export class ParameterField {
  root = h("div", { class: "parameter-field" });
  #label;
  #none;
  #changed;
  /** @type {() => Parameter | null} */ #read = () => null;
  /** What was typed is no place in the network: says so. @type {() => void} */ #check = () => {};

  /**
   * @param {string} label
   * @param {string | null} none what choosing none is called, where that is possible
   * @param {() => void} changed
   */
  constructor(label, none, changed) {
    this.#label = label;
    this.#none = none;
    this.#changed = changed;
  }

  /** What is chosen; a place that was typed need not exist. */
  get value() {
    return this.#read();
  }

  /** Throws what is wrong with what was typed, in the words of the fields. */
  check() {
    this.#check();
  }

  /**
   * @param {Trainer} trainer
   * @param {Parameter | null} chosen
   */
  load(trainer, chosen) {
    if (trainer.shape().parameters > MOST) this.#places(trainer, chosen);
    else this.#list(trainer, chosen);
  }

  /**
   * @param {Trainer} trainer
   * @param {Parameter | null} chosen
   */
  #list(trainer, chosen) {
    const parameters = all(trainer);
    const select = h("select", { change: this.#changed });
    if (this.#none !== null) select.append(new Option(this.#none, ""));
    const groups = new Map();
    parameters.forEach(([{ layer }, name], index) => {
      if (!groups.has(layer)) groups.set(layer, h("optgroup", { label: `Layer ${layer + 1}` }));
      groups.get(layer).append(new Option(lettered(name), String(index)));
    });
    select.append(...groups.values());
    const index = parameters.findIndex(([one]) => chosen !== null && same(one, chosen));
    select.value = index < 0 && this.#none !== null ? "" : String(Math.max(index, 0));
    this.root.replaceChildren(labelled(this.#label, select, "field inline"));
    this.#read = () => parameters[Number(select.value || -1)]?.[0] ?? null;
    this.#check = () => {};
  }

  /**
   * @param {Trainer} trainer
   * @param {Parameter | null} chosen
   */
  #places(trainer, chosen) {
    const layers = trainer.shape().layers;
    const change = { change: this.#changed };
    const layer = h("select", change, ...layers.map((_, index) => new Option(String(index + 1), String(index))));
    if (this.#none !== null) layer.prepend(new Option(this.#none, ""));
    layer.value = chosen ? String(chosen.layer) : this.#none !== null ? "" : "0";
    const number = (/** @type {number | null | undefined} */ value) =>
      h("input", { ...change, type: "number", min: "1", step: "1", inputmode: "numeric", value: String((value ?? 0) + 1) });
    const kind = h("select", change, new Option("weight", "weight"), new Option("bias", "bias"));
    if (chosen?.input === null) kind.value = "bias";
    const input = number(chosen?.input);
    const unit = number(chosen?.unit);
    this.root.replaceChildren(
      h(
        "fieldset",
        {},
        h("legend", { class: "label" }, this.#label),
        labelled("Layer", layer, "field inline"),
        labelled("What", kind, "field inline"),
        labelled("From input", input, "field inline"),
        labelled("To neuron", unit, "field inline"),
      ),
    );
    this.#read = () => {
      const none = layer.value === "";
      const bias = kind.value === "bias";
      for (const field of [kind, unit]) field.disabled = none;
      input.disabled = none || bias;
      if (none) return null;
      return { layer: Number(layer.value), input: bias ? null : input.valueAsNumber - 1, unit: unit.valueAsNumber - 1 };
    };
    this.#check = () => {
      const place = this.#read();
      if (place === null) return;
      const { width, units, bias } = size(trainer, place.layer);
      const within = (/** @type {HTMLInputElement} */ { valueAsNumber }, /** @type {number} */ most) =>
        Number.isInteger(valueAsNumber) && valueAsNumber >= 1 && valueAsNumber <= most;
      if (place.input === null && !bias) throw new RangeError(`${this.#label}: layer ${place.layer + 1} has no biases`);
      if (place.input !== null && !within(input, width)) throw new RangeError(`${this.#label}, from input: 1 to ${width}`);
      if (!within(unit, units)) throw new RangeError(`${this.#label}, to neuron: 1 to ${units}`);
    };
  }
}

/**
 * @param {Trainer} trainer
 * @param {number} index of a layer
 */
function size(trainer, index) {
  const { inputs, layers } = trainer.shape();
  const { units = 0, bias = false } = layers[index] ?? {};
  return { width: layers[index - 1]?.units ?? inputs, units, bias: bias !== false };
}

/**
 * @param {Trainer} trainer
 * @param {Parameter} parameter
 */
export function exists(trainer, { layer, input, unit }) {
  const { width, units, bias } = size(trainer, layer);
  return unit >= 0 && unit < units && (input === null || input === undefined ? bias : input >= 0 && input < width);
}

/**
 * Which two to begin with: those that the outputs are made with, since a picture of them is the easiest to read.
 *
 * @param {Trainer} trainer
 * @returns {[Parameter, Parameter | null]}
 */
export function usual(trainer) {
  const { inputs, layers } = trainer.shape();
  /** @type {Parameter[]} */
  const found = [];
  for (let layer = layers.length - 1; layer >= 0 && found.length < 2; layer -= 1) {
    const { units, bias } = /** @type {typeof layers[number]} */ (layers[layer]);
    const width = layers[layer - 1]?.units ?? inputs;
    for (let input = 0; input < Math.min(width, 2); input += 1) found.push({ layer, input, unit: 0 });
    if (width === 1 && units > 1) found.push({ layer, input: 0, unit: 1 });
    if (bias) found.push({ layer, input: null, unit: 0 });
  }
  return [found[0] ?? { layer: 0, input: 0, unit: 0 }, found[1] ?? null];
}

/**
 * @param {Trainer} trainer
 * @returns {[Parameter, name: string][]}
 */
function all(trainer) {
  const { inputs, layers } = trainer.shape();
  const names = trainer.names();
  return layers.flatMap(({ units }, layer) => {
    const width = layers[layer - 1]?.units ?? inputs;
    /** @type {[Parameter, string][]} */
    const weights = Array.from({ length: width * units }, (_, index) => {
      const [input, unit] = [Math.floor(index / units), index % units];
      return [{ layer, input, unit }, names.weights[layer]?.[index] ?? ""];
    });
    /** @type {[Parameter, string][]} */
    const biases = (names.biases[layer] ?? []).map((name, unit) => [{ layer, input: null, unit }, name]);
    return [...weights, ...biases];
  });
}

/**
 * @param {Parameter} one
 * @param {Parameter} other
 */
function same(one, other) {
  return one.layer === other.layer && (one.input ?? null) === (other.input ?? null) && one.unit === other.unit;
}
