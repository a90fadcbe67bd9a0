// @ts-check
/**
 * The views of one step. Beside each other where there is room; on a narrow element tabs, of which one is shown and the
 * others are not even computed.
 */
import { h } from "./markup.js";

/** @typedef {import("./attributes.js").PanelName} PanelName */

/** What the tabs are called. @type {[PanelName, string][]} */
const VIEWS = [
  ["formula", "Formula"],
  ["matrix", "Matrix"],
  ["code", "Code"],
  ["graph", "Graph"],
];

export class Views {
  root = h("div", { class: "tabs", role: "tablist", "aria-label": "Views of this step", keydown: (/** @type {KeyboardEvent} */ event) => this.#press(event) });
  #panels;
  #changed;
  /** @type {PanelName} */ #chosen = "formula";
  /** Those that are asked for. @type {PanelName[]} */ #names = [];
  #narrow = false;
  #observer = new ResizeObserver(() => this.#measure());

  /**
   * @param {Record<PanelName, import("./panels/panel.js").Panel>} panels
   * @param {() => void} changed another one is shown
   */
  constructor(panels, changed) {
    this.#panels = panels;
    this.#changed = changed;
    for (const [name] of VIEWS) panels[name].root.id = `view-${name}`;
    this.root.append(
      ...VIEWS.map(([name, title]) =>
        h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `view-${name}`, click: () => this.#choose(name) }, title),
      ),
    );
  }

  /** @param {Element} grid whose width decides */
  watch(grid) {
    this.#observer.observe(grid);
  }

  /**
   * @param {PanelName[]} names every panel that is asked for
   * @returns {PanelName[]} those of them that another tab hides
   */
  arrange(names) {
    this.#names = VIEWS.map(([name]) => name).filter((name) => names.includes(name));
    if (!this.#names.includes(this.#chosen)) this.#chosen = this.#names[0] ?? "formula";
    this.root.hidden = this.#names.length < 2;
    // The style sheet knows what is narrow.
    this.#narrow = !this.root.hidden && getComputedStyle(this.root).display !== "none";
    for (const tab of this.#tabs()) {
      const name = nameOf(tab);
      const chosen = name === this.#chosen;
      tab.hidden = !this.#names.includes(name);
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      const { root } = this.#panels[name];
      if (this.#narrow && chosen) root.setAttribute("role", "tabpanel");
      else root.removeAttribute("role");
    }
    return this.#narrow ? this.#names.filter((name) => name !== this.#chosen) : [];
  }

  #tabs() {
    return [...this.root.children].filter((tab) => tab instanceof HTMLElement);
  }

  #measure() {
    const narrow = !this.root.hidden && getComputedStyle(this.root).display !== "none";
    if (narrow !== this.#narrow) this.#changed();
  }

  /** @param {PanelName} name */
  #choose(name) {
    this.#chosen = name;
    this.#changed();
    // Whoever chose it wants to see it.
    const fold = this.#panels[name].root.querySelector("details.fold");
    if (fold instanceof HTMLDetailsElement) fold.open = true;
  }

  /** Arrows go from tab to tab, as everywhere; elsewhere they step. @param {KeyboardEvent} event */
  #press(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -VIEWS.length, End: VIEWS.length }[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const last = this.#names.length - 1;
    const at = this.#names.indexOf(this.#chosen) + by;
    const to = Math.abs(by) === 1 ? (at + this.#names.length) % this.#names.length : Math.min(Math.max(at, 0), last);
    const name = this.#names[to];
    if (name === undefined) return;
    this.#choose(name);
    this.#tabs().find((tab) => nameOf(tab) === name)?.focus();
  }

  dispose() {
    this.#observer.disconnect();
  }
}

/** @param {Element} tab */
function nameOf(tab) {
  return /** @type {PanelName} */ (tab.id.replace("tab-", ""));
}
