// @ts-check
/** The moment an element shows, kept in the fragment of the page's address, both ways. */
import { DEFAULT_LESSON } from "./attributes.js";
import { format, parse } from "./fragment.js";

/** @typedef {import("./element.js").BackpropStepper} BackpropStepper */
/** @typedef {import("./engine.js").Trainer} Trainer */
/** @typedef {import("./engine.js").Moment} Moment */
/** @typedef {import("./engine.js").Config} Config */

/**
 * What of the engine is needed here.
 *
 * @typedef {object} Engine
 * @property {() => { id: string, config: Config }[]} lessons
 * @property {(moment: Moment, lesson: string | undefined) => Trainer} fromMoment
 */

// Browsers ignore, and complain of, more changes of the address than some 200 in 10 seconds.
const MOST_CHANGES = 190;
const CHANGES_WITHIN = 10_000;
/** Between two changes while something is dragged or held down, in milliseconds. */
const PATIENCE = 150;
/** Numbers a document may hold to be written into an address, which a browser cuts at some 2 MB. */
const MOST_NUMBERS = 20_000;

/**
 * Follows the element from now on: a change is in the address at once. What playing comes to is when it pauses, or when
 * a visitor does something meanwhile.
 *
 * @param {BackpropStepper} element
 * @param {Engine} engine
 */
export function keepInAddress(element, engine) {
  /** @type {number[]} */
  let changes = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  /** The address is a visitor's own, and nothing could be made of it: it is left where *Back* finds it. */
  let foreign = false;

  /** While something is dragged or held down not every moment on the way; where it ends, {@link settle} writes. */
  function follow() {
    if (element.playing || later !== undefined) return;
    if (performance.now() - (changes.at(-1) ?? -PATIENCE) >= PATIENCE) write();
    else later = setTimeout(write, PATIENCE);
  }

  /** While it plays too: what was just done may be an edit, which nobody wants to lose. */
  function settle() {
    if (later !== undefined || element.playing) write();
  }

  function write() {
    clearTimeout(later);
    later = undefined;
    const { trainer } = element;
    if (!trainer || !fits(trainer)) return;
    const fragment = `#${format(trainer.moment(), trainer.lesson ?? null)}`;
    if (fragment === location.hash) return;
    const now = performance.now();
    changes = changes.filter((time) => now - time < CHANGES_WITHIN);
    if (changes.length >= MOST_CHANGES) {
      later = setTimeout(write, PATIENCE);
      return;
    }
    changes.push(now);
    if (foreign) history.pushState(null, "", fragment);
    else history.replaceState(history.state, "", fragment);
    foreign = false;
  }

  /** @returns {boolean} whether it named a moment, which is open now */
  function read() {
    try {
      const trainer = open(location.hash, engine);
      if (trainer) element.trainer = trainer;
      foreign = trainer === null && location.hash !== "";
      return trainer !== null;
    } catch (error) {
      foreign = true;
      element.report(error);
      return false;
    }
  }

  const begin = () => {
    element.removeEventListener("ready", begin);
    // A broken link leaves the lesson that is open, and stays in the address until something is done, and behind it then.
    if (!read() && !location.hash) write();
    element.addEventListener("ready", write);
    element.addEventListener("step", follow);
    element.addEventListener("pause", write);
    // Inside, for a change does not come out of a shadow root.
    for (const end of ["click", "submit", "change", "keyup", "pointerup"]) element.shadowRoot?.addEventListener(end, settle);
    addEventListener("pagehide", write);
    addEventListener("hashchange", () => void read());
  };
  if (element.trainer) begin();
  else element.addEventListener("ready", begin);
}

/**
 * Whether the moment goes into an address.
 *
 * @param {Trainer} trainer
 */
export function fits(trainer) {
  if (trainer.lesson !== null) return true;
  const { parameters, samples, inputs } = trainer.shape();
  return parameters + samples * inputs <= MOST_NUMBERS;
}

/**
 * The run and position that a fragment names. Throws what is wrong with it.
 *
 * @param {string} fragment
 * @param {Engine} engine
 * @returns {Trainer | null} `null` when the fragment names no moment
 */
export function open(fragment, engine) {
  const parts = parse(fragment);
  if (!parts) return null;
  const lesson = parts.config === undefined ? (parts.lesson ?? DEFAULT_LESSON) : undefined;
  const config = lesson === undefined ? parts.config : known(lesson, engine);
  // What is wrong with any of it, the engine finds and names. Without a position, it is the one the document itself tells.
  const moment = /** @type {Moment} */ ({ config, edits: parts.edits ?? [] });
  if (parts.position) moment.position = parts.position;
  return engine.fromMoment(moment, lesson);
}

/**
 * @param {string} id
 * @param {Engine} engine
 */
function known(id, engine) {
  const all = engine.lessons();
  const lesson = all.find((one) => one.id === id);
  if (lesson) return lesson.config;
  throw new RangeError(`lesson: expected one of ${all.map((one) => one.id).join(", ")}, got ${JSON.stringify(id)}`);
}
