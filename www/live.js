// @ts-check
/** A trainer that tells when it was moved from outside, so that a page's own script can drive the element with it. */

/** @typedef {import("./engine.js").Trainer} Trainer */

const MOVES = new Set([
  ...["forward", "backward", "update", "train", "next", "previous", "seek", "seekTimeline", "reset"],
  ...["setWeight", "setBias", "setLearningRate", "setInput", "setTarget"],
]);
/** What each of them stands for. @type {WeakMap<object, Trainer>} */
const trainers = new WeakMap();
/** Changes every number and name that is shown, but no position. */
const SHOWS = "setDisplay";

/**
 * @param {Trainer} trainer
 * @param {() => void} moved
 * @param {() => void} shown differently
 * @returns {Trainer}
 */
export function liveTrainer(trainer, moved, shown) {
  const live = new Proxy(trainer, {
    get(target, name) {
      // It belongs to the element, which has to go on with it.
      if (name === "free") return () => {};
      const value = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (/** @type {unknown[]} */ ...given) => {
        const result = value.apply(target, given);
        if (MOVES.has(String(name))) moved();
        if (name === SHOWS) shown();
        return result;
      };
    },
  });
  trainers.set(live, trainer);
  return live;
}

/**
 * @param {unknown} given
 * @returns {unknown} the trainer behind a live one; anything else is itself
 */
export function behind(given) {
  return (typeof given === "object" && given !== null && trainers.get(given)) || given;
}
