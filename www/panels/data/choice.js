// @ts-check
/** Where the samples come from, and which of them are kept to test on. */
import { generators } from "../../engine.js";
import { h, labelled, select } from "../../markup.js";
import { TableText } from "./table.js";

/** @typedef {import("../panel.js").Host} Host */
/** @typedef {import("../../engine.js").DataDocument} DataDocument */
/** @typedef {import("../../engine.js").Preparation} Preparation */

const SAME = "same";
const TABLE = "table";
/** @type {[string, string][]} */
const PARTS = [
  ["0", "none"],
  ["0.1", "10 %"],
  ["0.2", "20 %"],
  ["0.25", "25 %"],
  ["0.3", "30 %"],
  ["0.5", "50 %"],
];

export class DataChoice {
  root;
  #host;
  #known = generators();
  #of = select([], "", () => this.#chosen());
  #samples = number({ min: "1", step: "1" });
  #noise = number({ min: "0", step: "any" });
  #seed = number({ min: "0", step: "1" });
  #recipe = h("div", { class: "row" }, labelled("Samples", this.#samples), labelled("Noise", this.#noise), labelled("Seed", this.#seed));
  #table = new TableText();
  #standardise = h("input", { type: "checkbox" });
  #part = select(PARTS, "0", () => this.#parted());
  #partSeed = number({ min: "0", step: "1", value: "1" });
  #partSeedField = labelled("Seed of the choice", this.#partSeed);
  #problem = h("p", { class: "problem", role: "alert" });
  #note = h("p", { class: "words", "aria-live": "polite" });
  #advice = h("p", { class: "words" });
  #advised = h("div", { class: "advice", hidden: true }, this.#advice, h("div", { class: "row" }, h("button", { type: "button", click: () => this.#follow() }, "Use softmax and cross-entropy")));

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.root = h(
      "form",
      { novalidate: true, submit: (/** @type {Event} */ event) => this.#use(event) },
      h("div", { class: "row" }, labelled("Data", this.#of), this.#recipe),
      this.#table.root,
      h(
        "div",
        { class: "row" },
        labelled("Kept to test on", this.#part),
        this.#partSeedField,
        h("label", { class: "check" }, this.#standardise, h("span", {}, "Standardise inputs")),
      ),
      h("div", { class: "row" }, h("button", { type: "submit" }, "Use this data")),
      this.#problem,
      this.#note,
      this.#advised,
    );
  }

  load() {
    const source = this.#host.stepper.trainer.dataSource();
    const named = this.#known.map(({ id, title }) => new Option(title, id));
    const own = source.source === "rows" ? [new Option("the samples above", SAME)] : [];
    this.#of.replaceChildren(...own, ...named, new Option("a table, pasted or from a file", TABLE));
    this.#of.value = source.name ?? SAME;
    this.#standardise.checked = source.standardise;
    const part = String(source.test?.fraction ?? 0);
    const other = PARTS.some(([value]) => value === part) ? [] : [[part, percent(Number(part))]];
    this.#part.replaceChildren(...[...PARTS, ...other].map(([value, text]) => new Option(text, value)));
    this.#part.value = part;
    this.#partSeed.value = String(source.test?.seed ?? 1);
    this.#chosen();
    if (source.source === "generator") {
      this.#samples.value = String(source.samples);
      this.#noise.value = String(source.noise);
      this.#seed.value = String(source.seed);
    }
    this.#parted();
    this.#say("", "");
    const advice = this.#host.stepper.trainer.lossAdvice();
    this.#advice.textContent = advice ?? "";
    this.#advised.hidden = advice === null;
  }

  #chosen() {
    const known = this.#known.find(({ id }) => id === this.#of.value);
    this.#recipe.hidden = known?.kind !== "generator";
    this.#table.root.hidden = this.#of.value !== TABLE;
    if (known) this.#samples.value = String(known.samples);
    if (this.#noise.value === "") this.#noise.value = "0";
    if (this.#seed.value === "") this.#seed.value = "1";
    this.#say("", "");
  }

  #parted() {
    this.#partSeedField.hidden = this.#part.value === "0";
  }

  /** @param {Event} event */
  #use(event) {
    event.preventDefault();
    this.#make(() => this.#changed());
  }

  /** The loss and the function that the data's classes need; the engine says what else changes. */
  #follow() {
    this.#make(() => this.#host.stepper.trainer.changed({ kind: "loss", loss: "categorical_cross_entropy" }));
    // The button has nothing more to do, and would take the focus with it.
    if (this.#advised.hidden) this.#of.focus({ preventScroll: true });
  }

  /** @param {() => ReturnType<import("../../engine.js").Trainer["withData"]> | null} change nothing where there is nothing to change */
  #make(change) {
    const { stepper } = this.#host;
    try {
      const changed = change();
      if (!changed) return this.#say("", "");
      const { config, note } = changed;
      stepper.pause();
      this.#host.changeExperiment(config);
      this.#say("", `${note} A new run begins.`.trim());
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error), "");
    }
  }

  #changed() {
    const { trainer } = this.#host.stepper;
    if (this.#of.value === SAME) return trainer.withPreparation(this.#preparation());
    if (this.#of.value === TABLE) {
      const samples = this.#table.samples();
      return samples && trainer.withData({ ...samples, ...this.#preparation() });
    }
    const known = this.#known.find(({ id }) => id === this.#of.value);
    const data = known?.kind === "generator" ? { generator: known.id, ...this.#numbers() } : { dataset: this.#of.value };
    return trainer.withData(/** @type {DataDocument} */ ({ ...data, ...this.#preparation() }));
  }

  #numbers() {
    return { samples: this.#samples.valueAsNumber, noise: this.#noise.valueAsNumber, seed: this.#seed.valueAsNumber };
  }

  /** @returns {Preparation} */
  #preparation() {
    /** @type {Preparation} */
    const preparation = {};
    if (this.#standardise.checked) preparation.standardise = true;
    if (this.#part.value !== "0") preparation.test = { fraction: Number(this.#part.value), seed: this.#partSeed.valueAsNumber };
    return preparation;
  }

  /**
   * @param {string} problem
   * @param {string} note
   */
  #say(problem, note) {
    this.#problem.textContent = problem;
    this.#note.textContent = note;
    if (problem) this.#problem.scrollIntoView({ block: "nearest" });
  }

  dispose() {
    this.#table.dispose();
  }
}

/**
 * @param {number} part
 * @returns {string} without the digits that multiplying by 100 brings in: 0.07 × 100 is 7.000000000000001
 */
function percent(part) {
  return `${Number((part * 100).toPrecision(15))} %`;
}

/** @param {import("../../markup.js").Properties} properties */
function number(properties) {
  return h("input", { type: "number", inputmode: "decimal", ...properties });
}
