// @ts-check
/** Training many updates in slices, short enough that the page goes on answering in between. No document here. */

/** @typedef {import("./engine.js").Trainer} Trainer */

/** Milliseconds of computing between two frames. One update that takes longer can't be divided. */
const SLICE = 10;
/** Milliseconds between two looks at it, and at most this part of the time is spent on looking. */
const LOOK = 200;
const LOOKING = 0.2;

/**
 * @typedef {object} Watcher
 * @property {() => void} looked it is time to show how far it is
 * @property {(error: unknown) => void} ended by itself; with an error if one was thrown
 */

export class Training {
  total;
  done = 0;
  /** Of the last batch. */ loss = Number.NaN;
  #trainer;
  #watcher;
  /** Updates in the next call, as many as the time left allows. */ #count = 1;
  #frame = 0;
  /** When the next look is due. */ #due = 0;

  /**
   * @param {Trainer} trainer
   * @param {number} total updates
   * @param {Watcher} watcher
   */
  constructor(trainer, total, watcher) {
    this.#trainer = trainer;
    this.total = total;
    this.#watcher = watcher;
  }

  /** The first slice at once: what is done within it was never seen to begin. */
  begin() {
    if (!this.#slice()) return;
    this.#look();
    this.#next();
  }

  stop() {
    cancelAnimationFrame(this.#frame);
  }

  #next() {
    this.#frame = requestAnimationFrame(() => {
      if (!this.#slice()) return;
      if (performance.now() >= this.#due) this.#look();
      this.#next();
    });
  }

  #look() {
    const start = performance.now();
    this.#watcher.looked();
    const end = performance.now();
    this.#due = end + Math.max(LOOK, (end - start) / LOOKING);
  }

  /** @returns {boolean} whether there is more to do */
  #slice() {
    const start = performance.now();
    try {
      for (let spent = 0; spent < SLICE; ) {
        const count = Math.min(this.#count, this.total - this.done);
        this.loss = this.#trainer.train(count);
        this.done += count;
        if (this.done >= this.total) return this.#end();
        // This computes the next update, which the next call finds done.
        if (this.#trainer.diverged) return this.#end();
        const now = performance.now() - start;
        this.#adapt(count, now - spent);
        spent = now;
      }
      return true;
    } catch (error) {
      return this.#end(error);
    }
  }

  /**
   * As many as take a quarter of a slice, but never suddenly many more: clocks in a browser are coarse.
   *
   * @param {number} count
   * @param {number} time that they took
   */
  #adapt(count, time) {
    const fitting = time > 0 ? (count / time) * (SLICE / 4) : Number.POSITIVE_INFINITY;
    this.#count = Math.max(1, Math.floor(Math.min(fitting, 2 * this.#count)));
  }

  /**
   * @param {unknown} [error]
   * @returns {false}
   */
  #end(error) {
    this.#watcher.ended(error);
    return false;
  }
}
