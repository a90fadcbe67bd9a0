// @ts-check
/** Pointing at a symbol, a number or a cell lights up the thing it stands for, everywhere. */
import { markPointed, thing } from "./subjects.js";

/** @typedef {import("./engine.js").Trainer} Trainer */
/** @typedef {ReturnType<Trainer["names"]>} Names */

/**
 * @param {HTMLElement} frame
 * @param {(subject: string | null) => void} point
 */
export function watchPointing(frame, point) {
  frame.addEventListener("pointerleave", () => point(null));
  frame.addEventListener("pointerover", (event) => {
    const target = event.target;
    if (!(target instanceof Element) || target.localName === "canvas") return;
    point(target.closest("[data-subject]")?.getAttribute("data-subject") ?? null);
  });
}

/**
 * @param {ParentNode} root
 * @param {string | null} subject a key
 * @param {Names} names
 * @returns {string[]} the names that the picture should light up
 */
export function showPointed(root, subject, names) {
  markPointed(root, new Set(subject ? [thing(subject)] : []));
  const name = subject ? nameOf(subject, names) : undefined;
  return name ? [name] : [];
}

/**
 * @param {string} subject a key
 * @param {Names} names
 * @returns {string | undefined}
 */
function nameOf(subject, names) {
  const [kind, , layer, unit, input] = subject.split(":");
  switch (kind) {
    case "input":
      return names.inputs[Number(input)];
    case "neuron":
      return names.neurons[Number(layer)]?.[Number(unit)];
    case "bias":
      return names.biases[Number(layer)]?.[Number(unit)];
    case "weight": {
      const units = names.neurons[Number(layer)]?.length ?? 0;
      return names.weights[Number(layer)]?.[Number(input) * units + Number(unit)];
    }
    case "target":
      return names.targets[Number(unit)];
    case "loss":
      return names.loss;
    default:
      return names.learningRate;
  }
}
