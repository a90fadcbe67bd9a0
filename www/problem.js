// @ts-check
/** What was refused, said beside the field that it is about, read out at once and with the field ever after. */
import { h } from "./markup.js";

/** Ids are of one shadow root; counted through the page they are never twice in any. */
let made = 0;

export class Problem {
  root = h("span", { class: "problem", role: "alert", id: `problem-${(made += 1)}` });
  /** @type {HTMLElement | undefined} */ #field;

  /**
   * @param {string} message empty where there is nothing to say any more
   * @param {HTMLElement} field
   */
  say(message, field) {
    this.#field?.removeAttribute("aria-describedby");
    this.#field = message ? field : undefined;
    this.#field?.setAttribute("aria-describedby", this.root.id);
    this.root.textContent = message;
    // It may stand below the edge of a small screen.
    if (message) this.root.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
