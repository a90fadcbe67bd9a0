// @ts-check
/**
 * A number one can type: shown at the display precision, edited at full precision, and refused with a message
 * beside it, keeping what was typed.
 */
import { h } from "./markup.js";
import { Problem } from "./problem.js";

/** So many characters fit into every box as it is. */
const SHORT = 7;
/** And so many into those that stand side by side in a grid. */
const MIDDLING = 10;

export class NumberField {
  /** The box with the message under it. */ root;
  #input;
  #problem = new Problem();
  #shown = "";
  #value = Number.NaN;
  #set;
  #format;
  #like;

  /**
   * @param {string} label
   * @param {(value: number, failed: (error: unknown) => void) => void} set
   * @param {(value: number) => string} format
   * @param {boolean} [labelVisible]
   * @param {string} [like] what it expects
   */
  constructor(label, set, format, labelVisible = false, like = "a number, such as 0.25") {
    this.#set = set;
    this.#format = format;
    this.#like = like;
    this.#input = h("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      spellcheck: "false",
      size: "9",
      class: "number",
      "aria-label": labelVisible ? null : label,
      focus: () => this.#reveal(),
      blur: () => this.#hide(),
      change: () => this.#commit(),
      keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    const box = labelVisible ? h("label", { class: "field" }, h("span", { class: "label" }, label), this.#input) : this.#input;
    this.root = h("span", { class: "number-field" }, box, this.#problem.root);
  }

  /**
   * Shows a value, unless something else has been typed and not accepted yet.
   *
   * @param {number} value
   */
  show(value) {
    this.#value = value;
    if (this.#input.value !== this.#shown) return;
    this.#write(this.#input.matches(":focus") ? String(value) : this.#format(value));
  }

  /** Forgets what was typed. */
  restore() {
    this.#complain("");
    this.#write(this.#format(this.#value));
  }

  /**
   * Says what is wrong with a value that came from elsewhere than the keyboard.
   *
   * @param {string} message
   */
  refuse(message) {
    this.#complain(message);
  }

  /** @param {string} text */
  #write(text) {
    this.#input.value = text;
    this.#shown = text;
    this.#makeRoom(text);
  }

  /**
   * A number whose end is cut off reads as another one. Only decimals that one is typing may go on out of sight, so that
   * tables do not shift with every number one comes to.
   *
   * @param {string} text
   */
  #makeRoom(text) {
    if (this.#input.matches(":focus") && !/[eE]/.test(text)) return;
    this.#input.classList.toggle("long", text.length > SHORT);
    this.#input.classList.toggle("very-long", text.length > MIDDLING);
    this.#input.style.setProperty("--bs-length", String(text.length));
  }

  #reveal() {
    if (this.#input.value !== this.#shown) return;
    this.#write(String(this.#value));
    this.#input.select();
  }

  #hide() {
    if (this.#input.value === this.#shown) this.#write(this.#format(this.#value));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") {
      this.#complain("");
      this.#write(String(this.#value));
    }
  }

  #commit() {
    const text = this.#input.value;
    if (text === this.#shown) return this.#complain("");
    const value = parse(text);
    if (Number.isNaN(value)) return this.#complain(refusal(text, this.#like));
    this.#complain("");
    // Accepted or not, the trainer says; when it accepts, it shows the value again.
    this.#shown = text;
    this.#set(value, (error) => {
      this.#shown = "";
      const message = error instanceof Error ? error.message : String(error);
      // Whose value it is, the field itself says.
      this.#complain(message.replace(/^value: /, ""));
    });
  }

  /** @param {string} message */
  #complain(message) {
    if (message) this.#input.setAttribute("aria-invalid", "true");
    else this.#input.removeAttribute("aria-invalid");
    this.#problem.say(message, this.#input);
  }
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * @param {string} text a decimal number, as in 0.25, −3 or 1e-3
 * @returns {number} NaN when it is anything else, also what programs take for a number, such as 0x10
 */
export function parse(text) {
  const plain = text.trim().replaceAll("\u2212", "-");
  return DECIMAL.test(plain) ? Number(plain) : Number.NaN;
}

/**
 * @param {string} text
 * @param {string} like
 */
function refusal(text, like) {
  // Not guessed: 1,234 is two different numbers in two countries.
  const hint = text.includes(",") ? like.replace("a number,", "a number with a decimal point,") : like;
  return `expected ${hint}, got ${text.trim() === "" ? "nothing" : `“${text}”`}`;
}
