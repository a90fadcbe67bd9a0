// @ts-check
/** Work that takes long is not done at every step of a run, so that there is time left for the run and the page. */

/** What takes less, in milliseconds, is done at once. */
const SHORT = 12;
/** How many times as long as it took there is a pause after it. */
const PAUSE = 3;

export class Paced {
  #work;
  #due = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** @param {() => void} work */
  constructor(work) {
    this.#work = work;
  }

  /** Does the work now, or, where it took long a moment ago, once for all who asked in the meantime. */
  ask() {
    if (this.#timer !== undefined) return;
    const wait = this.#due - performance.now();
    if (wait <= 0) this.#do();
    else this.#timer = setTimeout(() => this.#do(), wait);
  }

  #do() {
    this.cancel();
    const start = performance.now();
    this.#work();
    const end = performance.now();
    this.#due = end - start > SHORT ? end + PAUSE * (end - start) : 0;
  }

  cancel() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
