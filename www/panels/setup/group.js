// @ts-check
import { h } from "../../markup.js";

/**
 * Fields that belong together, under a title.
 *
 * @param {string} title
 * @param {...import("../../markup.js").Child} children
 */
export function group(title, ...children) {
  return h("div", { class: "setting-group", role: "group", "aria-label": title }, h("h3", {}, title), ...children);
}
