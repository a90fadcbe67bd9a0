// @ts-check
/** Several runs from the same start, differing in one setting, on one clock. */
import { Comparison } from "../engine.js";
import { h, labelled, select } from "../markup.js";
import { Picture } from "../picture.js";
import { CompareTable } from "./compare-table.js";
import { CompareValues } from "./compare-values.js";
import { folded, withheld } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */

const HEIGHT = 260;
/** Milliseconds between two updates while the clock runs. */
const PACE = 400;
/** Updates the clock moves by. @type {[string, string][]} */
const STRIDES = [["1", "1 update"], ["10", "10 updates"], ["100", "100 updates"], ["1000", "1000 updates"]];
/** Milliseconds of computing between two frames. */
const SLICE = 10;
/** How far the curves are drawn before the clock ever goes there: so many updates, if they take no longer than that. */
const AHEAD = 40;
const AHEAD_TIME = 60;

export class ComparePanel {
  root;
  #host;
  #fold;
  #picture;
  #values = new CompareValues(() => this.#suggest(), () => this.#build());
  #table = new CompareTable((run) => this.#open(run));
  #text = h("p", { class: "words", id: "comparison-words", "aria-live": "polite" });
  #slider = h("input", { type: "range", min: "0", step: "1", "aria-label": "Clock", input: () => this.#seek(this.#slider.valueAsNumber, true), change: () => this.#say() });
  #where = h("span", { class: "where", "aria-hidden": "true" });
  #runs = h("button", { type: "button", class: "play", click: () => this.#toggle() }, "Run clock");
  /** @type {"log" | "linear"} */ #scale = "log";
  #stride = select(STRIDES, "1", () => this.#halt());
  /** Where the clock is on its way to. */ #frame = 0;
  #body;
  /** @type {Comparison | undefined} */ #comparison;
  /** Whose start the runs have. @type {import("../engine.js").Trainer | undefined} */ #trainer;
  /** The lesson that was compared last, changed or not. @type {string | null} */ #lesson = null;
  /** Edits before its first update, by which to see that it is another start now. */ #edits = "";
  /** Their names, asked for once: a large network has many. @type {string[] | undefined} */ #outputs;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** The element goes over to one of the runs: their start stays what it is. */ #opening = false;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#picture = new Picture(
      {
        height: () => HEIGHT,
        draw: (canvas, width, height, ratio) => this.#comparison?.draw(canvas, width, height, ratio, host.theme(), this.#scale),
      },
      { role: "img", "aria-label": "Losses of all runs", "aria-describedby": "comparison-words", class: "loss-canvas" },
    );
    this.#picture.canvas.addEventListener("pointerdown", (event) => this.#point(event));
    this.#picture.canvas.addEventListener("pointermove", (event) => event.buttons === 1 && this.#point(event));
    this.#picture.canvas.addEventListener("pointerup", () => this.#say());
    const scale = select([["log", "logarithmic"], ["linear", "linear"]], "log", (value) => {
      this.#scale = value === "linear" ? "linear" : "log";
      this.paint();
    });
    this.#body = h(
      "div",
      { class: "compare-body" },
      h("div", { class: "clock" }, h("span", { class: "label", "aria-hidden": "true" }, "Clock"), this.#slider, this.#where),
      h(
        "div",
        { class: "row" },
        this.#button("Clock back", ({ first, update }) => this.#seek(Math.max(first, update - Number(this.#stride.value)))),
        this.#button("Clock forward", () => this.#forward()),
        this.#runs,
        this.#button("Clock to start", ({ first }) => this.#seek(first)),
        labelled("Clock moves by", this.#stride, "field inline"),
        labelled("Loss axis", scale, "field inline"),
      ),
      this.#picture.root,
      this.#text,
      this.#table.root,
    );
    this.#fold = folded(
      "compare",
      "Compare runs",
      () => this.show(),
      withheld(),
      h("p", { class: "words" }, "The same network from the same start, trained several times with one setting changed. The clock counts the updates that every run has completed."),
      this.#values.root,
      this.#body,
    );
    this.#fold.details.addEventListener("toggle", () => this.#halt());
    this.root = this.#fold.root;
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.#halt());
  }

  /**
   * @param {string} name
   * @param {(comparison: Comparison) => void} action
   */
  #button(name, action) {
    const press = () => {
      this.#halt();
      if (this.#comparison) action(this.#comparison);
    };
    return h("button", { type: "button", click: press }, name);
  }

  /** Another trainer, or the same one shown differently. */
  load() {
    this.#outputs = undefined;
    if (this.#opening || this.#trainer === this.#host.stepper.trainer) return;
    this.#forget();
  }

  show() {
    if (!this.#fold.details.open || this.#opening) return;
    const { trainer } = this.#host.stepper;
    if (trainer !== this.#trainer) {
      this.#trainer = trainer;
      // What was typed stays while it is still the same experiment, changed or with its changes taken back. Another
      // lesson is another experiment.
      const { canUndo, canRedo } = this.#host.changes;
      const other = trainer.lesson !== null && this.#lesson !== null && trainer.lesson !== this.#lesson;
      this.#lesson = trainer.lesson ?? this.#lesson;
      if (this.#values.typed && !other && (canUndo || canRedo)) this.#build();
      else this.#suggest();
    } else if (JSON.stringify(trainer.startEdits()) !== this.#edits) {
      this.#build();
    } else {
      this.#refresh();
    }
  }

  /** Values worth comparing, for another network or another setting. */
  #suggest() {
    const { setting } = this.#values;
    this.#values.show(Comparison.suggestions(this.#host.stepper.trainer.startConfig(), setting));
    this.#build();
  }

  /** New runs of the values as they stand; when they are refused, there are none until they are mended. */
  #build() {
    this.#halt();
    this.#comparison?.free();
    this.#comparison = undefined;
    const { trainer } = this.#host.stepper;
    this.#edits = JSON.stringify(trainer.startEdits());
    try {
      this.#comparison = new Comparison(trainer.startConfig(), this.#values.setting, this.#values.read());
      this.#values.complain("");
      this.#lookAhead(this.#comparison);
    } catch (error) {
      this.#values.complain(error instanceof Error ? error.message : String(error));
    }
    this.#body.hidden = this.#comparison === undefined;
    this.#refresh();
  }

  /** @param {Comparison} comparison */
  #lookAhead(comparison) {
    const end = performance.now() + AHEAD_TIME;
    for (let update = 0; update < AHEAD && performance.now() < end; update += 1) comparison.next();
    comparison.seek(comparison.first);
  }

  /** @param {boolean} [moving] on the way to somewhere else: what would be read out would drown everything else */
  #refresh(moving = false) {
    const comparison = this.#comparison;
    if (!comparison) return;
    this.#text.setAttribute("aria-live", moving ? "off" : "polite");
    const { trainer } = this.#host.stepper;
    comparison.showAs(trainer);
    const { first, update, reached } = comparison;
    this.#slider.min = String(first);
    this.#slider.max = String(reached);
    this.#slider.value = String(update);
    this.#slider.setAttribute("aria-valuetext", `update ${update}`);
    this.#slider.style.setProperty("--filled", `${reached > first ? (100 * (update - first)) / (reached - first) : 0}%`);
    this.#where.textContent = String(update);
    this.#text.textContent = comparison.text();
    const setting = this.#values.setting.replace("_", " ");
    this.#outputs ??= trainer.names().neurons.at(-1) ?? [];
    this.#table.show(comparison.runs(), setting, this.#outputs, (value) => trainer.format(value));
    this.paint();
  }

  /**
   * @param {number} update
   * @param {boolean} [moving]
   */
  #seek(update, moving = false) {
    this.#halt();
    this.#comparison?.seek(update);
    this.#refresh(moving);
  }

  /** It has arrived, and says where. */
  #say() {
    this.#text.setAttribute("aria-live", "polite");
    this.#text.textContent = this.#comparison?.text() ?? "";
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const update = this.#comparison?.hit(event.offsetX, this.#picture.width, this.#picture.height);
    if (update !== null && update !== undefined) this.#seek(update, true);
  }

  /**
   * The clock goes on by its stride, in slices: what is far may take a while.
   *
   * @param {() => void} [arrived]
   */
  #forward(arrived = () => {}) {
    const comparison = this.#comparison;
    if (!comparison) return;
    let left = Number(this.#stride.value);
    const slice = () => {
      const end = performance.now() + SLICE;
      while (left > 0 && !comparison.over && performance.now() < end) {
        comparison.next();
        left -= 1;
      }
      const arrives = left === 0 || comparison.over;
      this.#refresh(!arrives || this.#timer !== undefined);
      this.#frame = arrives ? 0 : requestAnimationFrame(slice);
      if (arrives) arrived();
    };
    slice();
  }

  #toggle() {
    if (this.#timer !== undefined) return this.#halt();
    this.#halt();
    this.#runs.textContent = "Stop clock";
    this.#text.setAttribute("aria-live", "off");
    this.#tick();
  }

  /** It stops by itself where nothing goes on, or nobody looks. */
  #tick() {
    this.#timer = setTimeout(() => {
      if (document.hidden || this.#comparison?.over) this.#halt();
      else this.#forward(() => this.#tick());
    }, PACE);
  }

  #halt() {
    if (this.#timer === undefined && this.#frame === 0) return;
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#frame = 0;
    this.#runs.textContent = "Run clock";
    this.#say();
  }

  /**
   * The element goes over to this run, where the clock is. The comparison stays: it has the same start.
   *
   * @param {number} run
   */
  #open(run) {
    const comparison = this.#comparison;
    const update = comparison?.runs()[run]?.update;
    if (!comparison || update === undefined) return;
    const updates = update - comparison.first;
    this.#halt();
    this.#opening = true;
    try {
      this.#host.changeExperiment(comparison.configOf(run));
    } finally {
      this.#opening = false;
    }
    this.#trainer = this.#host.stepper.trainer;
    this.#edits = JSON.stringify(this.#trainer.startEdits());
    // What is far takes a while: in slices, so that the page goes on answering.
    if (updates > 0) this.#host.stepper.train(updates);
  }

  paint() {
    if (this.#fold.details.open && this.#comparison) this.#picture.paint();
  }

  #forget() {
    this.#halt();
    this.#comparison?.free();
    this.#comparison = undefined;
    this.#trainer = undefined;
  }

  pictures() {
    return this.#fold.details.open && this.#comparison ? [this.#picture.taken("comparison", "Runs side by side")] : [];
  }

  dispose() {
    this.#forget();
    this.#picture.dispose();
  }
}
