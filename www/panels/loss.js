// @ts-check
/** The loss of every update so far, and training many updates at once. */
import { h, labelled } from "../markup.js";
import { Picture } from "../picture.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */

const HEIGHT = 190;
const MOST_UPDATES = 100_000;

export class LossPanel {
  root;
  #host;
  #picture;
  #words = h("p", { class: "words", id: "loss-words" });
  #count = h("input", { type: "number", min: "1", max: String(MOST_UPDATES), step: "1", value: "10", inputmode: "numeric", "aria-describedby": "updates-problem" });
  #problem = h("p", { class: "problem", role: "alert", id: "updates-problem" });

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#picture = new Picture(
      {
        height: () => HEIGHT,
        draw: (canvas, width, height, ratio) => host.stepper.trainer.drawLoss(canvas, width, height, ratio, host.theme()),
      },
      { role: "img", "aria-label": "Loss of every update", "aria-describedby": "loss-words", class: "loss-canvas" },
    );
    this.#picture.canvas.addEventListener("click", (event) => this.#seek(event));
    this.root = section(
      "loss",
      "Loss",
      h("h2", {}, "Loss"),
      this.#picture.root,
      this.#words,
      h(
        "form",
        { class: "row", novalidate: true, submit: (/** @type {Event} */ event) => this.#train(event) },
        labelled("Updates", this.#count, "field inline"),
        h("button", { type: "submit" }, "Train"),
      ),
      this.#problem,
    );
  }

  /** @param {MouseEvent} event */
  #seek(event) {
    const { stepper } = this.#host;
    const update = stepper.trainer.lossHit(event.offsetX, this.#picture.width, this.#picture.height);
    if (update === null || update === undefined) return;
    stepper.pause();
    stepper.act((trainer) => trainer.seek(update));
  }

  /** @param {Event} event */
  #train(event) {
    event.preventDefault();
    const updates = this.#count.valueAsNumber;
    const valid = Number.isInteger(updates) && updates >= 1 && updates <= MOST_UPDATES;
    const got = this.#count.value === "" ? "" : `, got ${this.#count.value}`;
    this.#complain(valid ? "" : `Updates: expected a whole number from 1 to ${MOST_UPDATES}${got}`);
    if (!valid) return;
    this.#host.stepper.pause();
    this.#host.stepper.act((trainer) => trainer.train(updates));
  }

  /** @param {string} message */
  #complain(message) {
    this.#problem.textContent = message;
    if (!message) return this.#count.removeAttribute("aria-invalid");
    this.#count.setAttribute("aria-invalid", "true");
    this.#problem.scrollIntoView({ block: "nearest" });
  }

  load() {
    this.#complain("");
  }

  show() {
    this.#words.textContent = this.#host.stepper.trainer.lossText();
    this.paint();
  }

  paint() {
    this.#picture.paint();
  }

  dispose() {
    this.#picture.dispose();
  }
}
