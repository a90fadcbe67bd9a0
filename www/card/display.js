// @ts-check
/** How numbers and names are shown, for the reader to choose. */
import { h } from "../markup.js";
import { ChoiceField, CountField, SwitchField } from "../panels/setup/fields.js";

/** @typedef {import("../panels/panel.js").Host} Host */
/** @typedef {import("../engine.js").Display} Display */

export class DisplaySettings {
  root;
  #host;
  #digits = new CountField("Digits", ["One digit fewer", "One digit more"], (digits, failed) => this.#change({ digits }, failed));
  #counting = this.#choice("Counted", "counting", [
    ["significant", "from the first that is not 0"],
    ["decimals", "after the point"],
  ]);
  #rounding = this.#choice("The rest is", "rounding", [
    ["round", "rounded"],
    ["cut", "cut off"],
  ]);
  #names = this.#choice("Names", "names", [
    ["usual", "as usual here"],
    ["article", "counted through: h1, w5"],
    ["index", "by layer: a⁽¹⁾₁, w⁽²⁾₁,₁"],
  ]);
  #exact = new SwitchField("Exact fractions", (exact, failed) => this.#change({ exact }, failed));
  #paper = new SwitchField("As on paper, from rounded figures", (paper, failed) => this.#change({ paper }, failed));
  #kept = h("p", { class: "words" });

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    const digits = h("div", { class: "field" }, h("span", { class: "label", "aria-hidden": "true" }, "Digits"), this.#digits.root);
    this.root = h(
      "details",
      { class: "display" },
      h("summary", {}, "How numbers are shown"),
      h(
        "div",
        { class: "display-body" },
        h("div", { class: "display-fields" }, digits, this.#counting.root, this.#rounding.root, this.#names.root),
        this.#exact.root,
        this.#paper.root,
        this.#kept,
      ),
    );
  }

  /**
   * @param {string} label
   * @param {"counting" | "rounding" | "names"} name
   * @param {[value: string, text: string][]} options
   */
  #choice(label, name, options) {
    return new ChoiceField(label, options, (value, failed) => this.#change({ [name]: value }, failed));
  }

  /**
   * @param {Display} display
   * @param {(error: unknown) => void} failed
   */
  #change(display, failed) {
    const { top } = this.root.getBoundingClientRect();
    try {
      this.#host.showAs(display);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      failed(new RangeError(message.replace(/^(?:display: )?digits: /, "")));
    }
    // The lines of the step above may be longer now; what one works at stays where it is.
    const moved = this.root.getBoundingClientRect().top - top;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  }

  show() {
    const { trainer } = this.#host.stepper;
    const { digits, counting, rounding, names, exact, paper } = trainer.display();
    this.#digits.show(digits);
    this.#counting.show(counting ?? "significant");
    this.#rounding.show(rounding);
    this.#names.show(this.#host.chosenNames ?? (trainer.namesAreUsual ? "usual" : names ?? "usual"));
    this.#exact.show(exact ?? false);
    this.#paper.show(paper ?? false);
    this.#kept.textContent = `On paper every result is ${trainer.keptOnPaper()} before it is used again.`;
  }
}
