// @ts-check
/** The current step in other arithmetics: as an exact fraction, and from rounded figures, as on paper. */
import { formula } from "../formula.js";
import { h } from "../markup.js";
import { sentence } from "../names.js";

/** @typedef {import("../panels/panel.js").Host} Host */
/** @typedef {import("../engine.js").Trainer} Trainer */

export class Figures {
  root = h("div", { class: "figures", hidden: true });
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  show() {
    const lines = figures(this.#host.stepper.trainer);
    this.root.replaceChildren(...lines);
    this.root.hidden = lines.length === 0;
  }
}

/**
 * @param {Trainer} trainer
 * @returns {HTMLElement[]} a line for each arithmetic that was asked for
 */
export function figures(trainer) {
  const { exact, paper } = trainer.figures();
  /** @type {[string, typeof exact][]} */
  const asked = [
    ["exactly", exact],
    ["on paper", paper],
  ];
  return asked.flatMap(([label, figure]) => {
    if (!figure) return [];
    const numbers = figure.numbers ? formula(figure.numbers, "numbers") : null;
    const note = figure.note ? h("p", { class: "words" }, ...sentence(figure.note)) : null;
    return [h("div", { class: "figure" }, h("span", { class: "label" }, label), numbers, note)];
  });
}
