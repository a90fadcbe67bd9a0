// @ts-check
/** Everything that moves the position. */
import { h, icon, labelled, select } from "../markup.js";
import { sentence } from "../names.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */
/** @typedef {import("../engine.js").Granularity} Granularity */
/** @typedef {import("../stepper.js").Stepper} Stepper */

/** @type {[Granularity, string][]} */
const GRANULARITIES = [
  ["operation", "operation"],
  ["layer", "layer"],
  ["pass", "pass"],
  ["update", "update"],
  ["epoch", "epoch"],
];

/** Milliseconds between two steps. @type {[string, string][]} */
const PACES = [
  ["2500", "slow"],
  ["1200", "normal"],
  ["450", "fast"],
  ["80", "very fast"],
];
const NORMAL = "1200";

const ICONS = {
  previous: "M12.5 4 6.5 10l6 6",
  next: "M7.5 4l6 6-6 6",
  play: "M6 3.5v13l10-6.500z",
  pause: "M6 4h3v12H6zM11.500 4h3v12h-3z",
  reset: "M4.500 10a5.500 5.500 0 1 0 2-4.200M4.200 3.200v3.600h3.600",
};

/** What can be done wherever a run stopped. */
const BACK = new Set(["Previous step", "Reset"]);

/** @type {Record<string, string>} */
export const PHASES = {
  start: "start",
  forward: "forward pass",
  loss: "loss",
  backward: "backward pass",
  update: "update",
};

export class ControlsPanel {
  root;
  #host;
  #slider = h("input", { type: "range", min: "0", step: "1", "aria-label": "Position", input: () => this.#slide() });
  #where = h("span", { class: "where", "aria-hidden": "true" });
  /** The card says it, and says it aloud; this is for the eye where the card is not shown. */
  #stuck = h("p", { class: "problem instead", "aria-hidden": "true" });
  /** What has nothing to go on to once the numbers are no longer finite. They keep the focus. @type {HTMLElement[]} */
  #onward = [];
  #playName = h("span", {}, "Play");
  #playIcon = icon(ICONS.play);
  #play = h("button", { type: "button", class: "play", click: () => this.#host.stepper.toggle() }, this.#playIcon, this.#playName);
  #by = select(GRANULARITIES, "operation", (value) => {
    this.#host.stepper.by = /** @type {Granularity} */ (value);
  });
  #pace = select(PACES, NORMAL, (value) => {
    this.#host.stepper.pace = Number(value);
  });

  #reset = this.#button("Reset", (stepper) => stepper.reset(), ICONS.reset);

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    // Not to the lesson: a sample more or another layer has made another experiment of it.
    this.#reset.title = "Back to the start of this experiment";
    // Parts of their own: in a narrow column the one in the middle stays in sight while the others scroll away.
    this.root = section(
      "controls",
      "Controls",
      h("div", { class: "timeline", tabindex: "-1" }, h("span", { class: "label", "aria-hidden": "true" }, "Position"), this.#slider, this.#where),
      h(
        "div",
        { class: "group stepping", tabindex: "-1" },
        this.#button("Previous step", (stepper) => stepper.previous(), ICONS.previous),
        this.#button("Next step", (stepper) => stepper.next(), ICONS.next, "primary"),
        this.#play,
      ),
      h(
        "div",
        { class: "rest", tabindex: "-1" },
        h("div", { class: "group choices" }, labelled("Step by", this.#by, "field inline"), labelled("Speed", this.#pace, "field inline")),
        h(
          "div",
          { class: "group passes" },
          this.#button("Forward pass", (stepper) => stepper.act((trainer) => trainer.forward())),
          this.#button("Backward pass", (stepper) => stepper.act((trainer) => trainer.backward())),
          this.#button("Update weights", (stepper) => stepper.act((trainer) => trainer.update())),
        ),
        h("div", { class: "group start" }, this.#reset),
        this.#stuck,
      ),
    );
  }

  /**
   * @param {string} name
   * @param {(stepper: Stepper) => void} action
   * @param {string} [path] of the icon
   * @param {string} [kind]
   */
  #button(name, action, path, kind) {
    const press = () => {
      this.#host.stepper.pause();
      action(this.#host.stepper);
    };
    const button = h("button", { type: "button", class: kind, click: press }, path ? icon(path) : null, name);
    if (!BACK.has(name)) this.#onward.push(button);
    return button;
  }

  #slide() {
    const { stepper } = this.#host;
    stepper.pause();
    stepper.act((trainer) => trainer.seekTimeline(this.#slider.valueAsNumber));
  }

  load() {
    this.#host.stepper.by = /** @type {Granularity} */ (this.#by.value);
    this.#host.stepper.pace = Number(this.#pace.value);
  }

  show() {
    const { trainer, step } = this.#host.stepper;
    const { index, length } = trainer.timeline;
    const end = length - 1;
    this.#slider.max = String(end);
    this.#slider.value = String(index);
    const phase = PHASES[step.phase] ?? step.phase;
    const place = step.operation === 0 ? "start" : `step ${step.operation} of ${step.operations}, ${phase}`;
    this.#slider.setAttribute("aria-valuetext", `update ${step.update}, ${place}`);
    this.#slider.style.setProperty("--filled", `${end > 0 ? (100 * index) / end : 0}%`);
    const stopped = trainer.divergence();
    this.#stuck.replaceChildren(...sentence(stopped?.text ?? ""));
    for (const button of [...this.#onward, this.#play]) button.setAttribute("aria-disabled", String(stopped !== null));
    this.#where.textContent = `${step.update}.${step.operation}`;
  }

  glance() {
    if (this.#host.stepper.training) this.show();
  }

  state() {
    const { playing } = this.#host.stepper;
    this.#playName.textContent = playing ? "Pause" : "Play";
    this.#playIcon.firstElementChild?.setAttribute("d", playing ? ICONS.pause : ICONS.play);
  }
}
