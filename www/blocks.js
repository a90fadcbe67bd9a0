// @ts-check
/** The blocks a scene is told in, as elements. */
import { formula } from "./formula.js";
import { h, math } from "./markup.js";

/** @typedef {import("./engine.js").Block} Block */
/** @typedef {import("./engine.js").TextPart} TextPart */
/** @typedef {Extract<Block, { kind: "figures" }>["rows"][number]} Figure */

/** They stay as they are whatever a learner types, since what was printed does. */
const FIGURES = "What the sources print, and what is exact. Both hold for the lesson’s own numbers, also after you changed some.";

/** Why a printed figure is not the exact one. @type {Record<Figure["verdict"], string>} */
const VERDICTS = {
  equal: "equal",
  rounded: "rounded",
  cut: "cut",
  computed_from_printed: "from printed figures",
  erratum: "erratum",
};

/**
 * @param {Block} block
 * @param {(id: string) => void} openLesson
 * @returns {HTMLElement}
 */
export function block(block, openLesson) {
  switch (block.kind) {
    case "text":
      return h("p", {}, ...block.parts.map(part));
    case "formula":
      return h(
        "div",
        { class: "derivation" },
        formula(block.symbols, "symbols"),
        block.numbers ? formula(block.numbers, "numbers") : null,
      );
    case "list":
      return h("ul", {}, ...block.items.map((item) => h("li", {}, ...item.map(part))));
    case "figures":
      return figures(block.rows);
    case "code":
      return code(block);
    case "lesson":
      return h("p", {}, h("button", { type: "button", class: "link", click: () => openLesson(block.id) }, block.text));
  }
}

/**
 * @param {TextPart} part
 * @returns {Node | string}
 */
function part(part) {
  if (typeof part === "string") return part;
  if ("math" in part) return h("span", { class: "math" }, math(part.math));
  if ("value" in part) return h("span", { class: "value" }, part.value);
  if ("link" in part) return h("a", { href: safe(part.link) }, part.text);
  if ("strong" in part) return h("strong", {}, part.strong);
  return h("code", {}, part.code);
}

/**
 * @param {string} address
 * @returns {string | null} the address, if a browser should follow it
 */
function safe(address) {
  return /^https?:\/\//.test(address) ? address : null;
}

/** @param {Figure[]} rows */
function figures(rows) {
  const head = h("tr", {}, h("th", { scope: "col" }, "printed"), h("th", { scope: "col" }, "exact"));
  const bodies = rows.map((figure) =>
    h(
      "tbody",
      { class: figure.verdict },
      h(
        "tr",
        {},
        h(
          "th",
          { scope: "rowgroup", colspan: "2" },
          h("span", { class: "what" }, math(figure.what)),
          " ",
          h("span", { class: "where" }, figure.where),
          h("span", { class: "verdict" }, VERDICTS[figure.verdict] ?? figure.verdict),
        ),
      ),
      h(
        "tr",
        {},
        h("td", {}, h("span", { class: "number" }, figure.printed)),
        h("td", {}, h("span", { class: "number" }, figure.exact)),
      ),
      figure.note ? h("tr", { class: "note" }, h("td", { colspan: "2" }, figure.note)) : null,
    ),
  );
  return h("table", { class: "figures" }, h("caption", {}, FIGURES), h("thead", {}, head), ...bodies);
}

/** @param {Extract<Block, { kind: "code" }>} block */
function code(block) {
  return h(
    "div",
    { class: "code-block" },
    h("pre", {}, h("code", {}, block.text)),
    block.output ? h("p", { class: "label" }, "prints") : null,
    block.output ? h("pre", { class: "output" }, h("samp", {}, block.output)) : null,
  );
}
