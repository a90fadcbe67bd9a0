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
 * @param {string | null} subject a key or a pattern
 * @param {Names} names
 * @returns {string[]} the names that the picture should light up
 */
export function showPointed(root, subject, names) {
  markPointed(root, subject);
  return subject ? namesOf(subject, names) : [];
}

/**
 * @param {string} subject a key or a pattern
 * @param {Names} names
 * @returns {string[]}
 */
function namesOf(subject, names) {
  const [kind, , layer = "", unit = "", input = ""] = subject.split(":");
  switch (kind) {
    case "input":
      return chosen(names.inputs, input);
    case "neuron":
      return chosen(names.neurons, layer).flatMap((named) => chosen(named, unit));
    case "bias":
      return chosen(names.biases, layer).flatMap((named) => chosen(named, unit));
    case "weight":
      return chosen([...names.weights.entries()], layer).flatMap(([index, named]) => {
        const units = names.neurons[index]?.length ?? 0;
        return chosen(rows(named, units), input).flatMap((row) => chosen(row, unit));
      });
    case "target":
      return chosen(names.targets, unit);
    case "loss":
      return [names.loss];
    default:
      return [names.learningRate];
  }
}

/**
 * @template T
 * @param {T[]} all
 * @param {string} index which of them, `*` for all
 * @returns {T[]}
 */
function chosen(all, index) {
  return index === "*" ? all : all.slice(Number(index), Number(index) + 1);
}

/**
 * @param {string[]} named row by row
 * @param {number} length of a row
 * @returns {string[][]}
 */
function rows(named, length) {
  return Array.from({ length: length > 0 ? named.length / length : 0 }, (_, row) => named.slice(row * length, (row + 1) * length));
}
