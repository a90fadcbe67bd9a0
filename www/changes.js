// @ts-check
/** Changes of the whole experiment, taken back and made again: the run before each, with its edits and its position. */
import { Trainer } from "./engine.js";

/** @typedef {import("./engine.js").Moment} Moment */
/**
 * A run that may come back. While it is recent, the trainer itself waits; later its moment is enough, which takes longer to
 * make a trainer of, after many updates.
 *
 * @typedef {object} Place
 * @property {Trainer} [trainer]
 * @property {Moment} [moment]
 * @property {string | undefined} lesson
 * @property {number} size how many numbers it holds
 */

/** Changes that are remembered. */
const MOST = 100;
/** Numbers in all the runs that are remembered. */
const MOST_NUMBERS = 4_000_000;
/** Trainers that wait, each with the checkpoints of its run. */
const MOST_TRAINERS = 4;

export class Changes {
  /** @type {Place[]} What was there before, the last one last. */ #past = [];
  /** @type {Place[]} What was taken back, the next one last. */ #future = [];
  #current;
  #open;

  /**
   * @param {() => Trainer} current
   * @param {(trainer: Trainer, anew?: boolean) => void} open goes over to another one, which may be something else altogether;
   * the one there was is this class's from then on
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
    this.#take(new Trainer(/** @type {any} */ (config)), false);
  }

  /**
   * Opens a lesson in place of what there is, which may be somebody's own network, and comes back with {@link undo}.
   *
   * @param {string} id
   */
  openLesson(id) {
    this.#take(Trainer.fromLesson(id), true);
  }

  /**
   * @param {Trainer} trainer
   * @param {boolean} anew
   */
  #take(trainer, anew) {
    for (const place of this.#future) place.trainer?.free();
    this.#future = [];
    this.#past.push(this.#here());
    this.#trim();
    this.#open(trainer, anew);
  }

  undo() {
    this.#go(this.#past, this.#future);
  }

  redo() {
    this.#go(this.#future, this.#past);
  }

  /** Something else was opened, or the element left the page: there is nothing to go back to. */
  forget() {
    for (const { trainer } of [...this.#past, ...this.#future]) trainer?.free();
    this.#past = [];
    this.#future = [];
  }

  /**
   * @param {Trainer} trainer
   * @returns {boolean} whether it waits here to come back
   */
  keeps(trainer) {
    return [...this.#past, ...this.#future].some((place) => place.trainer === trainer);
  }

  /**
   * @param {Place[]} from
   * @param {Place[]} to
   */
  #go(from, to) {
    const place = from.pop();
    if (!place) return;
    to.push(this.#here());
    this.#trim();
    this.#open(place.trainer ?? Trainer.fromMoment(/** @type {Moment} */ (place.moment), place.lesson));
  }

  /** @returns {Place} */
  #here() {
    const trainer = this.#current();
    return { trainer, lesson: trainer.lesson ?? undefined, size: trainer.shape().numbers };
  }

  /** The oldest are forgotten first; the last change can always be undone. */
  #trim() {
    let numbers = 0;
    const found = [...this.#past].reverse().findIndex(({ size }, index) => {
      numbers += size;
      return index > 0 && (index >= MOST || numbers > MOST_NUMBERS);
    });
    if (found > 0) for (const { trainer } of this.#past.splice(0, this.#past.length - found)) trainer?.free();
    for (const places of [this.#past, this.#future]) for (const place of places.slice(0, -MOST_TRAINERS)) settle(place);
  }
}

/** @param {Place} place */
function settle(place) {
  if (!place.trainer) return;
  place.moment = place.trainer.moment();
  const { parameters, samples, inputs, layers } = place.trainer.shape();
  place.size = parameters + samples * (inputs + (layers.at(-1)?.units ?? 0));
  place.trainer.free();
  place.trainer = undefined;
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
