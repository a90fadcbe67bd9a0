// @ts-check
/** A table as text, pasted or opened: what is in it, what its columns are for, and where it is wrong. */
import { readTable, tableData } from "../../engine.js";
import { h, labelled, select } from "../../markup.js";

/** @typedef {import("../../engine.js").TableOptions} TableOptions */
/** @typedef {import("../../engine.js").TableSummary} TableSummary */
/** @typedef {"input" | "target" | "classes" | ""} Role */

/** Milliseconds after the last key. */
const PAUSE = 150;
/** Longer texts are read, but not shown. */
const MOST_SHOWN = 200_000;
/** What the columns after these are for, is as it likely is. */
const MOST_COLUMNS = 24;

/** @type {[string, string][]} */
const HEADERS = [
  ["", "find out"],
  ["yes", "has the names"],
  ["no", "is a sample"],
];
/** @type {[string, string][]} */
const SEPARATORS = [
  ["", "find out"],
  ["comma", "comma"],
  ["semicolon", "semicolon"],
  ["tab", "tab"],
];

export class TableText {
  root;
  #text = "";
  #area = h("textarea", { rows: "6", spellcheck: "false", autocomplete: "off", autocapitalize: "off", input: () => this.#typed(), "aria-describedby": "table-problem table-words" });
  #header = select(HEADERS, "", () => this.#read());
  #separator = select(SEPARATORS, "", () => this.#read());
  #problem = h("p", { class: "problem", role: "alert", id: "table-problem" });
  #words = h("p", { class: "words", id: "table-words" });
  #preview = h("div", { class: "scrolls preview" });
  /** @type {TableSummary | null} */ #table = null;
  /** @type {Role[]} */ #roles = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  constructor() {
    const file = h("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain", change: () => this.#open(file) });
    this.root = h(
      "div",
      { class: "table-text" },
      labelled("Table as text: a line for each sample, cells separated by commas, semicolons or tabs", this.#area),
      labelled("Or open a file", file),
      h("div", { class: "row" }, labelled("First line", this.#header), labelled("Separator", this.#separator)),
      this.#problem,
      this.#words,
      this.#preview,
    );
  }

  /** @param {HTMLInputElement} input */
  async #open(input) {
    const file = input.files?.[0];
    if (!file) return;
    try {
      this.#text = await file.text();
    } catch (error) {
      return this.#complain(`${file.name} can’t be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    this.#area.value = this.#text.length > MOST_SHOWN ? "" : this.#text;
    this.#read();
  }

  #typed() {
    this.#text = this.#area.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), PAUSE);
  }

  /** @returns {TableOptions} */
  #options() {
    /** @type {TableOptions} */
    const options = {};
    if (this.#separator.value) options.separator = /** @type {TableOptions["separator"]} */ (this.#separator.value);
    if (this.#header.value) options.header = this.#header.value === "yes";
    const classes = this.#roles.flatMap((role, index) => (role === "classes" ? [index] : []));
    if (classes.length > 0) options.classes = classes;
    return options;
  }

  /** @returns {boolean} whether there is a table to use */
  #read() {
    clearTimeout(this.#timer);
    if (this.#text.trim() === "") {
      this.#roles = [];
      return this.#found(null, "");
    }
    let plain;
    try {
      plain = readTable(this.#text, { ...this.#options(), classes: [] });
    } catch (error) {
      return this.#found(null, told(error));
    }
    const { columns, inputs, targets } = plain;
    // What columns are for outlasts a text that can't be read for a while.
    if (this.#roles.length !== columns.length) {
      this.#roles = columns.map((_, index) => (inputs.includes(index) ? "input" : targets.includes(index) ? "target" : ""));
    }
    try {
      return this.#found(readTable(this.#text, this.#options()), "");
    } catch (error) {
      return this.#found(plain, told(error));
    }
  }

  /**
   * @param {TableSummary | null} table to show
   * @param {string} problem with it
   * @returns {boolean} whether it can be used
   */
  #found(table, problem) {
    this.#table = table;
    this.#complain(problem);
    this.#show();
    return table !== null && problem === "";
  }

  /** @param {string} message */
  #complain(message) {
    this.#problem.textContent = message;
    if (message) this.#area.setAttribute("aria-invalid", "true");
    else this.#area.removeAttribute("aria-invalid");
  }

  #show() {
    const table = this.#table;
    if (!table) {
      this.#words.textContent = "";
      this.#preview.replaceChildren();
      return;
    }
    const { rows, columns, header, separator, decimal } = table;
    const shown = columns.slice(0, MOST_COLUMNS);
    const between = columns.length > 1 ? `, with a ${separator} between them` : "";
    const more = columns.length > shown.length ? ` The first ${shown.length} columns are shown.` : "";
    this.#words.textContent =
      `${count(rows, "sample")} of ${count(columns.length, "column")}${between}; the first line ${header ? "has the names" : "is a sample"}` +
      `${decimal === "comma" ? "; numbers have a decimal comma" : ""}.${more}`;
    const heads = shown.map(({ name }) => h("th", { scope: "col" }, name));
    const roles = shown.map((column, index) => h("td", {}, this.#role(column, index)));
    const lines = (shown[0]?.preview ?? []).map((_, line) =>
      h("tr", {}, ...shown.map(({ preview, kind }) => h("td", { class: kind === "class" ? "name" : null }, preview[line] ?? ""))),
    );
    this.#preview.replaceChildren(
      h("table", { class: "matrix" }, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, h("tr", {}, ...roles), ...lines)),
    );
  }

  /**
   * @param {TableSummary["columns"][number]} column
   * @param {number} index
   */
  #role(column, index) {
    const role = this.#roles[index] ?? "";
    const isNumber = column.kind === "number" || role === "classes";
    const classes = `${column.classes.length} classes`;
    /** @type {[string, string][]} */
    const options = isNumber
      ? [["input", "input"], ["target", "target"], ["classes", role === "classes" ? `target: ${classes}` : "target: classes"], ["", "not used"]]
      : [["input", `input: ${classes}`], ["target", `target: ${classes}`], ["", "not used"]];
    const choice = select(options, role, (value) => {
      const before = this.#table;
      this.#roles[index] = /** @type {Role} */ (value);
      if (!this.#read()) {
        // Said above; the column is what it was.
        this.#roles[index] = role;
        this.#table = before;
        this.#show();
      }
      this.#preview.querySelectorAll("select")[index]?.focus();
    });
    choice.setAttribute("aria-label", `${column.name} is`);
    return choice;
  }

  /** The samples; `null` where there is no table, which is said beside the text. Throws what is wrong with the choice of columns. */
  samples() {
    // What was typed last may not have been read yet.
    if (!this.#read()) {
      if (!this.#problem.textContent) this.#complain("Paste a table or open a file first.");
      this.#problem.scrollIntoView({ block: "nearest" });
      this.#area.focus({ preventScroll: true });
      return null;
    }
    const of = (/** @type {Role[]} */ ...roles) => this.#roles.flatMap((role, index) => (roles.includes(role) ? [index] : []));
    const { inputs, targets, inputNames, targetNames } = tableData(this.#text, this.#options(), of("input"), of("target", "classes"));
    // Without a header only classes have names of their own.
    const named = this.#table?.header || this.#table?.columns.some(({ kind }) => kind === "class");
    return named ? { inputs, targets, names: { inputs: inputNames, targets: targetNames } } : { inputs, targets };
  }

  dispose() {
    clearTimeout(this.#timer);
  }
}

/** @param {unknown} error */
function told(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * @param {number} number
 * @param {string} what
 */
function count(number, what) {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
