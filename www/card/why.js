// @ts-check
/** Why a number is what one would not expect: 0, tiny, or unchanged. */
import { h } from "../markup.js";
import { sentence } from "../names.js";
import { key } from "../subjects.js";

/** @typedef {import("../panels/panel.js").Host} Host */
/** @typedef {ReturnType<import("../engine.js").Trainer["explanation"]>["why"]} Reason */

export class Why {
  /** Read out after the sentence of the step. */
  root = h("p", { class: "why", role: "status", hidden: true });
  #kept = 0;

  /** @param {Reason} reason */
  show(reason) {
    this.root.replaceChildren(...written(reason));
    this.#place();
    this.keep(this.root.getBoundingClientRect().height);
  }

  /** While it plays, nothing is read out. @param {boolean} playing */
  quiet(playing) {
    this.root.setAttribute("aria-live", playing ? "off" : "polite");
  }

  /** Another network is there, or the card has another width. */
  release() {
    this.#kept = 0;
    this.root.style.minHeight = "";
    this.#place();
  }

  /** The same room where the height of the card is found. @returns {HTMLElement | ""} */
  room() {
    if (this.#kept === 0) return "";
    const room = h("p", { class: "why" });
    room.style.minHeight = this.root.style.minHeight;
    return room;
  }

  /**
   * Keeps room for a reason that some step has, so that what follows does not move when it comes.
   *
   * @param {number} height
   */
  keep(height) {
    if (height <= this.#kept) return;
    this.#kept = height;
    this.root.style.minHeight = `${height}px`;
    this.#place();
  }

  #place() {
    this.root.hidden = this.#kept === 0 && !this.root.hasChildNodes();
  }
}

/**
 * A reason where the room for it is found.
 *
 * @param {Reason} reason
 * @returns {HTMLElement}
 */
export function trial(reason) {
  return h("p", { class: "why" }, ...written(reason));
}

/**
 * @param {Reason} reason
 * @returns {Node[]}
 */
function written(reason) {
  if (!reason) return [];
  const text = h("span", { "data-subject": reason.subject && key(reason.subject) }, ...sentence(reason.text));
  return [h("strong", {}, "Why? "), text];
}
