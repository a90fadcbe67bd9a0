// @ts-check
/** A box over a drawing, in which the number that stands there is typed over. */
import { h } from "./markup.js";
import { NumberField } from "./number-field.js";

/** @typedef {import("./engine.js").DrawnNumber} DrawnNumber */
/** @typedef {import("./stepper.js").Stepper} Stepper */

export class InPlace {
  #drawing;
  #stage;
  /** @type {HTMLElement | undefined} */ #box;

  /**
   * @param {HTMLElement} drawing the positioned box around the canvas
   * @param {HTMLElement} stage what gets the focus back
   */
  constructor(drawing, stage) {
    this.#drawing = drawing;
    this.#stage = stage;
  }

  /**
   * @param {DrawnNumber} number
   * @param {Stepper} stepper
   */
  open(number, stepper) {
    this.close();
    const set = (/** @type {number} */ value, /** @type {(error: unknown) => void} */ failed) => stepper.act((trainer) => change(trainer, number.subject, value), failed);
    const field = new NumberField(`Change ${number.subject.name}`, set, (value) => stepper.trainer.format(value));
    field.show(number.value);
    const box = h("div", { class: "in-place" }, h("span", { class: "label", "aria-hidden": "true" }, number.subject.name), field.root);
    box.addEventListener("keydown", (event) => this.#key(event));
    box.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof Node && box.contains(event.relatedTarget)) && !this.#input?.ariaInvalid) this.close();
    });
    this.#box = box;
    this.#drawing.append(box);
    this.#place(box, number);
    this.#input?.focus({ preventScroll: true });
  }

  /** Over the number, but within the drawing. @param {HTMLElement} box @param {DrawnNumber} number */
  #place(box, { x, y, width, height }) {
    const within = (/** @type {number} */ place, /** @type {number} */ most) => Math.max(0, Math.min(place, most));
    const room = this.#drawing.getBoundingClientRect();
    const own = box.getBoundingClientRect();
    box.style.left = `${within(x + width / 2 - own.width / 2, room.width - own.width)}px`;
    box.style.top = `${within(y + height / 2 - own.height / 2, room.height - own.height)}px`;
  }

  get #input() {
    return this.#box?.querySelector("input");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") {
      // What was typed is taken when the box is left.
      this.#input?.blur();
      if (this.#box) return this.#input?.focus();
    }
    this.close();
    this.#stage.focus({ preventScroll: true });
  }

  /** Nothing is taken that was not taken before. */
  close() {
    const box = this.#box;
    // Removing it takes the focus out of it, which would close it again.
    this.#box = undefined;
    box?.remove();
  }
}

/**
 * @param {import("./engine.js").Trainer} trainer
 * @param {import("./engine.js").Subject} subject
 * @param {number} value
 */
function change(trainer, { kind, layer, unit, input, sample }, value) {
  if (kind === "weight") trainer.setWeight(layer ?? 0, input ?? 0, unit ?? 0, value);
  else if (kind === "bias") trainer.setBias(layer ?? 0, unit ?? 0, value);
  else if (kind === "input") trainer.setInput(sample ?? 0, input ?? 0, value);
  else if (kind === "target") trainer.setTarget(sample ?? 0, unit ?? 0, value);
}
