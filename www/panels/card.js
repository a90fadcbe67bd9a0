// @ts-check
/** The current step: what is computed, by which rule, with which numbers, and the same as a sentence. */
import { DisplaySettings } from "../card/display.js";
import { Figures, figures } from "../card/figures.js";
import { Unfolded } from "../card/unfolded.js";
import { Why, trial } from "../card/why.js";
import { Trainer } from "../engine.js";
import { formula, settle } from "../formula.js";
import { h } from "../markup.js";
import { sentence } from "../names.js";
import { markRoles } from "../subjects.js";
import { PHASES } from "./controls.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */
/** @typedef {import("../engine.js").Step} Step */
/** @typedef {ReturnType<Trainer["explanation"]>} Explanation */

/** Operations looked at when the height of the card is found. */
const MOST_SCOUTED = 240;
/** Operations laid out for it; of more, the longest of every kind. */
const MOST_MEASURED = 40;
/** Of larger networks the height just grows as it has to. */
const MOST_PARAMETERS = 5000;
/** And of larger data: they would be written out and read again. */
const MOST_DATA = 100_000;

export class CardPanel {
  root;
  #host;
  #chip = h("span", { class: "chip" });
  #count = h("span", { class: "count" });
  #title = h("h2", { class: "title" });
  #lines = h("div", { class: "lines", "data-walk": true, role: "group", "aria-label": "Formula" });
  #body = h("div", { class: "body" });
  /** All terms of a long sum, on request; the next step is folded again. */
  #fold = h("button", { type: "button", class: "link", hidden: true, click: () => this.#turn() });
  /** What is written with all its terms: the step and its numbers. */ #unfoldedAt = "";
  /** The live region: the first one of the element, changed in the same task as the click. */
  #sentence = h("p", { class: "sentence", role: "status" });
  /** Here, where there is room: once nothing can be computed any more, there is little to tell of the step. */
  #stuck = h("p", { class: "problem stuck", role: "alert" });
  #unfolded;
  #figures;
  #why;
  #display;
  /** Never seen: where the longest formulas are laid out to find the height to keep. */
  #trial = h("div", { class: "trial body", "aria-hidden": "true" });
  #width = 0;
  #observer;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    // The sentence stays where it is: a live region that is taken out and put back need not be read out.
    this.#unfolded = new Unfolded(host);
    this.#figures = new Figures(host);
    this.#why = new Why();
    this.#display = new DisplaySettings(host);
    this.#body.append(this.#title, this.#lines, this.#fold, this.#figures.root, this.#sentence, this.#why.root, this.#stuck);
    this.root = section(
      "card",
      "Current step",
      h("div", { class: "where" }, this.#chip, this.#count),
      this.#body,
      this.#unfolded.root,
      this.#display.root,
      this.#trial,
    );
    this.#observer = new ResizeObserver(() => {
      if (this.#trial.clientWidth !== this.#width) this.#fit();
    });
    // Not the card itself: its height is ours to set.
    this.#observer.observe(this.#trial);
    document.fonts.addEventListener("loadingdone", this.#refit);
  }

  load() {
    this.#width = 0;
  }

  /** While it plays, a sentence a second or more would drown everything else that is read out. */
  state() {
    this.#sentence.setAttribute("aria-live", this.#host.stepper.playing ? "off" : "polite");
    this.#why.quiet(this.#host.stepper.playing);
  }

  #refit = () => this.#fit();

  show() {
    const { trainer, step } = this.#host.stepper;
    const told = trainer.explanation();
    this.#place();
    this.#title.replaceChildren(...sentence(told.title));
    this.#sentence.replaceChildren(...sentence(told.text));
    this.#write(told);
    // Read out only where it is something new.
    const stuck = trainer.divergence()?.text ?? "";
    if (this.#stuck.textContent !== stuck) this.#stuck.replaceChildren(...sentence(stuck));
    this.#why.show(told.why);
    for (const part of [this.#unfolded, this.#figures, this.#display]) part.show();
    markRoles(this.#body, step.subject, step.reads);
    settle(this.#body);
    if (this.#width === 0) this.#fit();
    else this.#keepOwn();
  }

  /** @param {Explanation} folded */
  #write(folded) {
    const { trainer, step } = this.#host.stepper;
    if (this.#unfoldedAt !== place(step)) this.#unfoldedAt = "";
    const unfolded = this.#unfoldedAt !== "";
    this.#lines.replaceChildren(...lines(unfolded ? trainer.explanation(true) : folded, step));
    const { terms, unfoldedTerms: most } = folded;
    const all = most < terms ? `Show ${most} of ${terms} terms` : `Show all ${terms} terms`;
    // The keys go on working when the button goes that has the focus.
    if (terms === 0 && this.#fold.matches(":focus")) this.root.focus({ preventScroll: true });
    this.#fold.hidden = terms === 0;
    this.#fold.textContent = unfolded ? "Show fewer terms" : all;
    this.#fold.setAttribute("aria-expanded", String(unfolded));
  }

  #turn() {
    const { trainer, step } = this.#host.stepper;
    this.#unfoldedAt = this.#unfoldedAt === "" ? place(step) : "";
    this.#write(trainer.explanation());
    markRoles(this.#lines, step.subject, step.reads);
    settle(this.#lines);
  }

  /** What somebody unfolded is no height to keep. */
  #keepOwn() {
    if (this.#unfoldedAt === "") this.#keep(this.#body);
  }

  #place() {
    const { trainer, step } = this.#host.stepper;
    const { samples } = trainer.shape();
    this.#chip.textContent = PHASES[step.phase] ?? step.phase;
    this.#chip.dataset.phase = step.phase;
    const sample = step.sample !== null && step.sample !== undefined && samples > 1 ? ` · sample ${step.sample + 1}` : "";
    this.#count.textContent = `step ${step.operation} of ${step.operations} · update ${step.update}${sample}`;
    this.#count.classList.toggle("long", samples > 1);
  }

  /** The rest, with what is read out, waits for the end. */
  glance() {
    if (this.#host.stepper.training) this.#place();
  }

  /** Keeps the height of the tallest step, so that nothing below moves while one steps. */
  #fit() {
    this.#width = this.#trial.clientWidth;
    this.#body.style.minHeight = "";
    if (this.#width === 0) return;
    this.#why.release();
    settle(this.#body);
    const all = sayings(this.#host.stepper.trainer);
    this.#trial.replaceChildren(...all.filter(({ told }) => told.why).map(({ told }) => trial(told.why)));
    for (const why of this.#trial.children) this.#why.keep(why.getBoundingClientRect().height);
    this.#keepOwn();
    for (const { told, step, more } of all) {
      const title = h("p", { class: "title" }, ...sentence(told.title));
      const text = h("p", { class: "sentence" }, ...sentence(told.text));
      const fold = told.terms > 0 ? h("button", { type: "button", class: "link" }, "Show all") : "";
      this.#trial.replaceChildren(title, ...lines(told, step), fold, ...more, text, this.#why.room());
      settle(this.#trial);
      this.#keep(this.#trial);
    }
    this.#trial.replaceChildren();
  }

  /** @param {HTMLElement} box as tall as the body has to be at least */
  #keep(box) {
    const kept = Number.parseFloat(this.#body.style.minHeight) || 0;
    const height = Math.ceil(box.getBoundingClientRect().height);
    if (height > kept) this.#body.style.minHeight = `${height}px`;
  }

  dispose() {
    this.#observer.disconnect();
    document.fonts.removeEventListener("loadingdone", this.#refit);
  }
}

/** @param {Step} step */
function place({ update, operation }) {
  return `${update}.${operation}`;
}

/**
 * @param {Explanation} told
 * @param {Step} step
 * @returns {HTMLElement[]}
 */
function lines(told, step) {
  if (step.operation === 0) return [];
  const value = h("p", { class: "value" }, h("span", { class: "label" }, "full precision"), h("code", {}, told.value.replaceAll("-", "−")));
  const derivation = h(
    "div",
    { class: "derivation" },
    formula(told.symbols, "symbols"),
    formula(told.numbers, "numbers"),
    formula(told.result, "result"),
  );
  return [derivation, value];
}

/**
 * What the card will say in the update the trainer is at: all of it, or of every kind of operation in every layer the
 * one with the longest formula.
 *
 * @param {Trainer} trainer
 * @returns {{ told: Explanation, step: Step, more: HTMLElement[] }[]}
 */
function sayings(trainer) {
  /** @type {{ told: Explanation, step: Step, more: HTMLElement[], kind: string, length: number }[]} */
  const all = [];
  const { inputs, layers, parameters, samples } = trainer.shape();
  const data = samples * (inputs + (layers.at(-1)?.units ?? 0));
  if (parameters > MOST_PARAMETERS || data > MOST_DATA) return all;
  // Made of the document as it stands, so that no update has to be computed again.
  const scout = new Trainer(trainer.config());
  try {
    scout.setDisplay(trainer.display());
    const { update, operations } = scout.step;
    for (let operation = 1; operation <= Math.min(operations, MOST_SCOUTED); operation += 1) {
      const step = scout.seek(update, operation);
      const told = scout.explanation();
      const length = told.symbols.length + told.numbers.length + told.text.length + (told.why?.text.length ?? 0);
      all.push({ told, step, more: [], kind: `${step.kind} ${step.subject?.layer}`, length });
    }
    // Other arithmetics are computed for what is laid out, and for nothing else.
    const measured = longest(all);
    for (const saying of measured) {
      scout.seek(update, saying.step.operation);
      saying.more = figures(scout);
    }
    return measured;
  } finally {
    scout.free();
  }
}

/**
 * Of many, of every kind the longest.
 *
 * @template {{ kind: string, length: number }} T
 * @param {T[]} all
 * @returns {T[]}
 */
function longest(all) {
  if (all.length <= MOST_MEASURED) return all;
  all.sort((a, b) => b.length - a.length);
  return all.filter((saying, index) => all.findIndex(({ kind }) => kind === saying.kind) === index);
}
