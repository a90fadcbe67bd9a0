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
