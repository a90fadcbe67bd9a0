// @ts-check
/** Names as they are written by hand: w1 with its 1 below, w(1)2,1 with the layer above and the places below. */
import { h } from "./markup.js";

/**
 * @param {string} name
 * @returns {HTMLElement} its text is still the name
 */
export function written(name) {
  const [, letter, above, below] = /^([A-Za-z\u0370-\u03ff]+)(\(\d+\))?(\d+(?:,\d+)?)$/.exec(name) ?? [];
  if (!letter) return h("span", {}, name);
  return h("span", { class: "name" }, letter, above ? h("sup", {}, above) : null, h("sub", {}, below));
}

/**
 * A title or a sentence with its names written by hand.
 *
 * @param {string} text
 * @returns {Node[]} together their text is still the text
 */
export function sentence(text) {
  return text.split(/([A-Za-z\u0370-\u03ff]+(?:\(\d+\))?\d+(?:,\d+)?)/).map((part, index) => {
    return index % 2 === 1 ? written(part) : new Text(part);
  });
}
