// @ts-check
/** The same network as a program: the line that the current step is part of, and what each line gives. */
import { programLanguages } from "../engine.js";
import { h, labelled, select } from "../markup.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */
/** @typedef {import("../engine.js").ProgramLanguage} ProgramLanguage */
/** @typedef {import("../engine.js").ProgramPart} ProgramPart */

const COPIED_FOR = 2000;
const KEPT = "backprop-stepper:language";
/** So many lines stay in sight above and below the current one. */
const AROUND = 2;

export class CodePanel {
  root;
  #host;
  #language = chosen();
  #choice;
  #copy = h("button", { type: "button", click: () => this.#toClipboard() }, "Copy");
  #text = h("code");
  #program = h("pre", { class: "program", tabindex: "0", role: "group", "aria-label": "Program", "data-walk": true }, this.#text);
  #value = h("div", { class: "line-value", role: "group", "aria-label": "What this line gives", tabindex: "0" });
  /** What is written down, line by line: a line whose text is the same stays as it is. @type {string[]} */ #lines = [];
  /** The update whose start the program is written from. @type {string | null} */ #start = null;
  /** @type {number | null} */ #current = null;
  /** The line pointed at, or with the focus in it. @type {number | null} */ #looked = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #frame = 0;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#choice = select(
      programLanguages().map(({ id, title }) => [id, title]),
      this.#language,
      (id) => this.#choose(/** @type {ProgramLanguage} */ (id)),
    );
    const bar = h("div", { class: "row program-bar" }, h("h2", {}, "Code"), labelled("Language", this.#choice, "field beside"), this.#copy);
    this.root = section("code", "Code", bar, this.#program, this.#value);
    this.#program.addEventListener("pointerover", ({ target }) => this.#look(target, false));
    this.#program.addEventListener("pointerleave", () => this.#lookAt(null));
    // Where one is by keyboard is known once the whole frame has heard of the key.
    for (const type of ["keydown", "focus"]) {
      this.#program.addEventListener(type, () => setTimeout(() => this.#look(this.#program.querySelector(".walked"), true)));
    }
    this.#program.addEventListener("blur", () => this.#lookAt(null));
  }

  load() {
    this.#start = null;
  }

  show() {
    // Where another tab is shown nobody sees it.
    if (!this.root.checkVisibility()) return;
    const { trainer, step } = this.#host.stepper;
    const start = `${step.update} ${this.#language}`;
    // Only at the start of an update can it have become another program meanwhile: by an edit.
    if (start !== this.#start || step.operation === 0) {
      this.#write(trainer.codeLines(this.#language));
      this.#start = start;
    }
    this.#mark(trainer.codeLine(this.#language));
    this.#showValue();
  }

  /** @param {ProgramLanguage} language */
  #choose(language) {
    this.#language = language;
    keep(language);
    this.#looked = null;
    this.show();
  }

  /** @param {ProgramPart[][]} lines */
  #write(lines) {
    const shown = this.#text.children;
    lines.forEach((parts, index) => {
      const text = parts.map((part) => part.text).join("");
      if (index < shown.length && this.#lines[index] === text) return;
      const line = h("span", { class: "line" }, ...parts.map(({ text, subject }) => (subject ? h("span", { "data-subject": subject }, text) : text)));
      // A line without anything would have no height.
      if (text === "") line.append("\n");
      const before = shown[index];
      if (before) before.replaceWith(line);
      else this.#text.append(line);
      this.#lines[index] = text;
    });
    while (shown.length > lines.length) shown[shown.length - 1]?.remove();
    this.#lines.length = lines.length;
  }

  /** @param {number | null} current */
  #mark(current) {
    const lines = this.#text.children;
    for (const line of this.#text.querySelectorAll("[aria-current]")) line.removeAttribute("aria-current");
    const line = current === null ? undefined : lines[current];
    line?.setAttribute("aria-current", "step");
    const left = this.#current !== null && current === null;
    this.#current = current;
    // When all is written: asking for places in between would lay out the whole page once more.
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const now = this.#current === null ? undefined : lines[this.#current];
      if (now instanceof HTMLElement) this.#bringIntoSight(now);
      else if (left) this.#program.scrollTop = 0;
    });
  }

  /** Within its own box: the page stays where it is. @param {HTMLElement} line */
  #bringIntoSight(line) {
    const box = this.#program;
    const margin = AROUND * line.offsetHeight;
    const top = line.offsetTop - margin;
    const bottom = line.offsetTop + line.offsetHeight + margin;
    if (top < box.scrollTop || bottom > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 4;
  }

  /**
   * @param {EventTarget | null} target
   * @param {boolean} spoken
   */
  #look(target, spoken) {
    const line = target instanceof Element ? target.closest(".line") : null;
    // What a reader walks to is read out; what passes under the pointer, or changes with a step, is not.
    this.#value.setAttribute("aria-live", spoken ? "polite" : "off");
    this.#lookAt(line ? [...this.#text.children].indexOf(line) : null);
  }

  /** @param {number | null} line */
  #lookAt(line) {
    if (line === this.#looked) return;
    this.#looked = line;
    this.#showValue();
  }

  #showValue() {
    const line = this.#looked ?? this.#current;
    const given = line === null || line >= this.#lines.length ? null : this.#host.stepper.trainer.codeValue(line, this.#language);
    if (given !== null) this.#value.textContent = given;
    else this.#value.textContent = this.#looked === null ? "Point at a line to see what it gives." : "This line gives no number of the update.";
    this.#value.classList.toggle("words", given === null);
  }

  async #toClipboard() {
    try {
      await navigator.clipboard.writeText(this.#host.stepper.trainer.code(this.#language));
      this.#answer("Copied");
    } catch {
      getSelection()?.selectAllChildren(this.#text);
      this.#answer("Selected: press Ctrl+C");
    }
  }

  /** @param {string} text */
  #answer(text) {
    this.#copy.textContent = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#copy.textContent = "Copy";
    }, COPIED_FOR);
  }

  dispose() {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
  }
}

/** @returns {ProgramLanguage} what this reader chose last, where the browser keeps such things */
function chosen() {
  const ids = programLanguages().map(({ id }) => id);
  try {
    const kept = localStorage.getItem(KEPT);
    return ids.find((id) => id === kept) ?? "numpy";
  } catch {
    return "numpy";
  }
}

/** @param {ProgramLanguage} language */
function keep(language) {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Then it holds for this page.
  }
}
