// @ts-check
/** A panel that is a heading until it is opened; closed, it computes and draws nothing. */
import { h } from "../markup.js";
import { section } from "./panel.js";

/**
 * @typedef {object} Fold
 * @property {HTMLElement} root
 * @property {HTMLDetailsElement} details `details.open` says whether anybody sees the body
 */

/**
 * What a panel that looks ahead of the current step says while the next number is asked for.
 *
 * @returns {HTMLElement}
 */
export function withheld() {
  return h("p", { class: "words withheld" }, "Not shown while you predict: the number that is asked for is in it.");
}

/**
 * @param {string} name
 * @param {string} title
 * @param {() => void} opened shows what the position is, since nothing was shown while it was closed
 * @param {...import("../markup.js").Child} body
 * @returns {Fold}
 */
export function folded(name, title, opened, ...body) {
  const details = h("details", { class: "fold" }, h("summary", {}, h("h2", {}, title)), h("div", { class: "fold-body" }, ...body));
  details.addEventListener("toggle", () => {
    if (details.open) opened();
  });
  return { root: section(name, title, details), details };
}
