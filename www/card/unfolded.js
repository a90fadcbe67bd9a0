// @ts-check
/**
 * The chain rule of the current step, unfolded down to the loss: first as errors put into errors, and on request as the
 * sum over all ways through the network. Closed, nothing of it is asked for.
 */
import { formula, settle } from "../formula.js";
import { h } from "../markup.js";
import { sentence } from "../names.js";
import { markRoles } from "../subjects.js";

/** @typedef {import("../panels/panel.js").Host} Host */

/** Ways that are listed at once, and more at every press. */
const WAYS = 12;

export class Unfolded {
  root;
  #host;
  #text = h("p");
  #nested = h("div", { class: "derivation" });
  #summary = h("summary", {}, "Unfold the chain rule");
  #sum = h("button", { type: "button", class: "link", "aria-expanded": "false", click: () => this.#turn() });
  #ways = h("ol", { class: "ways" });
  #added = h("div", { class: "derivation" });
  #more = h("button", { type: "button", class: "link", click: () => this.#showMore() });
  #body = h("div", { class: "fold-body", "data-walk": true, role: "group", "aria-label": "Chain rule" });
  #summed = false;
  #most = WAYS;
  /** For which width the height is kept. */ #width = 0;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#body.append(this.#text, this.#nested, this.#sum, this.#ways, this.#added, this.#more);
    this.root = h("details", { class: "unfolded" }, this.#summary, this.#body);
    this.root.addEventListener("toggle", () => {
      this.#forgetHeight();
      this.show();
    });
  }

  show() {
    this.#most = WAYS;
    if (this.root.open && this.root.checkVisibility()) this.#write();
  }

  #write() {
    const { trainer, step } = this.#host.stepper;
    const { text, nested, count, ways, more, added, result } = trainer.unfolded(this.#summed ? this.#most : 0);
    this.#text.replaceChildren(...sentence(text));
    this.#nested.replaceChildren(...(nested ? lines(nested) : []));
    this.#ways.replaceChildren(...ways.map(({ along, formula: way }) => {
      return h("li", {}, h("p", { class: "along" }, ...sentence(along)), h("div", { class: "derivation" }, ...lines(way)));
    }));
    this.#ways.hidden = ways.length === 0;
    this.#added.replaceChildren(...(ways.length > 0 && count > 1 ? [formula(added, "numbers"), formula(result, "result")] : []));
    const next = Math.min(more, WAYS);
    this.#label(this.#sum, count === 0 ? "" : this.#summed ? "Fold the sum" : count === 1 ? "Show the way" : "Show the sum over all ways");
    this.#sum.setAttribute("aria-expanded", String(this.#summed));
    this.#label(this.#more, ways.length === 0 || next === 0 ? "" : next === 1 ? "Show one more way" : `Show ${next} more ways`);
    markRoles(this.#body, step.subject, step.reads);
    settle(this.#body);
    this.#keepHeight();
  }

  /**
   * What the button says; nothing where there is nothing for it to do. The keys go on working when the button goes that
   * has the focus.
   *
   * @param {HTMLButtonElement} button
   * @param {string} text
   */
  #label(button, text) {
    if (text === "" && button.matches(":focus")) this.#summary.focus({ preventScroll: true });
    button.textContent = text;
    button.hidden = text === "";
  }

  #turn() {
    this.#summed = !this.#summed;
    this.#most = WAYS;
    this.#forgetHeight();
    this.#write();
  }

  #showMore() {
    this.#most += WAYS;
    this.#write();
  }

  /** Nothing below moves while one steps. */
  #keepHeight() {
    const { clientWidth } = this.#body;
    if (clientWidth !== this.#width) this.#forgetHeight();
    this.#width = clientWidth;
    const kept = Number.parseFloat(this.#body.style.minHeight) || 0;
    const height = Math.ceil(this.#body.getBoundingClientRect().height);
    if (height > kept && this.#most === WAYS) this.#body.style.minHeight = `${height}px`;
  }

  #forgetHeight() {
    this.#body.style.minHeight = "";
  }
}

/** @param {import("../engine.js").WrittenFormula} written */
function lines({ symbols, numbers, result }) {
  return [formula(symbols, "symbols"), formula(numbers, "numbers"), formula(result, "result")];
}
