// @ts-check
/**
 * Whose a trainer is. An element moves its trainer, and frees it in the end, so that each has to have one of its own.
 */
import { Trainer } from "./engine.js";
import { behind } from "./live.js";

/** @type {WeakMap<Trainer, object>} */
const owners = new WeakMap();

/**
 * @param {Trainer} trainer
 * @param {object} owner
 */
export function claim(trainer, owner) {
  owners.set(trainer, owner);
}

/**
 * @param {unknown} given by a page's own script
 * @param {object} owner that is to be
 * @returns {Trainer} itself, not what another element lent of it
 */
export function fromTrainer(given, owner) {
  const trainer = behind(given);
  if (!(trainer instanceof Trainer)) throw new TypeError(`trainer: expected a Trainer of this package, got ${kind(given)}`);
  if ((owners.get(trainer) ?? owner) !== owner) {
    throw new TypeError("trainer: expected a Trainer of the element’s own, got one that belongs to another element");
  }
  if (!works(trainer)) throw new TypeError("trainer: expected a Trainer to work with, got one that was freed");
  return trainer;
}

/** @param {Trainer} trainer */
function works(trainer) {
  try {
    return trainer.step !== undefined;
  } catch {
    return false;
  }
}

/** @param {unknown} given */
function kind(given) {
  if (given === null || given === undefined) return String(given);
  return typeof given === "object" ? "another object" : `a ${typeof given}`;
}
