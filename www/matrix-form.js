// @ts-check
/** Matrix equations as the engine lays them out: names above, shapes below, what is read and computed marked. */
import { h, math } from "./markup.js";
import { markRoles } from "./subjects.js";

/** @typedef {import("./engine.js").MatrixForm} MatrixForm */
/** @typedef {import("./engine.js").MatrixToken} MatrixToken */
/** @typedef {Extract<MatrixToken, { kind: "matrix" }>} Matrix */
/** @typedef {import("./engine.js").Step} Step */

/**
 * @param {MatrixForm} form
 * @param {Step} step
 * @returns {HTMLElement[]}
 */
export function matrixForm({ equations, notes }, step) {
  const told = equations.map(({ label, parts }) => {
    const row = parts.map((tokens) => h("span", { class: "part" }, ...tokens.map((token) => written(token, step))));
    return h("div", { class: "scrolls" }, h("div", { class: "equation", role: "group", "aria-label": label }, ...row));
  });
  return notes.length > 0 ? [...told, h("p", { class: "words" }, notes.join(" "))] : told;
}

/**
 * @param {MatrixToken} token
 * @param {Step} step
 * @returns {HTMLElement}
 */
function written(token, step) {
  switch (token.kind) {
    case "sign":
      return upright("sign", "", h("span", {}, token.text), "");
    case "scalar": {
      const scalar = upright("scalar", token.name && math(token.name), math(token.value), "");
      markRoles(scalar, step.subject, step.reads);
      return scalar;
    }
    case "open":
      return upright(`fence ${token.fence === "|" ? "bar" : "open"}`, "", token.name && h("span", { class: "function" }, math(token.name)), "");
    case "close":
      return upright(`fence ${token.fence === "|" ? "bar" : "close"}`, "", token.power && h("sup", {}, token.power), "");
    case "matrix":
      return matrix(token);
  }
}

/**
 * @param {string} kind
 * @param {import("./markup.js").Child} above
 * @param {import("./markup.js").Child} middle
 * @param {import("./markup.js").Child} below
 */
function upright(kind, above, middle, below) {
  return h("span", { class: `token ${kind}` }, h("span", { class: "above" }, above), h("span", { class: "middle" }, middle), h("span", { class: "below" }, below));
}

/** @param {Matrix} matrix */
function matrix({ name, label, code, shape, rows, columns, cells, widths, pattern }) {
  const grid = h("span", { class: "cells" });
  cells.forEach((row, r) => {
    row.forEach((cell, c) => {
      const classes = ["cell", cell.role === "idle" ? "" : cell.role, cell.missing ? "missing" : "", cell.frozen ? "frozen" : ""];
      const element = h("span", { class: classes.join(" ").trim(), "data-subject": cell.subject || null }, cell.text);
      element.style.setProperty("--bs-length", String(widths[c] ?? 1));
      place(element, r + 2, c + 2);
      grid.append(element);
    });
  });
  for (const [count, column] of [[columns.first, 1], [columns.after, columns.count + 2]]) {
    if (!count) continue;
    const gap = h("span", { class: "gap", title: `${count} more columns` }, h("span", {}, "⋯"), h("span", {}, String(count)));
    place(gap, `2 / span ${rows.count}`, column);
    grid.append(gap);
  }
  for (const [count, row] of [[rows.first, 1], [rows.after, rows.count + 2]]) {
    if (!count) continue;
    const gap = h("span", { class: "gap" }, `⋮ ${count} more`);
    place(gap, row, "1 / -1");
    grid.append(gap);
  }
  // Where rows are left out on one side, they may be on both at the next step.
  grid.classList.toggle("cut", rows.count < rows.of);
  grid.style.setProperty("--bs-rows", String(rows.count));
  grid.style.setProperty("--bs-columns", String(columns.count));
  const title = h("span", { "data-subject": pattern || null }, math(name));
  const known = code ? h("code", { title: `${code} in the programs` }, code) : null;
  return h(
    "span",
    { class: "token mat", role: "group", "aria-label": `${label}, ${rows.of} by ${columns.of}` },
    h("span", { class: "above" }, title),
    h("span", { class: "middle" }, h("span", { class: "brackets" }, grid)),
    h("span", { class: "below" }, shape, known),
  );
}

/**
 * @param {HTMLElement} element
 * @param {string | number | undefined} row
 * @param {string | number | undefined} column
 */
function place(element, row, column) {
  element.style.gridRow = String(row);
  element.style.gridColumn = String(column);
}
