// @ts-check
/** A trainer that tells when it was moved from outside, so that a page's own script can drive the element with it. */

/** @typedef {import("./engine.js").Trainer} Trainer */

const MOVES = new Set([
  ...["forward", "backward", "update", "train", "next", "previous", "seek", "seekTimeline", "reset"],
  ...["setWeight", "setBias", "setLearningRate", "setInput", "setTarget"],
]);
/** Changes every number and name that is shown, but no position. */
const SHOWS = "setDisplay";

/**
 * @param {Trainer} trainer
 * @param {() => void} moved
 * @param {() => void} shown differently
 * @returns {Trainer}
 */
export function liveTrainer(trainer, moved, shown) {
  return new Proxy(trainer, {
    get(target, name) {
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
}
