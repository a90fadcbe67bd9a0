// @ts-check
/** Opening a config document, chosen or dropped: a new run, which can be undone. */
import { h, labelled } from "../../markup.js";
import { size } from "../../saving.js";

/** @typedef {import("../panel.js").Host} Host */

/** Bytes of a file that is read at all: those of the largest network and all that is kept of it. The page stands still while it reads. */
const LARGEST = 64e6;

export class OpenDocument {
  root;
  #host;
  #file = h("input", { type: "file", accept: ".json,application/json", change: () => this.#chosen() });
  #problem = h("p", { class: "problem", role: "alert" });
  #note = h("span");
  #undo = h("button", { type: "button", click: () => this.#takeBack() }, "Undo");
  #opened = h("p", { class: "row words", role: "status" }, this.#note, this.#undo);
  /** While it opens one itself, what is said of it stays. */ #opening = false;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#undo.hidden = true;
    this.root = h("div", { class: "open-document" }, labelled("Open a config document, or drop one here", this.#file), this.#opened, this.#problem);
  }

  /** @param {HTMLElement} area takes what is dropped on it */
  takeDrops(area) {
    const mark = (/** @type {boolean} */ on) => area.classList.toggle("dropping", on);
    const hasFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
    area.addEventListener("dragover", (event) => {
      if (!hasFile(event)) return;
      // Otherwise the browser leaves the page for the file.
      event.preventDefault();
      mark(true);
    });
    area.addEventListener("dragleave", (event) => {
      if (!(event.relatedTarget instanceof Node && area.contains(event.relatedTarget))) mark(false);
    });
    area.addEventListener("drop", (event) => {
      mark(false);
      if (!hasFile(event)) return;
      event.preventDefault();
      const details = area.querySelector("details");
      if (details) details.open = true;
      const file = event.dataTransfer?.files[0];
      if (file) this.#open(file);
    });
  }

  #chosen() {
    const file = this.#file.files?.[0];
    if (file) this.#open(file);
    // The same file again is a choice too: it may have changed.
    this.#file.value = "";
  }

  /** @param {File} file */
  async #open(file) {
    this.load();
    try {
      if (file.size > LARGEST) throw new Error(`expected a config document of at most ${size(LARGEST)}, got ${size(file.size)}`);
      const config = parsed(await file.text());
      this.#host.stepper.pause();
      this.#opening = true;
      this.#host.changeExperiment(config);
      this.#note.textContent = `${file.name} is open.`;
      this.#undo.hidden = false;
    } catch (error) {
      this.#problem.textContent = `${file.name}: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      this.#opening = false;
    }
  }

  #takeBack() {
    this.#host.changes.undo();
    this.#file.focus({ preventScroll: true });
  }

  load() {
    if (this.#opening) return;
    this.#note.textContent = "";
    this.#undo.hidden = true;
    this.#problem.textContent = "";
  }
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`expected JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}
