// @ts-check
/**
 * Learning by predicting: as long as it is open, the next number is asked for before it is shown. What is asked for is the
 * operation that comes next, so nothing of the current step has to be hidden; only the panels that look ahead of it are.
 */
import { scoreText } from "../engine.js";
import { formula, settle } from "../formula.js";
import { h, labelled } from "../markup.js";
import { sentence } from "../names.js";
import { folded } from "./fold.js";

/** @typedef {import("./panel.js").Host} Host */
/** How a question of the current update ended. @typedef {"first" | "later" | "shown"} Outcome */

/** What the page asks for besides a number. */
const TWO_DIGITS = "Two significant digits are enough: 0.0123 may be answered with 0.012, also as 1.2e-2 or as a fraction.";

export class PredictPanel {
  root;
  #host;
  #fold;
  #question = h("p", { class: "question", "aria-live": "polite" });
  #input = h("input", {
    type: "text",
    inputmode: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    size: "14",
    "aria-describedby": "predict-note",
  });
  #hint = h("button", { type: "button", click: () => this.#help() }, "Hint");
  #reveal = h("button", { type: "button", click: () => this.#show() }, "Show the number");
  #form = h(
    "form",
    { class: "row", novalidate: true, submit: (/** @type {Event} */ event) => this.#answer(event) },
    labelled("Your answer", this.#input, "field inline"),
    h("button", { type: "submit", class: "primary" }, "Answer"),
    this.#hint,
    this.#reveal,
  );
  #onward = h("button", { type: "button", class: "primary", hidden: true, click: () => this.#goOn() });
  /** Takes the place of a question and an answer from the start, so that nothing moves. */
  #said = h("p", { class: "said", "aria-live": "polite" });
  #hints = h("div", { class: "hints derivation", hidden: true });
  #score = h("p", { class: "words score" });
  /** The position it asks at, and how its questions ended by their operations. */
  #update = -1;
  #operation = -1;
  /** @type {Map<number, Outcome>} */ #outcomes = new Map();
  #attempts = 0;
  /** How many hints of this question are open. */
  #helped = 0;
  /** The step after an answer keeps what was said of it. */
  #keeps = false;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#fold = folded(
      "predict",
      "Predict the next number",
      () => this.#begin(),
      this.#question,
      this.#form,
      h("p", { class: "words", id: "predict-note" }, TWO_DIGITS),
      h("div", { class: "row" }, this.#onward),
      this.#said,
      this.#hints,
      this.#score,
    );
    this.root = this.#fold.root;
  }

  load() {
    this.#update = -1;
    this.#outcomes.clear();
    this.#say("");
  }

  /** Reading every question of a run that plays would drown everything else. */
  state() {
    for (const live of [this.#question, this.#said]) live.setAttribute("aria-live", this.#host.stepper.playing ? "off" : "polite");
  }

  #begin() {
    this.show();
    this.#input.focus({ preventScroll: true });
  }

  show() {
    if (!this.#fold.details.open || !this.#host.stepper) return;
    const { trainer, step } = this.#host.stepper;
    if (step.update !== this.#update) this.#outcomes.clear();
    const moved = step.update !== this.#update || step.operation !== this.#operation;
    this.#update = step.update;
    this.#operation = step.operation;
    const question = trainer.question();
    this.#question.replaceChildren(...sentence(question?.text ?? this.#none()));
    this.#form.hidden = question === null;
    this.#onward.hidden = question !== null || step.operation < step.operations && trainer.divergence() !== null;
    this.#onward.textContent = step.operation < step.operations ? "Next step" : "Next update";
    if (moved) this.#turn();
    else if (this.#helped > 0) this.#showHints();
    this.#count();
  }

  /** Another question. */
  #turn() {
    this.#attempts = 0;
    this.#helped = 0;
    this.#input.value = "";
    this.#input.removeAttribute("aria-invalid");
    this.#hints.replaceChildren();
    this.#hints.hidden = true;
    this.#hint.textContent = "Hint";
    this.#hint.disabled = false;
    if (!this.#keeps) this.#say("");
  }

  /** What is said where there is no question. */
  #none() {
    const { step, trainer } = this.#host.stepper;
    if (step.operation < step.operations) return trainer.toldAlready() ?? trainer.divergence()?.text ?? "The next number is not finite.";
    return `This was the last number of update ${step.update + 1}.`;
  }

  /** @param {Event} event */
  #answer(event) {
    event.preventDefault();
    const { trainer } = this.#host.stepper;
    try {
      const judged = trainer.judge(this.#input.value);
      if (!judged) return;
      this.#input.removeAttribute("aria-invalid");
      if (judged.verdict === "right") return this.#step(judged.text, this.#attempts + this.#helped === 0 ? "first" : "later", "right");
      this.#attempts += 1;
      this.#say(judged.text, judged.verdict);
    } catch (error) {
      this.#input.setAttribute("aria-invalid", "true");
      const message = error instanceof Error ? error.message : String(error);
      this.#say(message.replace(/^answer: /, ""), "refused");
    }
    this.#see();
    this.#input.select();
  }

  #show() {
    const solution = this.#host.stepper.trainer.solution();
    if (solution !== null) this.#step(solution, "shown", "shown");
  }

  #goOn() {
    this.#say("");
    this.#next();
    this.#input.focus({ preventScroll: true });
  }

  /**
   * @param {string} text what is said of the number that is shown now
   * @param {Outcome} outcome the first one counts, whoever comes back to the question
   * @param {string} kind
   */
  #step(text, outcome, kind) {
    if (!this.#outcomes.has(this.#operation + 1)) this.#outcomes.set(this.#operation + 1, outcome);
    const { title } = this.#host.stepper.trainer.question() ?? { title: "" };
    this.#say(title ? `${title}. ${text}` : text, kind);
    this.#keeps = true;
    this.#next();
    this.#keeps = false;
    // The button that was pressed may be gone, and what comes next is typed.
    (this.#form.hidden ? this.#onward : this.#input).focus({ preventScroll: true });
    this.#see();
  }

  /** What is said of an answer comes into sight, on a low screen too. */
  #see() {
    this.#said.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** One operation, however far the controls step. */
  #next() {
    const { stepper } = this.#host;
    stepper.pause();
    stepper.act((trainer) => trainer.next("operation"));
  }

  #help() {
    this.#helped = Math.min(this.#helped + 1, 2);
    this.#showHints();
    // What the hint is for; and the button may have had its last.
    this.#input.focus({ preventScroll: true });
  }

  #showHints() {
    const hints = this.#host.stepper.trainer.hints();
    if (!hints) return;
    const shown = [formula(hints.rule, "symbols"), this.#helped > 1 ? formula(hints.numbers, "numbers") : ""];
    this.#hints.replaceChildren(...shown);
    this.#hints.hidden = false;
    this.#hint.textContent = this.#helped > 0 ? "Numbers" : "Hint";
    this.#hint.disabled = this.#helped > 1;
    settle(this.#hints);
  }

  /**
   * @param {string} text
   * @param {string} [kind]
   */
  #say(text, kind = "") {
    this.#said.replaceChildren(...sentence(text));
    this.#said.dataset.kind = kind;
  }

  #count() {
    const counts = { first: 0, later: 0, shown: 0 };
    for (const outcome of this.#outcomes.values()) counts[outcome] += 1;
    this.#score.replaceChildren(...sentence(scoreText(counts.first, counts.later, counts.shown)));
  }
}
