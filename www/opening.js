// @ts-check
/** Where the element gets its trainer, and the promise that there is one. */
import { DEFAULT_LESSON, readConfig } from "./attributes.js";
import init, { Trainer } from "./engine.js";

/** @typedef {ReturnType<Trainer["display"]>} Display how numbers and names are shown */
/** @typedef {(() => Trainer | Promise<Trainer>) & { display?: Display }} Source */
/**
 * Gets trainers: at once where they can be had at once, and never one that was asked for before another.
 */
export class Opening {
  /** The engine runs. */ started = false;
  #turn = 0;
  /** @type {(trainer: Trainer | Promise<never>) => void} */ #settle = () => {};
  #settled = true;
  /** Resolves with the trainer that was asked for last, or the one there is instead. @type {Promise<Trainer>} */ ready;

  constructor() {
    this.ready = this.#promise();
  }

  /**
   * @param {Source} source
   * @param {(trainer: Trainer) => Trainer} opened goes over to it, and answers with what others get of it
   * @param {(error: unknown) => Trainer | undefined} refused answers with what there is instead
   */
  open(source, opened, refused) {
    this.#turn += 1;
    const turn = this.#turn;
    if (this.#settled) this.ready = this.#promise();
    const failed = (/** @type {unknown} */ error) => {
      if (turn === this.#turn) this.#finish(refused(error) ?? Promise.reject(error));
    };
    try {
      const found = this.started ? source() : this.#start(source);
      if (found instanceof Trainer) this.#finish(opened(found));
      // One that nobody waits for any more is not freed here: a page may hold it. It goes when nobody does.
      else found.then((trainer) => void (turn === this.#turn && this.#finish(opened(trainer)))).catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  /** Nobody waits for what was asked for any more. */
  cancel() {
    this.#turn += 1;
  }

  /**
   * @param {Source} source
   * @returns {Promise<Trainer>}
   */
  async #start(source) {
    await init();
    this.started = true;
    return source();
  }

  /** @param {Trainer | Promise<never>} answer */
  #finish(answer) {
    this.#settled = true;
    this.#settle(answer);
  }

  /** @returns {Promise<Trainer>} */
  #promise() {
    this.#settled = false;
    const promise = new Promise((resolve) => {
      this.#settle = resolve;
    });
    // Who does not wait for it hears of a failure by the event.
    promise.catch(() => {});
    return promise;
  }
}

/**
 * @param {unknown} config an object, JSON, or the address of some
 * @returns {Trainer | Promise<Trainer>}
 */
export function fromConfig(config) {
  const make = (/** @type {any} */ document) => new Trainer(document);
  const found = typeof config === "string" ? readConfig(config) : config;
  return found instanceof Promise ? found.then(make) : make(found);
}

/**
 * @param {Element} element
 * @returns {Trainer | Promise<Trainer>} what its attributes ask for
 */
export function fromAttributes(element) {
  const config = element.getAttribute("config");
  return config !== null ? fromConfig(config) : Trainer.fromLesson(element.getAttribute("lesson") ?? DEFAULT_LESSON);
}

/**
 * @param {Element} element
 * @returns {Trainer} the lesson it names if there is one, else the first: better than nothing
 */
export function fallback(element) {
  try {
    return Trainer.fromLesson(element.getAttribute("lesson") ?? DEFAULT_LESSON);
  } catch {
    return Trainer.fromLesson(DEFAULT_LESSON);
  }
}
