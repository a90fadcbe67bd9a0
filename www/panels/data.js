// @ts-check
/** The samples, where they come from, and the learning rate. */
import { generators } from "../engine.js";
import { h } from "../markup.js";
import { NumberField } from "../number-field.js";
import { DataChoice } from "./data/choice.js";
import { SampleTable } from "./data/samples.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */

/** Columns of one sample; several have one more, for their numbers. */
const MOST_BESIDE = 4;

export class DataPanel {
  root;
  #host;
  #table;
  #known = generators();
  #rate;
  #words = h("p", { class: "words" });
  #problem = h("p", { class: "problem", role: "alert" });
  /** @type {DataChoice | undefined} Made when it is first asked for. */ #choice;
  #fold = h("details", { class: "fold", toggle: () => this.#opened() }, h("summary", {}, "Other data, samples to test on"));

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    const format = (/** @type {number} */ value) => host.stepper.trainer.format(value);
    const set = (/** @type {number} */ value, /** @type {(error: unknown) => void} */ failed) =>
      host.stepper.act((trainer) => trainer.setLearningRate(value), failed);
    this.#rate = new NumberField("Learning rate", set, format, true);
    this.#table = new SampleTable(host, (error) => this.#complain(error instanceof Error ? error.message : String(error)));
    this.root = section(
      "data",
      "Data",
      h("h2", {}, "Data"),
      this.#words,
      h("div", { class: "columns" }, this.#table.root, this.#rate.root),
      this.#problem,
      h("p", { class: "words" }, "Type over any number, here or among the weights, and go on from there. Reset brings back the numbers this experiment began with; a sample more or less begins another."),
      this.#fold,
    );
  }

  #opened() {
    if (!this.#fold.open) return;
    if (!this.#choice) {
      this.#choice = new DataChoice(this.#host);
      this.#fold.append(h("div", { class: "fold-body" }, this.#choice.root));
    }
    this.#choice.load();
  }

  /** @param {string} message */
  #complain(message) {
    this.#problem.textContent = message;
  }

  load() {
    this.#complain("");
    const { inputs, layers, samples } = this.#host.stepper.trainer.shape();
    // Beside the loss there is room for so many columns; with more, it gets a row of its own.
    const columns = inputs + (layers.at(-1)?.units ?? 0);
    this.root.classList.toggle("wide", columns > (samples > 1 ? MOST_BESIDE - 1 : MOST_BESIDE));
    this.#table.load();
    if (this.#fold.open) this.#choice?.load();
  }

  /** Nothing for samples that stand there as they are. An edit makes them such. */
  #describe() {
    const { source, name, samples, test, standardise } = this.#host.stepper.trainer.dataSource();
    const title = this.#known.find(({ id }) => id === name)?.title;
    const parts = [
      source === "rows" ? "" : `${title ?? name}: ${samples} samples.`,
      test ? `Kept to test on, never trained on: ${test.samples} of ${samples} samples.` : "",
      standardise ? "Each input has mean 0 and deviation 1." : "",
    ];
    this.#words.textContent = parts.filter(Boolean).join(" ");
    this.#words.hidden = this.#words.textContent === "";
  }

  show() {
    this.#describe();
    this.#rate.show(this.#host.stepper.trainer.learningRate);
    this.#table.show();
  }

  restore() {
    this.#rate.restore();
    this.#table.restore();
  }

  dispose() {
    this.#choice?.dispose();
  }
}
