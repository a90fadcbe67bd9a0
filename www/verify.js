// @ts-check
/** The Verify page: every printed figure beside the exact one, recomputed when the page opens. */
import init, { verify } from "./engine.js";
import { h, math } from "./markup.js";
import { loadMathFont } from "./math-font.js";
import { keepTheme } from "./page-theme.js";

/** @typedef {import("./engine.js").Verified} Verified */
/** @typedef {import("./engine.js").VerifiedFigure} VerifiedFigure */

/** @type {Record<VerifiedFigure["verdict"], [one: string, many: string]>} */
const VERDICTS = {
  equal: ["equal", "equal"],
  rounded: ["rounded", "rounded"],
  cut: ["cut", "cut"],
  computed_from_printed: ["from printed figures", "from printed figures"],
  erratum: ["erratum", "errata"],
};

const total = /** @type {HTMLElement} */ (document.querySelector("#total"));
const theme = /** @type {HTMLSelectElement} */ (document.querySelector("#theme"));
keepTheme(theme);
theme.parentElement?.removeAttribute("hidden");
loadMathFont();
show().catch((error) => {
  total.textContent = `Nothing could be recomputed: ${error instanceof Error ? error.message : error}`;
});

async function show() {
  await init();
  const start = performance.now();
  const examples = verify();
  const time = Math.max(1, Math.round(performance.now() - start));
  const rows = examples.flatMap(({ rows }) => rows);
  const wrong = rows.filter(({ holds }) => !holds).length;
  const outcome = wrong === 0 ? "Every verdict holds." : `${wrong} ${wrong === 1 ? "verdict does" : "verdicts do"} not hold.`;
  total.textContent = `${count(rows)} ${outcome} Recomputed in ${time} ms.`;
  document.querySelector("#examples")?.replaceChildren(...examples.map(section));
  // A link to one of them was followed before it was there.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/**
 * @param {VerifiedFigure[]} rows
 * @returns {string} “38 figures: 20 equal, 12 rounded, …”
 */
function count(rows) {
  const parts = Object.entries(VERDICTS).flatMap(([verdict, [one, many]]) => {
    const number = rows.filter((row) => row.verdict === verdict).length;
    return number > 0 ? [`${number} ${number === 1 ? one : many}`] : [];
  });
  return `${rows.length} figures: ${parts.join(", ")}.`;
}

/** @param {Verified} example */
function section({ id, title, source, rows }) {
  const heading = h("h2", {}, title);
  heading.id = id;
  const sources = source.flatMap(({ title, author, url }, index) => [index > 0 ? "; " : "", `${author}, `, h("a", { href: url }, title)]);
  const columns = ["of", "printed", "exact", "verdict"].map((name) => h("th", { scope: "col" }, name));
  return h(
    "section",
    { class: "example", "aria-labelledby": id },
    heading,
    h("p", {}, ...sources, ". ", h("a", { href: `index.html#lesson=${id}` }, "Step through it")),
    h("table", {}, h("caption", {}, count(rows)), h("thead", {}, h("tr", {}, ...columns)), ...groups(rows).map(body)),
  );
}

/**
 * Figures that were printed in one place and came about in one way.
 *
 * @param {VerifiedFigure[]} rows
 */
function groups(rows) {
  /** @type {VerifiedFigure[][]} */
  const found = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last?.[0] && key(last[0]) === key(row)) last.push(row);
    else found.push([row]);
  }
  return found;
}

/** @param {VerifiedFigure} row */
function key({ where, at, variant, verdict, note, holds }) {
  return JSON.stringify([where, at, variant, verdict, note, holds]);
}

/** @param {VerifiedFigure[]} rows */
function body(rows) {
  const [first] = rows;
  const note = first?.note ? h("tr", { class: "note" }, h("td", { colspan: "4" }, first.note)) : null;
  return h("tbody", { class: first?.verdict, "data-holds": String(first?.holds) }, ...rows.map(row), note);
}

/** @param {VerifiedFigure} figure */
function row({ what, printed, where, at, variant, exact, verdict, holds }) {
  const place = `${where}, ${at.join(".")}${variant ? `, ${variant}` : ""}`;
  const name = VERDICTS[verdict][0];
  return h(
    "tr",
    { class: holds ? null : "wrong" },
    h("th", { scope: "row" }, math(what), " ", h("span", { class: "where" }, place)),
    h("td", { class: "number" }, printed),
    h("td", { class: "number" }, exact),
    h("td", { class: "verdict" }, holds ? name : `said to be ${name}, is not`),
  );
}
