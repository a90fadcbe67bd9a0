// @ts-check
/** The loss over two of the parameters, and the way that training has taken through it. */
import { h } from "../markup.js";
import { sentence } from "../names.js";
import { Paced } from "../paced.js";
import { ParameterField, exists, usual } from "../parameter-field.js";
import { Picture } from "../picture.js";
import { folded, withheld } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */
/** @typedef {import("../engine.js").Slice} Slice */
/** @typedef {import("../engine.js").Trainer} Trainer */

/** The picture is about square, but never higher than this. */
const MOST_HEIGHT = 460;
/** What stands for what. */
const FIELD = "The line is the way so far, the cross where the picture is lowest, an arrow the step of this update.";
const CURVE = "The small dots are where it was on its way.";

export class SlicePanel {
  root;
  #host;
  #fold;
  #picture;
  #first = new ParameterField("Across", null, () => this.#choose());
  #second = new ParameterField("Up", "none: a curve", () => this.#choose());
  #logarithmic = h("input", { type: "checkbox", checked: true, change: () => this.paint() });
  #text = h("ul", { class: "words", id: "slice-words" });
  #here = h("p", { class: "words here" });
  #problem = h("p", { class: "problem", role: "alert" });
  #large;
  /** Whether the parameters were chosen by hand: then they stay as long as there are such. */ #chosen = false;
  #paced = new Paced(() => this.#look());
  /** Whether the lists are those of the trainer that is there. */ #offered = false;
  /** A moment of the run; what is shown of it is drawn again without being computed again. @type {Slice | null} */ #slice = null;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#picture = new Picture(
      {
        height: (width) => Math.min(Math.round(1.04 * width), MOST_HEIGHT),
        draw: (canvas, width, height, ratio) =>
          this.#slice?.draw(canvas, width, height, ratio, host.theme(), this.#logarithmic.checked),
      },
      { role: "img", "aria-label": "Loss around the weights", "aria-describedby": "slice-words" },
    );
    this.#picture.canvas.addEventListener("pointermove", (event) => this.#point(event));
    this.#picture.canvas.addEventListener("pointerleave", () => this.#leave());
    this.#large = h("div", { class: "prediction-large" }, this.#picture.root, this.#here);
    this.#fold = folded(
      "slice",
      "Loss around the weights",
      () => this.show(),
      withheld(),
      h(
        "div",
        { class: "prediction-pictures" },
        this.#large,
        h(
          "div",
          { class: "prediction-parts" },
          h("div", { class: "row" }, this.#first.root, this.#second.root),
          h("label", { class: "field inline tick" }, this.#logarithmic, h("span", {}, "Colours by the logarithm of the loss")),
          this.#problem,
          this.#text,
        ),
      ),
    );
    this.root = this.#fold.root;
  }

  load() {
    this.#paced.cancel();
    this.#offered = false;
    this.#forget();
  }

  show() {
    if (this.#fold.details.open) this.#paced.ask();
    else this.#forget();
  }

  glance() {
    if (this.#host.stepper.training) this.show();
  }

  #choose() {
    this.#chosen = true;
    this.#look();
  }

  /** Which parameters to begin with: those that were chosen, if they are still there. @param {Trainer} trainer */
  #offer(trainer) {
    const [across, up] = [this.#first.value, this.#second.value];
    this.#chosen &&= across !== null && exists(trainer, across) && (up === null || exists(trainer, up));
    const [first, second] = this.#chosen && across ? [across, up] : usual(trainer);
    this.#first.load(trainer, first);
    this.#second.load(trainer, second);
    this.#offered = true;
  }

  #look() {
    this.#forget();
    if (!this.#fold.details.open) return;
    const { trainer } = this.#host.stepper;
    if (!this.#offered) this.#offer(trainer);
    const first = this.#first.value;
    if (!first) return;
    try {
      this.#first.check();
      this.#second.check();
      this.#slice = trainer.slice(first, this.#second.value);
    } catch (error) {
      this.#refuse(error instanceof Error ? error.message : String(error));
      return;
    }
    this.#refuse("");
    this.#logarithmic.disabled = this.#second.value === null;
    this.#leave();
    this.#text.replaceChildren(...this.#slice.text().map((line) => h("li", {}, ...sentence(line))));
    this.paint();
  }

  /** Beside what is wrong, nothing is shown of what was there before. @param {string} problem nothing, if all is well */
  #refuse(problem) {
    this.#problem.textContent = problem;
    this.#large.hidden = problem !== "";
    if (problem !== "") this.#text.replaceChildren();
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const text = this.#slice?.at(event.offsetX, event.offsetY, this.#picture.width, this.#picture.height);
    this.#here.replaceChildren(...sentence(text ?? this.#key()));
  }

  #leave() {
    this.#here.textContent = this.#key();
  }

  #key() {
    return this.#second.value ? FIELD : CURVE;
  }

  paint() {
    if (this.#slice) this.#picture.paint();
  }

  #forget() {
    this.#slice?.free();
    this.#slice = null;
  }

  pictures() {
    return this.#slice ? [this.#picture.taken("slice", "Loss around the weights")] : [];
  }

  dispose() {
    this.#paced.cancel();
    this.#picture.dispose();
    this.#forget();
  }
}
