// @ts-check
/** The samples, page by page, all of them typed over at will; samples come and go. */
import { h } from "../../markup.js";
import { written } from "../../names.js";
import { NumberField } from "../../number-field.js";

/** @typedef {import("../panel.js").Host} Host */
/** @typedef {{ inputs: number[][], targets: number[][] }} Samples */
/** @typedef {{ field: NumberField, sample: number, read: (samples: Samples, index: number) => number | undefined, row: HTMLElement }} Cell */
/** @typedef {{ inputs: string[], outputs: string[], targets: string[], given: { inputs: string[], targets: string[] } }} Columns */

const PAGE = 10;
const MOST_COLUMNS = 32;

export class SampleTable {
  root;
  #host;
  #failed;
  #scrolls = h("div", { class: "scrolls" });
  #range = h("span", { "aria-live": "polite" });
  #earlier = h("button", { type: "button", click: () => this.#turn(-PAGE) }, "Earlier");
  #later = h("button", { type: "button", click: () => this.#turn(PAGE) }, "Later");
  #pages = h("div", { class: "row pages" }, this.#earlier, this.#range, this.#later);
  #first = 0;
  /** @type {Cell[]} */ #cells = [];

  /**
   * @param {Host} host
   * @param {(error: unknown) => void} failed where it is said that a sample can't come or go
   */
  constructor(host, failed) {
    this.#host = host;
    this.#failed = failed;
    const add = h("button", { type: "button", click: () => this.#add() }, "Add a sample");
    this.root = h("div", { class: "samples" }, this.#scrolls, this.#pages, h("div", { class: "row" }, add));
  }

  load() {
    const { trainer } = this.#host.stepper;
    const { samples } = trainer.shape();
    const columns = this.#columns();
    this.#first = Math.min(this.#first, Math.floor((samples - 1) / PAGE) * PAGE);
    this.#cells = [];
    if (!columns) {
      this.#pages.hidden = true;
      this.#scrolls.replaceChildren(h("p", { class: "words" }, "The samples have too many numbers for a table."));
      return;
    }
    const end = Math.min(samples, this.#first + PAGE);
    const several = samples > 1;
    const kept = new Set(trainer.testRows());
    const body = h("tbody");
    for (let sample = this.#first; sample < end; sample += 1) body.append(this.#row(columns, sample, several, kept.has(sample)));
    const of = (/** @type {string} */ kind, /** @type {string[]} */ given) => (/** @type {string} */ name, /** @type {number} */ index) =>
      h("th", { scope: "col" }, h("span", { class: "label" }, kind), written(name), given[index] ? h("span", { class: "given" }, given[index]) : null);
    const { given } = columns;
    const heads = [...columns.inputs.map(of("input", given.inputs)), ...columns.targets.map(of("target", given.targets))];
    const head = h("tr", {}, several ? h("th", { scope: "col" }, "sample") : null, ...heads);
    this.#scrolls.replaceChildren(h("table", { class: several ? "matrix several" : "matrix" }, h("thead", {}, head), body));
    this.#pages.hidden = samples <= PAGE;
    this.#range.textContent = `${this.#first + 1}–${end} of ${samples}`;
    this.#earlier.disabled = this.#first === 0;
    this.#later.disabled = end === samples;
  }

  /** @returns {Columns | undefined} what they are called; nothing where they are too many */
  #columns() {
    const { trainer } = this.#host.stepper;
    const { inputs, layers } = trainer.shape();
    if (Math.max(inputs, layers.at(-1)?.units ?? 0) > MOST_COLUMNS) return undefined;
    const { inputs: givenInputs = [], targets: givenTargets = [] } = trainer.dataNames();
    const given = { inputs: givenInputs, targets: givenTargets };
    return { inputs: trainer.inputNames(), outputs: trainer.neuronNames(layers.length - 1), targets: trainer.targetNames(), given };
  }

  /**
   * @param {Columns} names
   * @param {number} sample
   * @param {boolean} several
   * @param {boolean} kept
   */
  #row(names, sample, several, kept) {
    const { stepper } = this.#host;
    const of = (/** @type {string | undefined} */ given) => `${given ? ` (${given})` : ""}${several ? `, sample ${sample + 1}` : ""}`;
    const mark = kept ? h("span", { class: "kept" }, "test") : null;
    const row = h("tr", {}, several ? h("th", { scope: "row" }, String(sample + 1), mark) : null);
    names.inputs.forEach((name, input) => {
      const set = (/** @type {number} */ value, /** @type {(error: unknown) => void} */ failed) =>
        stepper.act((trainer) => trainer.setInput(sample, input, value), failed);
      this.#cell(row, `Input ${name}${of(names.given.inputs[input])}`, sample, set, (samples, index) => samples.inputs[index]?.[input]);
    });
    names.outputs.forEach((name, output) => {
      const set = (/** @type {number} */ value, /** @type {(error: unknown) => void} */ failed) =>
        stepper.act((trainer) => trainer.setTarget(sample, output, value), failed);
      this.#cell(row, `Target ${name}${of(names.given.targets[output])}`, sample, set, (samples, index) => samples.targets[index]?.[output]);
    });
    if (several) {
      const remove = () => this.#change((trainer) => trainer.withoutSample(sample));
      row.append(h("td", { class: "out" }, h("button", { type: "button", "aria-label": `Remove sample ${sample + 1}`, title: "Remove", click: remove }, "×")));
    }
    return row;
  }

  /**
   * @param {HTMLElement} row
   * @param {string} label
   * @param {number} sample
   * @param {(value: number, failed: (error: unknown) => void) => void} set
   * @param {Cell["read"]} read
   */
  #cell(row, label, sample, set, read) {
    const field = new NumberField(label, set, (value) => this.#host.stepper.trainer.format(value));
    this.#cells.push({ field, sample, read, row });
    row.append(h("td", {}, field.root));
  }

  /** @param {number} by */
  #turn(by) {
    const { samples } = this.#host.stepper.trainer.shape();
    const last = Math.floor((samples - 1) / PAGE) * PAGE;
    this.#first = Math.max(0, Math.min(last, this.#first + by));
    this.load();
    this.show();
    // The button that led to the end has nothing more to do, and would take the focus with it.
    if (this.#later.disabled && by > 0) this.#earlier.focus();
    if (this.#earlier.disabled && by < 0) this.#later.focus();
  }

  #add() {
    const { samples } = this.#host.stepper.trainer.shape();
    this.#first = Math.floor(samples / PAGE) * PAGE;
    this.#change((trainer) => trainer.withSample());
  }

  /** @param {(trainer: import("../../engine.js").Trainer) => { config: import("../../engine.js").Config }} change */
  #change(change) {
    const { stepper } = this.#host;
    try {
      const { config } = change(stepper.trainer);
      stepper.pause();
      this.#host.changeExperiment(config);
    } catch (error) {
      this.load();
      this.show();
      this.#failed(error);
    }
  }

  show() {
    if (this.#cells.length === 0) return;
    const { trainer } = this.#host.stepper;
    const samples = trainer.samples(this.#first, PAGE);
    const batch = trainer.inBatch(this.#first, PAGE);
    for (const { field, sample, read, row } of this.#cells) {
      field.show(read(samples, sample - this.#first) ?? Number.NaN);
      row.classList.toggle("batch", batch[sample - this.#first] === 1);
    }
  }

  restore() {
    for (const { field } of this.#cells) field.restore();
  }
}
