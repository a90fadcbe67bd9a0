// @ts-check
/** The fields of the panel. Each says beside itself what was refused, and goes back to what holds. */
import { h, icon } from "../../markup.js";
import { NumberField } from "../../number-field.js";
import { Problem } from "../../problem.js";

/**
 * @template T
 * @typedef {(value: T, failed: (error: unknown) => void) => void} Set
 */

/** A choice of one of some things. */
export class ChoiceField {
  root;
  select;
  #problem = new Problem();
  #value = "";

  /**
   * @param {string} label
   * @param {[value: string, text: string][]} options
   * @param {Set<string>} set
   * @param {boolean} [labelVisible]
   */
  constructor(label, options, set, labelVisible = true) {
    this.select = h("select", { "aria-label": labelVisible ? null : label, change: () => this.#change(set) });
    this.offer(options);
    const box = labelVisible ? h("label", { class: "field" }, h("span", { class: "label" }, label), this.select) : this.select;
    this.root = h("span", { class: "choice-field" }, box, this.#problem.root);
  }

  /** @param {[value: string, text: string][]} options */
  offer(options) {
    this.select.replaceChildren(...options.map(([value, text]) => new Option(text, value, false, value === this.#value)));
  }

  /** @param {string} value */
  show(value) {
    this.#value = value;
    this.select.value = value;
    this.#problem.say("", this.select);
  }

  /** What stood in the way may have gone. */
  forget() {
    this.#problem.say("", this.select);
  }

  /** @param {Set<string>} set */
  #change(set) {
    this.#problem.say("", this.select);
    set(this.select.value, (error) => {
      this.select.value = this.#value;
      this.#problem.say(told(error), this.select);
    });
  }
}

/** On or off. */
export class SwitchField {
  root;
  #input;
  #problem = new Problem();

  /**
   * @param {string} text
   * @param {Set<boolean>} set
   * @param {string} [label] where the text alone does not say of what
   */
  constructor(text, set, label) {
    this.#input = h("input", { type: "checkbox", "aria-label": label, change: () => this.#change(set) });
    this.root = h("span", { class: "switch-field" }, h("label", {}, this.#input, h("span", {}, text)), this.#problem.root);
  }

  /**
   * @param {boolean} value
   * @param {boolean} [partly]
   */
  show(value, partly = false) {
    this.#input.checked = value;
    this.#input.indeterminate = partly && !value;
    this.#problem.say("", this.#input);
  }

  /** @param {Set<boolean>} set */
  #change(set) {
    const value = this.#input.checked;
    this.#problem.say("", this.#input);
    set(value, (error) => {
      this.#input.checked = !value;
      this.#problem.say(told(error), this.#input);
    });
  }
}

const MINUS = "M4 10h12";
const PLUS = "M4 10h12M10 4v12";

/** A count between two buttons. */
export class CountField {
  root;
  #field;
  #value = 0;

  /**
   * @param {string} label
   * @param {[fewer: string, more: string]} names of the buttons
   * @param {Set<number>} set
   */
  constructor(label, [fewer, more], set) {
    this.#field = wholeField(label, set, false);
    const button = (/** @type {string} */ name, /** @type {string} */ path, /** @type {number} */ by) => {
      const press = () => {
        this.#field.restore();
        set(this.#value + by, (error) => this.#field.refuse(told(error)));
      };
      return h("button", { type: "button", class: "step", "aria-label": name, title: name, click: press }, icon(path));
    };
    this.root = h("span", { class: "count-field" }, button(fewer, MINUS, -1), this.#field.root, button(more, PLUS, 1));
  }

  /** @param {number} value */
  show(value) {
    this.#value = value;
    this.#field.show(value);
  }
}

/**
 * A number as it is, without a display precision.
 *
 * @param {string} label
 * @param {Set<number>} set
 * @param {boolean} [labelVisible]
 * @param {string} [like] what it expects
 */
export function numberField(label, set, labelVisible = true, like) {
  const told_ = (/** @type {(error: unknown) => void} */ failed) => (/** @type {unknown} */ error) => failed(told(error));
  return new NumberField(label, (value, failed) => set(value, told_(failed)), String, labelVisible, like);
}

/**
 * @param {string} label
 * @param {Set<number>} set
 * @param {boolean} [labelVisible]
 */
export function wholeField(label, set, labelVisible = true) {
  return numberField(label, set, labelVisible, "a whole number, such as 3");
}

/**
 * @param {unknown} error
 * @returns {string} what was refused, without the place where the field itself says it
 */
export function told(error) {
  if (!(error instanceof Error)) return String(error);
  const path = /** @type {{ path?: string }} */ (error).path ?? "";
  const own = `${path}: `;
  if (path && !path.startsWith("data") && error.message.startsWith(own)) return error.message.slice(own.length);
  // A change itself is refused by its name and that of its part.
  return error.message.replace(/^change: (?:[a-z_]+: )?/, "");
}
