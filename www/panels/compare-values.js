// @ts-check
/** What the compared runs differ in, and the value each of them has. */
import { choices } from "../engine.js";
import { h, labelled, select } from "../markup.js";
import { parse } from "../number-field.js";

/** @typedef {import("../engine.js").ComparedSetting} ComparedSetting */

/** @type {[ComparedSetting, string, string][]} */
const SETTINGS = [
  ["learning_rate", "learning rate", "Learning rates"],
  ["optimizer", "optimizer", "Optimizers"],
  ["momentum", "momentum", "Momentums"],
  ["update_order", "update order", "Update orders"],
];
const RUNS = 4;
const NONE = "–";

export class CompareValues {
  root;
  #setting;
  #legend = h("legend", { class: "label" });
  #fields = h("div", { class: "row" });
  #problem = h("p", { class: "problem", role: "alert", id: "compare-problem" });
  /** Which runs there are not, since a field is empty. */ #without = h("p", { class: "words without", "aria-live": "polite" });
  #changed;
  /** Whether the values were typed or chosen, rather than suggested. */ typed = false;

  /**
   * @param {() => void} chosen another setting was chosen, and needs values
   * @param {() => void} changed a value was typed or chosen
   */
  constructor(chosen, changed) {
    this.#changed = () => {
      this.typed = true;
      changed();
    };
    this.#setting = select(SETTINGS.map(([name, text]) => [name, text]), "learning_rate", chosen);
    this.root = h(
      "div",
      { class: "compare-values" },
      labelled("The runs differ in", this.#setting, "field"),
      h("fieldset", {}, this.#legend, this.#fields),
      this.#problem,
      this.#without,
    );
  }

  get setting() {
    return /** @type {ComparedSetting} */ (this.#setting.value);
  }

  /** What there is to choose from; nothing where numbers are typed. @returns {[string, string][] | undefined} */
  #named() {
    const { optimizers, orders } = choices();
    const offered = { optimizer: optimizers, update_order: orders, learning_rate: undefined, momentum: undefined }[this.setting];
    return offered?.map(({ name, title }) => [name, title]);
  }

  /** @param {(number | string)[]} values */
  show(values) {
    this.typed = false;
    this.complain("");
    this.#legend.textContent = SETTINGS.find(([name]) => name === this.setting)?.[2] ?? "";
    const named = this.#named();
    // Two update orders can't be had more than once each.
    const most = this.setting === "update_order" && named ? named.length : RUNS;
    const fields = Array.from({ length: most }, (_, run) => labelled(`Run ${run + 1}`, this.#field(values[run]), "field"));
    this.#fields.replaceChildren(...fields);
  }

  /**
   * @param {number | string | undefined} value
   * @returns {HTMLElement}
   */
  #field(value) {
    const named = this.#named();
    if (named) {
      const options = this.setting === "optimizer" ? [...named, /** @type {[string, string]} */ (["", NONE])] : named;
      return select(options, String(value ?? ""), this.#changed);
    }
    return h("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      spellcheck: "false",
      size: "7",
      class: "number",
      value: value === undefined ? "" : String(value),
      change: this.#changed,
    });
  }

  /**
   * What was typed and chosen; empty fields are no runs. What is no number stays text, for the engine to refuse by name.
   *
   * @returns {(number | string)[]}
   */
  read() {
    const texts = this.#given().map(({ value }) => value.trim());
    const empty = this.#all().flatMap((field, index) => (isEmpty(field) ? [`Run ${index + 1}`] : []));
    this.#without.textContent = empty.length > 0 ? `Without a value, so not compared: ${empty.join(", ")}.` : "";
    this.#without.hidden = empty.length === 0;
    if (this.#named()) return texts;
    return texts.map((text) => (Number.isNaN(parse(text)) ? text : parse(text)));
  }

  #all() {
    return /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...this.#fields.querySelectorAll("input, select")]);
  }

  /** The fields that stand for a run, in the order in which the engine counts their runs. */
  #given() {
    return this.#all().filter((field) => !isEmpty(field));
  }

  /** @param {string} message what the engine says, counting only the runs that have a value: "values: run 2: expected …" */
  complain(message) {
    const all = this.#all();
    const given = this.#given();
    for (const field of all) for (const name of ["aria-invalid", "aria-describedby"]) field.removeAttribute(name);
    const own = message.replace(/^values: /, "").replace(/^runs? \d+(?: and \d+)?:/, (runs) =>
      runs.replace(/\d+/g, (run) => {
        const field = given[Number(run) - 1];
        field?.setAttribute("aria-invalid", "true");
        field?.setAttribute("aria-describedby", "compare-problem");
        return field ? String(all.indexOf(field) + 1) : run;
      }),
    );
    this.#problem.textContent = own.charAt(0).toUpperCase() + own.slice(1);
  }
}

/** @param {HTMLInputElement | HTMLSelectElement} field */
function isEmpty(field) {
  return field.value.trim() === "";
}
