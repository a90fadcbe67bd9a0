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
  #problem = h("p", { class: "problem", role: "alert" });
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
    const fields = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...this.#fields.querySelectorAll("input, select")]);
    const texts = fields.map((field) => field.value.trim()).filter((text) => text !== "");
    if (this.#named()) return texts;
    return texts.map((text) => (Number.isNaN(parse(text)) ? text : parse(text)));
  }

  /** @param {string} message */
  complain(message) {
    this.#problem.textContent = message;
  }
}
