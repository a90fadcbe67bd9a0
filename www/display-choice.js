// @ts-check
/**
 * What a reader chose of how numbers and names are shown. It stays when another lesson is opened, and where the browser
 * keeps anything, for the next visit.
 */

/** @typedef {import("./engine.js").Trainer} Trainer */
/** @typedef {import("./engine.js").Display} Display */

const KEPT = "backprop-stepper display";

export class DisplayChoice {
  /** Since the element is there. @type {Display} */ #now = {};
  /** Before. @type {Display} */ #before = read();

  /** How things are called, if that was chosen. */
  get names() {
    return { ...this.#before, ...this.#now }.names;
  }

  /** @param {Display} display that a trainer has accepted */
  choose(display) {
    this.#now = { ...this.#now, ...display };
    keep({ ...this.#before, ...this.#now });
  }

  /**
   * Shows a new trainer's numbers as it was chosen.
   *
   * @param {Trainer} trainer
   * @param {boolean} digitsGiven by the page, whose text is about them: then only a choice made here counts
   */
  apply(trainer, digitsGiven) {
    const { digits, counting, ...before } = this.#before;
    try {
      trainer.setDisplay({ ...(digitsGiven ? before : this.#before), ...this.#now });
    } catch {
      // Kept by another version, or by somebody else. What was chosen in this visit holds.
      this.#before = {};
      trainer.setDisplay(this.#now);
    }
  }
}

/** @returns {Display} */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    return typeof kept === "object" && kept !== null && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
}

/** @param {Display} display */
function keep(display) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(display));
  } catch {
    // It holds for this visit.
  }
}
