// @ts-check
/** Changes of the whole experiment, taken back and made again: the run before each, with its edits and its position. */
import { Trainer } from "./engine.js";

/** @typedef {import("./engine.js").Moment} Moment */
/** @typedef {{ moment: Moment, lesson: string | undefined, size: number }} Place */

/** Changes that are remembered. */
const MOST = 100;
/** Numbers in all the documents that are remembered. */
const MOST_NUMBERS = 4_000_000;

export class Changes {
  /** @type {Place[]} What was there before, the last one last. */ #past = [];
  /** @type {Place[]} What was taken back, the next one last. */ #future = [];
  #current;
  #open;

  /**
   * @param {() => Trainer} current
   * @param {(trainer: Trainer) => void} open goes over to another one
   */
  constructor(current, open) {
    this.#current = current;
    this.#open = open;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /**
   * Takes a document as a new run. When it is refused, throws what is wrong with it, and nothing has changed.
   *
   * @param {unknown} config
   */
  make(config) {
    const trainer = new Trainer(/** @type {any} */ (config));
    this.#past.push(this.#here());
    this.#future = [];
    this.#trim();
    this.#open(trainer);
  }

  undo() {
    this.#go(this.#past, this.#future);
  }

  redo() {
    this.#go(this.#future, this.#past);
  }

  /** Something else was opened: there is nothing to go back to. */
  forget() {
    this.#past = [];
    this.#future = [];
  }

  /**
   * @param {Place[]} from
   * @param {Place[]} to
   */
  #go(from, to) {
    const place = from.pop();
    if (!place) return;
    to.push(this.#here());
    this.#open(Trainer.fromMoment(place.moment, place.lesson));
  }

  /** @returns {Place} */
  #here() {
    const trainer = this.#current();
    const { parameters, samples, inputs } = trainer.shape();
    return { moment: trainer.moment(), lesson: trainer.lesson ?? undefined, size: parameters + samples * (inputs + 1) };
  }

  /** The oldest are forgotten first; the last change can always be undone. */
  #trim() {
    let numbers = 0;
    const keep = [...this.#past].reverse().findIndex(({ size }, index) => {
      numbers += size;
      return index > 0 && (index >= MOST || numbers > MOST_NUMBERS);
    });
    if (keep > 0) this.#past = this.#past.slice(-keep);
  }
}

/**
 * Does something that writes panels anew, and keeps what one works at where it is in the window, whatever grew or went
 * away above it.
 *
 * @param {ShadowRoot} root
 * @param {() => void} action
 */
export function keepPlace(root, action) {
  const { activeElement } = root;
  const panel = activeElement?.closest(".panel");
  const top = panel?.getBoundingClientRect().top;
  action();
  if (!panel?.isConnected || top === undefined) return;
  const lost = activeElement instanceof HTMLElement && root.activeElement === null;
  // What had the focus is gone: the panel it was in takes it, so that the keys go on working.
  if (lost) (activeElement.isConnected ? activeElement : /** @type {HTMLElement} */ (panel)).focus({ preventScroll: true });
  const moved = panel.getBoundingClientRect().top - top;
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
}
