// @ts-check
/** A sheet as elements. The engine says what stands on it; formulas are its own markup, everything else goes in as text. */
import { formula } from "./formula.js";
import { h, math } from "./markup.js";

/** @typedef {import("./engine.js").Sheet} Sheet */
/** @typedef {import("./engine.js").SheetPart} SheetPart */
/** @typedef {import("./engine.js").SheetItem} SheetItem */
/** @typedef {import("./engine.js").SheetTable} SheetTable */

/**
 * @param {Sheet} sheet
 * @param {HTMLElement | null} picture of the network
 * @returns {HTMLElement}
 */
export function paper({ form, title, lead, facts, sections, tables }, picture) {
  const given = facts.flatMap(({ name, value }) => [h("dt", {}, name), h("dd", {}, ...parts(value))]);
  return h(
    "article",
    { class: `sheet ${form}`, "aria-label": title },
    h("h2", {}, title),
    ...lead.map((text) => h("p", {}, text)),
    given.length > 0 && h("dl", { class: "facts" }, ...given),
    picture,
    ...sections.map(section),
    h("section", {}, h("h3", {}, "Results"), ...tables.map(table)),
  );
}

/** @param {Sheet["sections"][number]} section */
function section({ title, intro, groups }) {
  const body = groups.flatMap((group) => [
    group.title !== null && h("h4", {}, group.title),
    h("ol", { class: "steps" }, ...group.items.map(item)),
    group.leftOut !== null && h("p", { class: "left-out" }, group.leftOut),
  ]);
  return h("section", {}, h("h3", {}, title), intro !== "" && h("p", {}, intro), ...body);
}

/** @param {SheetItem} item */
function item({ operation, title, math: source, blanks, why }) {
  const equation = formula(source, "equation");
  for (const room of blanks) equation.append(h("span", { class: `room ${room}` }, "= ", blank(room)));
  return h("li", { value: operation }, h("span", { class: "what" }, ...parts(title)), equation, why !== null && h("p", { class: "why" }, why));
}

/** @param {SheetTable} table */
function table({ caption, head, rows, leftOut }) {
  const columns = head.map((name) => (name === "" ? h("td", {}) : h("th", { scope: "col" }, name)));
  const row = (/** @type {SheetPart[][]} */ [first, ...cells]) =>
    h("tr", {}, rowHead(first ?? []), ...cells.map((cell) => h("td", {}, ...parts(cell))));
  return h(
    "div",
    { class: "scrolls" },
    h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, ...columns)), h("tbody", {}, ...rows.map(row))),
    leftOut !== null && h("p", { class: "left-out" }, leftOut),
  );
}

/**
 * What a row is about. Not everything that reads a page aloud finds a name in a formula, so it is there as text too.
 *
 * @param {SheetPart[]} line
 */
function rowHead(line) {
  const shown = h("span", { "aria-hidden": "true" }, ...parts(line));
  return h("th", { scope: "row" }, shown, h("span", { class: "said" }, shown.textContent ?? ""));
}

/** @param {SheetPart[]} line */
function parts(line) {
  /** @type {Node[]} */
  const nodes = [];
  for (const part of line) {
    if (typeof part !== "string") {
      nodes.push("math" in part ? math(part.math) : blank("result"));
      continue;
    }
    const [mark] = /^[,;]/.exec(part) ?? [""];
    const before = mark === "" ? undefined : nodes.pop();
    // A line must not begin with a comma.
    if (before) nodes.push(h("span", { class: "together" }, before, mark));
    nodes.push(document.createTextNode(before ? part.slice(mark.length) : part));
  }
  return nodes;
}

/** Room to write in. @param {string} kind */
function blank(kind) {
  return h("span", { class: `blank ${kind}`, role: "img", "aria-label": "blank" });
}
