// @ts-check
/** The data set and the learning rate, all of it typed over at will. */
import { h } from "../markup.js";
import { written } from "../names.js";
import { NumberField } from "../number-field.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */

const MOST_ROWS = 50;
const MOST_COLUMNS = 32;

export class DataPanel {
  root;
  #host;
  #table = h("div", { class: "scrolls" });
  #rate;
  /** @type {{ field: NumberField, sample: number, read: (samples: { inputs: number[][], targets: number[][] }) => number | undefined, row: HTMLElement }[]} */
  #fields = [];

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    const format = (/** @type {number} */ value) => host.stepper.trainer.format(value);
    const set = (/** @type {number} */ value, /** @type {(error: unknown) => void} */ failed) =>
      host.stepper.act((trainer) => trainer.setLearningRate(value), failed);
    this.#rate = new NumberField("Learning rate", set, format, true);
    this.root = section(
      "data",
      "Data",
      h("h2", {}, "Data"),
      h("div", { class: "columns" }, this.#table, this.#rate.root),
      h("p", { class: "words" }, "Type over any number, here or among the weights, and go on from there. Reset brings the original numbers back."),
    );
  }

  load() {
    const { trainer } = this.#host.stepper;
    const shape = trainer.shape();
    const names = trainer.names();
    this.#fields = [];
    const outputs = names.neurons.at(-1) ?? [];
    if (names.inputs.length > MOST_COLUMNS || outputs.length > MOST_COLUMNS) {
      this.#table.replaceChildren(h("p", { class: "words" }, "The samples have too many numbers for a table."));
      return;
    }
    const count = Math.min(shape.samples, trainer.samples().inputs.length, MOST_ROWS);
    const several = shape.samples > 1;
    const body = h("tbody");
    for (let sample = 0; sample < count; sample += 1) {
      const row = h("tr", {}, several ? h("th", { scope: "row" }, String(sample + 1)) : null);
      const of = several ? `, sample ${sample + 1}` : "";
      names.inputs.forEach((name, input) => {
        const set = (/** @type {number} */ value, /** @type {(error: unknown) => void} */ failed) =>
          this.#host.stepper.act((trainer) => trainer.setInput(sample, input, value), failed);
        this.#add(row, `Input ${name}${of}`, sample, set, (samples) => samples.inputs[sample]?.[input]);
      });
      outputs.forEach((name, output) => {
        const set = (/** @type {number} */ value, /** @type {(error: unknown) => void} */ failed) =>
          this.#host.stepper.act((trainer) => trainer.setTarget(sample, output, value), failed);
        this.#add(row, `Target ${name}${of}`, sample, set, (samples) => samples.targets[sample]?.[output]);
      });
      body.append(row);
    }
    const heads = [...names.inputs, ...names.targets].map((name, index) =>
      h("th", { scope: "col" }, h("span", { class: "label" }, index < names.inputs.length ? "input" : "target"), written(name)),
    );
    const table = h("table", { class: "matrix" }, h("thead", {}, h("tr", {}, several ? h("th", { scope: "col" }, "sample") : null, ...heads)), body);
    const more = shape.samples > count ? h("p", { class: "words" }, `The first ${count} of ${shape.samples} samples.`) : "";
    this.#table.replaceChildren(table, more);
  }

  /**
   * @param {HTMLElement} row
   * @param {string} label
   * @param {number} sample
   * @param {(value: number, failed: (error: unknown) => void) => void} set
   * @param {(samples: { inputs: number[][], targets: number[][] }) => number | undefined} read
   */
  #add(row, label, sample, set, read) {
    const field = new NumberField(label, set, (value) => this.#host.stepper.trainer.format(value));
    this.#fields.push({ field, sample, read, row });
    row.append(h("td", {}, field.root));
  }

  show() {
    const { trainer } = this.#host.stepper;
    const samples = trainer.samples();
    const batch = new Set(trainer.batchRows());
    this.#rate.show(trainer.learningRate);
    for (const { field, sample, read, row } of this.#fields) {
      field.show(read(samples) ?? Number.NaN);
      row.classList.toggle("batch", batch.has(sample));
    }
  }

  restore() {
    this.#rate.restore();
    for (const { field } of this.#fields) field.restore();
  }
}
