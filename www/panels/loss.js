// @ts-check
/** The loss of every update so far, and training many updates at once. */
import { h, labelled } from "../markup.js";
import { Picture } from "../picture.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */

const HEIGHT = 190;
const MOST_UPDATES = 1_000_000;

export class LossPanel {
  root;
  #host;
  #picture;
  #words = h("p", { class: "words", id: "loss-words" });
  #count = h("input", { type: "number", min: "1", max: String(MOST_UPDATES), step: "1", value: "10", inputmode: "numeric", "aria-describedby": "updates-problem" });
  #bar = h("progress", { "aria-label": "Updates trained", max: "1", value: "0" });
  #far = h("span");
  /** Stands where the words stand otherwise, so that nothing moves. */
  #progress = h("p", { class: "words progress", hidden: true }, this.#bar, this.#far);
  #submit = h("button", { type: "submit", class: "train", "aria-describedby": "training-stopped" }, "Train");
  #problem = h("p", { class: "problem", role: "alert", id: "updates-problem" });
  /** The card says it at length, and says it aloud; but it may be out of sight where one trains. */
  #stopped = h("p", { class: "problem", id: "training-stopped" });
  /** Where the button stood when training ended. @type {number | undefined} */ #top;

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
      this.#progress,
      h(
        "form",
        { class: "row", novalidate: true, submit: (/** @type {Event} */ event) => this.#train(event) },
        labelled("Updates", this.#count, "field inline"),
        this.#submit,
      ),
      this.#stopped,
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
    // The same button, so that the focus stays where it is.
    if (this.#host.stepper.training) return this.#host.stepper.stop();
    const updates = this.#count.valueAsNumber;
    const valid = Number.isInteger(updates) && updates >= 1 && updates <= MOST_UPDATES;
    const got = this.#count.value === "" ? "" : `, got ${this.#count.value}`;
    this.#complain(valid ? "" : `Updates: expected a whole number from 1 to ${MOST_UPDATES}${got}`);
    if (!valid) return;
    this.#host.stepper.train(updates);
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
    const { trainer } = this.#host.stepper;
    this.#words.textContent = trainer.lossText();
    this.#stopped.textContent = trainer.divergence()?.short ?? "";
    this.paint();
    this.#keepPlace();
  }

  /** Whoever trained stays at the button, whatever became longer or shorter above it, and sees why training stopped. */
  #keepPlace() {
    if (this.#top === undefined) return;
    const moved = this.#submit.getBoundingClientRect().top - this.#top;
    this.#top = undefined;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
    if (this.#stopped.textContent) this.#stopped.scrollIntoView({ block: "nearest" });
  }

  /** Nothing, where training was stopped from elsewhere, or the button is out of sight. */
  #place() {
    const { activeElement } = /** @type {ShadowRoot} */ (this.root.getRootNode());
    if (activeElement && !this.root.contains(activeElement)) return undefined;
    const { top, bottom, height } = this.#submit.getBoundingClientRect();
    return height > 0 && top >= 0 && bottom <= innerHeight ? top : undefined;
  }

  glance() {
    const { training, trainer } = this.#host.stepper;
    if (!training) this.#top = this.#place();
    this.#submit.textContent = training ? "Stop training" : "Train";
    this.#progress.hidden = !training;
    this.#words.hidden = training !== undefined;
    if (!training) return;
    this.#bar.value = training.done / training.total;
    const [done, total] = [training.done, training.total].map((count) => count.toLocaleString("en"));
    this.#far.textContent = `${done} of ${total} updates, loss ${trainer.format(training.loss)}`;
    this.paint();
  }

  paint() {
    this.#picture.paint();
  }

  pictures() {
    return [this.#picture.taken("loss", "Loss of every update")];
  }

  dispose() {
    this.#picture.dispose();
  }
}
