// @ts-check
/** Names as they are written by hand: w1 with its 1 below, w(1)2,1 with the layer above and the places below. */
import { h } from "./markup.js";

const NAME = /^([A-Za-z\u0370-\u03ff]+)(\(\d+\))?(\d+(?:,\d+)?)$/;
const HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOW = "₀₁₂₃₄₅₆₇₈₉";

/**
 * @param {string} name
 * @returns {string} the same by characters alone, a⁽²⁾₁, for lists to choose from, which hold nothing else
 */
export function lettered(name) {
  const [, letter, above = "", below = ""] = NAME.exec(name) ?? [];
  if (!letter) return name;
  const layer = above.replace("(", "⁽").replace(")", "⁾").replace(/\d/g, (digit) => HIGH.charAt(Number(digit)));
  return letter + layer + below.replace(/\d/g, (digit) => LOW.charAt(Number(digit)));
}

/**
 * @param {string} name
 * @returns {HTMLElement} its text is still the name
 */
export function written(name) {
  const [, letter, above, below] = NAME.exec(name) ?? [];
  if (!letter) return h("span", {}, name);
  return h("span", { class: "name" }, letter, above ? h("sup", {}, above) : null, h("sub", {}, below));
}

/**
 * A title or a sentence with its names written by hand, and its numbers in one line each.
 *
 * @param {string} text
 * @returns {Node[]} together their text is still the text
 */
export function sentence(text) {
  return text.split(/([A-Za-z\u0370-\u03ff]+(?:\(\d+\))?\d+(?:,\d+)?|−?[\d.]+ × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/).map((part, index) => {
    if (index % 2 === 0) return new Text(part);
    return part.includes("×") ? h("span", { class: "together" }, part) : written(part);
  });
}
