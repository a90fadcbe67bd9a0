// @ts-check
/** Everything that can be taken along: sheets, programs, traces, pictures, the document. */
import { formats } from "../engine.js";
import { h, labelled } from "../markup.js";
import { download, size } from "../saving.js";
import { folded } from "./fold.js";
import { OpenDocument } from "./take/open.js";

/** @typedef {import("./panel.js").Host} Host */
/** @typedef {import("./panel.js").Taken} Taken */
/** @typedef {import("../engine.js").Format} Format */

/** @type {Record<Format["group"], string>} */
const GROUPS = { sheets: "Sheets", programs: "Programs", data: "Data", experiment: "This experiment" };
/** Device pixels of a picture's pixel. */
const RATIO = 2;
const COPIED_FOR = 2000;
/** Milliseconds in which a page shows what it says. */
const SHOWN_AFTER = 50;
/** What errors about the start begin with. */
const BEFORE = "from: ";

export class TakePanel {
  root;
  #host;
  #fold;
  #first = number("1");
  #count = number("1");
  /** Whether the first update was chosen, or is the one looked at. */ #chosen = false;
  #pictures = h("ul", { class: "takes" });
  #watching = false;
  /** @type {ReturnType<typeof setTimeout>[]} */ #timers = [];
  /** Which pictures are offered. */ #offered = "";
  #said = h("p", { class: "words", role: "status" });
  #problem = h("p", { class: "problem", role: "alert" });
  /** Where the clipboard can't be written: the text itself, selected. */
  #text = h("textarea", { rows: "6", readonly: true, hidden: true, "aria-label": "Text to copy" });
  #open;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    const listed = formats();
    /** @param {Format["group"]} group */
    const rows = (group) => listed.filter((format) => format.group === group).map((format) => this.#row(format));
    /** @param {Format["group"]} group */
    const part = (group) => (rows(group).length > 0 ? h("section", { class: "take-group" }, h("h3", {}, GROUPS[group]), h("ul", { class: "takes" }, ...rows(group))) : null);
    this.#open = new OpenDocument(host);
    this.#first.addEventListener("input", () => (this.#chosen = this.#first.value !== ""));
    this.#fold = folded(
      "take",
      "Take it along",
      () => this.show(),
      h("p", { class: "words" }, "With formulas, names and digits as this page shows them."),
      h("div", { class: "row" }, labelled("First update", this.#first), labelled("Number of updates", this.#count)),
      h(
        "div",
        { class: "take-groups" },
        part("sheets"),
        part("programs"),
        part("data"),
        h("section", { class: "take-group" }, h("h3", {}, "Pictures"), this.#pictures, h("p", { class: "words" }, "As they are shown; the charts of open panels are offered too.")),
        h("section", { class: "take-group" }, h("h3", {}, GROUPS.experiment), h("ul", { class: "takes" }, ...rows("experiment")), this.#open.root),
      ),
      this.#said,
      this.#problem,
      this.#text,
    );
    this.root = this.#fold.root;
    this.#open.takeDrops(this.root);
  }

  /**
   * @param {Format} format
   * @returns {HTMLLIElement}
   */
  #row(format) {
    const name = `${format.label} (.${format.extension})`;
    return h(
      "li",
      {},
      h("span", { class: "what" }, format.label, " ", h("span", { class: "ending" }, `.${format.extension}`)),
      h("button", { type: "button", "aria-label": `Download: ${name}`, click: () => this.#download(format) }, "Download"),
      h("button", { type: "button", class: "copy", "aria-label": `Copy: ${name}`, click: (/** @type {Event} */ event) => this.#copy(format, /** @type {HTMLElement} */ (event.currentTarget)) }, "Copy"),
    );
  }

  /** @param {Format} format */
  #written(format) {
    const [first, count] = [whole(this.#first, "First update"), whole(this.#count, "Number of updates")];
    try {
      return this.#host.stepper.trainer.exportAs(format.id, count, first - 1);
    } catch (error) {
      // It counts the updates before the first one, which nobody has typed.
      if (!(error instanceof RangeError) || !error.message.startsWith(BEFORE)) throw error;
      throw new Error(`Before the first update: ${error.message.slice(BEFORE.length)}`);
    }
  }

  /** @param {Format} format */
  #download(format) {
    this.#attempt(async () => {
      const { name, media, text, reads } = this.#written(format);
      const content = new Blob([text], { type: `${media};charset=utf-8` });
      download(name, content);
      this.#say(`${name}, ${size(content.size)}${beside(reads)}`);
    });
  }

  /**
   * @param {Format} format
   * @param {HTMLElement} button
   */
  #copy(format, button) {
    this.#attempt(async () => {
      const { name, text, reads } = this.#written(format);
      try {
        await navigator.clipboard.writeText(text);
        this.#say(`Copied what ${name} would hold.${beside(reads)}`);
        this.#answer(button);
      } catch {
        this.#text.value = text;
        this.#text.hidden = false;
        this.#text.select();
        this.#say("Selected below: press Ctrl+C.");
        this.#text.scrollIntoView({ block: "nearest" });
      }
    });
  }

  /** What is said stands below; who looks at the button sees it there. @param {HTMLElement} button */
  #answer(button) {
    button.textContent = "Copied";
    this.#timers.push(
      setTimeout(() => {
        button.textContent = "Copy";
      }, COPIED_FOR),
    );
  }

  /**
   * @param {Taken} picture
   * @param {"svg" | "png"} ending
   */
  #downloadPicture(picture, ending) {
    this.#attempt(async () => {
      const { trainer, step } = this.#host.stepper;
      const moment = step.operation > 0 ? `update-${step.update + 1}-step-${step.operation}` : `after-update-${step.update}`;
      const name = `${trainer.lesson ?? "network"}-${picture.id}-${moment}.${ending}`;
      const content = ending === "svg" ? vector(picture) : await pixels(picture);
      download(name, content);
      this.#say(`${name}, ${size(content.size)}`);
    });
  }

  /** @param {() => unknown} action */
  async #attempt(action) {
    this.#say("Writing…");
    this.#text.hidden = true;
    this.#host.stepper.pause();
    try {
      // The page stands still while it is written, seconds for large networks and many updates.
      await new Promise((resolve) => setTimeout(resolve, SHOWN_AFTER));
      await action();
    } catch (error) {
      this.#say("");
      this.#problem.textContent = error instanceof Error ? error.message : String(error);
      this.#problem.scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {string} text */
  #say(text) {
    this.#said.textContent = text;
    this.#problem.textContent = "";
  }

  load() {
    this.#chosen = false;
    this.#say("");
    this.#text.hidden = true;
    this.#open.load();
  }

  /** What other folds show can be taken once they are open. They say so to no one above them, but on the way to them it is heard. */
  #watch() {
    if (this.#watching) return;
    this.#watching = true;
    this.root.parentElement?.addEventListener("toggle", () => setTimeout(() => this.show()), true);
  }

  show() {
    if (!this.#fold.details.open) return;
    this.#watch();
    if (!this.#chosen) this.#first.value = String(this.#host.stepper.step.update + 1);
    const pictures = this.#host.pictures();
    const offered = pictures.map(({ id }) => id).join(" ");
    if (offered === this.#offered) return;
    this.#offered = offered;
    this.#pictures.replaceChildren(...pictures.map((picture) => this.#pictureRow(picture)));
  }

  /**
   * @param {Taken} picture
   * @returns {HTMLLIElement}
   */
  #pictureRow(picture) {
    /** @param {"svg" | "png"} ending */
    const button = (ending) => {
      const name = ending.toUpperCase();
      return h("button", { type: "button", "aria-label": `Download: ${picture.label}, ${name}`, click: () => this.#downloadPicture(picture, ending) }, name);
    };
    return h("li", {}, h("span", { class: "what" }, picture.label), button("svg"), button("png"));
  }

  dispose() {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

/** What has to be there too. @param {string} [file] */
function beside(file) {
  return file ? `. It reads ${file}: the config document of the same update, saved under that name beside it.` : "";
}

/** @param {string} value */
function number(value) {
  return h("input", { type: "number", min: "1", step: "1", value, inputmode: "numeric" });
}

/**
 * @param {HTMLInputElement} field
 * @param {string} name
 * @returns {number}
 */
function whole(field, name) {
  if (field.value === "" || !field.checkValidity()) {
    field.focus();
    throw new Error(`${name}: expected a whole number from 1.`);
  }
  return field.valueAsNumber;
}

/** @param {Taken} picture */
function vector(picture) {
  const target = { svg: "" };
  picture.draw(target, 1);
  return new Blob([target.svg], { type: "image/svg+xml" });
}

/**
 * @param {Taken} picture
 * @returns {Promise<Blob>}
 */
function pixels(picture) {
  const canvas = document.createElement("canvas");
  picture.draw(canvas, RATIO);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large for a PNG file."))), "image/png");
  });
}
