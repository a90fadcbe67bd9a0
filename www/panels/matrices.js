// @ts-check
/** The weights of every layer and their gradients, as tables; every weight can be typed. */
import { h } from "../markup.js";
import { settle } from "../formula.js";
import { written } from "../names.js";
import { NumberField } from "../number-field.js";
import { key } from "../subjects.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */
/** @typedef {import("../engine.js").Subject} Subject */
/** @typedef {{ key: string, show: (reading: Reading) => void, cell: HTMLElement }} Cell */
/** @typedef {{ weights: Float64Array, before: Float64Array, gradients: Float64Array, biases: Float64Array, biasesBefore: Float64Array, biasGradients: Float64Array }} Reading */

/** Beyond these a table tells less than it costs. */
const MOST_SIDE = 32;
const MOST_CELLS = 2048;
/** A layer with more is a fold, so that the page does not become many screens long. */
const MOST_OPEN = 64;
/** With more units the gradients stand below the weights, not beside. */
const BESIDE = 3;

export class MatricesPanel {
  root;
  #host;
  #tables = h("div", { class: "tables" });
  /** Cells of each layer; none for a layer too large to show. @type {Cell[][]} */ #cells = [];
  /** @type {NumberField[]} */ #fields = [];
  /** The folded layers that were opened; they stay so when the experiment changes. @type {Set<number>} */ #opened = new Set();

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.root = section("matrices", "Weights and gradients", h("h2", {}, "Weights and gradients"), this.#tables);
  }

  load() {
    const { trainer } = this.#host.stepper;
    const { inputs, layers } = trainer.shape();
    this.#fields = [];
    let cells = 0;
    let sources = trainer.inputNames();
    let fanIn = inputs;
    this.#cells = [];
    this.#tables.replaceChildren();
    layers.forEach((layer, index) => {
      const units = trainer.neuronNames(index);
      cells += fanIn * layer.units;
      const title = h("h3", {}, `Layer ${index + 1} `, h("span", { class: "size" }, `${fanIn} × ${layer.units}`));
      const box = h("div", { class: layer.units > BESIDE ? "layer wide" : "layer" }, title);
      this.#tables.append(box);
      if (fanIn > MOST_SIDE || layer.units > MOST_SIDE || cells > MOST_CELLS) {
        box.append(h("p", { class: "words" }, "This table is too large to read. The current step shows the numbers it uses."));
        this.#cells.push([]);
      } else {
        const names = { weights: trainer.weightNames(index), biases: trainer.biasNames(index) };
        const rows = sources;
        const fill = (/** @type {HTMLElement} */ into) => this.#layer(into, index, rows, units, names);
        if (fanIn * layer.units <= MOST_OPEN) this.#cells.push(fill(box));
        else {
          this.#cells.push([]);
          box.replaceChildren(this.#folded(index, title, fill));
        }
      }
      sources = units;
      fanIn = layer.units;
    });
    requestAnimationFrame(() => settle(this.#tables));
  }

  /**
   * A layer whose tables are made when they are first looked at, and kept up while they are.
   *
   * @param {number} layer
   * @param {HTMLElement} title
   * @param {(into: HTMLElement) => Cell[]} fill
   */
  #folded(layer, title, fill) {
    const body = h("div", { class: "fold-body" });
    /** @type {Cell[] | undefined} */
    let made;
    const fold = h("details", { class: "fold" }, h("summary", {}, title), body);
    fold.open = this.#opened.has(layer);
    fold.addEventListener("toggle", () => {
      if (!fold.isConnected) return;
      if (fold.open) this.#opened.add(layer);
      else this.#opened.delete(layer);
      this.#cells[layer] = fold.open ? (made ??= fill(body)) : [];
      this.show();
      settle(body);
    });
    return fold;
  }

  /**
   * @param {HTMLElement} box
   * @param {number} layer
   * @param {string[]} sources names of the rows
   * @param {string[]} units names of the columns
   * @param {{ weights: string[], biases: string[] }} names
   * @returns {Cell[]}
   */
  #layer(box, layer, sources, units, names) {
    /** @type {Cell[]} */
    const cells = [];
    const head = () => h("thead", {}, h("tr", {}, h("td"), ...units.map((unit) => h("th", { scope: "col" }, written(unit)))));
    const weights = h("tbody");
    const gradients = h("tbody");
    sources.forEach((source, input) => {
      const at = (/** @type {number} */ unit) => input * units.length + unit;
      const row = units.map((_, unit) => this.#weight(layer, input, unit, at(unit), names.weights[at(unit)] ?? ""));
      const slopes = units.map((_, unit) => this.#slope(`weight:gradient:${layer}:${unit}:${input}:`, (reading) => reading.gradients[at(unit)]));
      this.#rows(cells, weights, source, row);
      this.#rows(cells, gradients, source, slopes);
    });
    if (names.biases.length > 0) {
      const row = names.biases.map((name, unit) => this.#bias(layer, unit, name));
      const slopes = units.map((_, unit) => this.#slope(`bias:gradient:${layer}:${unit}::`, (reading) => reading.biasGradients[unit]));
      this.#rows(cells, weights, "bias", row);
      this.#rows(cells, gradients, "bias", slopes);
    }
    box.append(
      h(
        "div",
        { class: "pair" },
        h("div", { class: "scrolls" }, h("table", { class: "matrix" }, h("caption", {}, "Weights"), head(), weights)),
        h("div", { class: "scrolls" }, h("table", { class: "matrix" }, h("caption", {}, "Gradients ∂E/∂w"), head(), gradients)),
      ),
    );
    return cells;
  }

  /**
   * @param {Cell[]} cells
   * @param {HTMLElement} body
   * @param {string} name
   * @param {Cell[]} row
   */
  #rows(cells, body, name, row) {
    cells.push(...row);
    body.append(h("tr", {}, h("th", { scope: "row" }, written(name)), ...row.map((cell) => cell.cell)));
  }

  /**
   * @param {number} layer
   * @param {number} input
   * @param {number} unit
   * @param {number} index in the row-major matrix
   * @param {string} name
   */
  #weight(layer, input, unit, index, name) {
    return this.#parameter(
      `Weight ${name}`,
      name,
      `weight:value:${layer}:${unit}:${input}:`,
      (value, failed) => this.#host.stepper.act((trainer) => trainer.setWeight(layer, input, unit, value), failed),
      (reading) => [reading.before[index], reading.weights[index]],
    );
  }

  /**
   * @param {number} layer
   * @param {number} unit
   * @param {string} name
   */
  #bias(layer, unit, name) {
    return this.#parameter(
      `Bias ${name}`,
      name,
      `bias:value:${layer}:${unit}::`,
      (value, failed) => this.#host.stepper.act((trainer) => trainer.setBias(layer, unit, value), failed),
      (reading) => [reading.biasesBefore[unit], reading.biases[unit]],
    );
  }

  /**
   * @param {string} label
   * @param {string} name
   * @param {string} subject
   * @param {(value: number, failed: (error: unknown) => void) => void} set
   * @param {(reading: Reading) => [before: number | undefined, now: number | undefined]} read
   * @returns {Cell}
   */
  #parameter(label, name, subject, set, read) {
    const format = (/** @type {number} */ value) => this.#host.stepper.trainer.format(value);
    const field = new NumberField(label, set, format);
    this.#fields.push(field);
    const was = h("span", { class: "was" });
    const cell = h(
      "td",
      { "data-subject": subject },
      h("span", { class: "cell-head" }, h("span", { "aria-hidden": "true" }, written(name)), was),
      field.root,
    );
    const show = (/** @type {Reading} */ reading) => {
      const [before = Number.NaN, now = Number.NaN] = read(reading);
      was.textContent = before === now ? "" : `${format(before)} →`;
      field.show(now);
    };
    return { key: subject, show, cell };
  }

  /**
   * @param {string} subject
   * @param {(reading: Reading) => number | undefined} read
   * @returns {Cell}
   */
  #slope(subject, read) {
    const cell = h("td", { "data-subject": subject, class: "slope" });
    const show = (/** @type {Reading} */ reading) => {
      const value = read(reading) ?? Number.NaN;
      cell.textContent = this.#host.stepper.trainer.format(value);
      cell.classList.toggle("missing", Number.isNaN(value));
    };
    return { key: subject, show, cell };
  }

  show() {
    const { step } = this.#host.stepper;
    const computed = step.subject ? withoutSample(step.subject) : "";
    const reads = new Set(step.reads.map(withoutSample));
    const before = this.#before();
    this.#cells.forEach((cells, layer) => {
      if (cells.length === 0) return;
      const reading = this.#reading(layer, before[layer]);
      for (const cell of cells) {
        cell.show(reading);
        // The gradient of one sample of several is not the one that stands here.
        const isIt = cell.key === computed && !cell.cell.classList.contains("missing");
        cell.cell.classList.toggle("computed", isIt);
        cell.cell.classList.toggle("read", cell.key !== computed && reads.has(cell.key));
      }
    });
  }

  restore() {
    for (const field of this.#fields) field.restore();
  }

  /**
   * @param {number} layer
   * @param {{ weights: Float64Array, biases: Float64Array } | undefined} before
   * @returns {Reading}
   */
  #reading(layer, before) {
    const { trainer } = this.#host.stepper;
    const weights = trainer.weights(layer);
    const biases = trainer.biases(layer);
    return {
      weights,
      biases,
      before: before?.weights ?? weights,
      biasesBefore: before?.biases ?? biases,
      gradients: trainer.weightGradients(layer),
      biasGradients: trainer.biasGradients(layer),
    };
  }

  /** What the parameters were at the start of this update, where some may have changed since. */
  #before() {
    const { trainer, step } = this.#host.stepper;
    if (step.phase !== "update") return [];
    trainer.seek(step.update, 0);
    const before = this.#cells.map((cells, layer) =>
      cells.length > 0 ? { weights: trainer.weights(layer), biases: trainer.biases(layer) } : undefined,
    );
    trainer.seek(step.update, step.operation);
    return before;
  }
}

/** @param {Subject} subject */
function withoutSample(subject) {
  return key({ ...subject, sample: null });
}
