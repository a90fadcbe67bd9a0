// @ts-check
/** The lesson, one scene at a time. Reading on moves the position; stepping moves the reading. */
import { block } from "../blocks.js";
import { lessons } from "../engine.js";
import { settle } from "../formula.js";
import { h, icon } from "../markup.js";
import { withheld } from "./fold.js";
import { section } from "./panel.js";

/** @typedef {import("./panel.js").Host} Host */
/** @typedef {import("../engine.js").SceneContent} SceneContent */

export class LessonPanel {
  root;
  #host;
  #title = h("h2", { class: "lesson-title" });
  #contents = h("ol");
  #scenes = h("div", { class: "scenes", role: "group", "aria-label": "Scene", scroll: () => this.#hint() });
  #column = h("div", { class: "column" }, withheld(), this.#scenes);
  #source = h("footer", { class: "source" });
  #previous;
  #next;
  /** What each section was made from, to make it again only when it says something else. @type {string[]} */ #made = [];
  /** @type {SceneContent[] | undefined} */ #told;
  #shown = -1;
  /** Whether it is seen at all, or withheld. */ #seen = true;
  #observer = new ResizeObserver(() => {
    const seen = this.#scenes.clientWidth > 0;
    if (seen && !this.#seen) settle(this.#scenes);
    this.#seen = seen;
    this.#reachSelf();
  });

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#previous = this.#button("Previous scene", -1, "M12.5 4 6.5 10l6 6");
    this.#next = this.#button("Next scene", 1, "M7.5 4l6 6-6 6");
    this.root = section(
      "lesson",
      "Reading",
      this.#title,
      h("nav", { "aria-label": "Scenes" }, this.#contents),
      this.#column,
      h("div", { class: "turn" }, this.#previous, this.#next),
      this.#source,
    );
    this.#observer.observe(this.#scenes);
  }

  /**
   * @param {string} name
   * @param {number} by
   * @param {string} path
   */
  #button(name, by, path) {
    const turn = () => {
      this.#host.stepper.openScene(this.#host.stepper.scene + by);
      // Where the button stands below the scene, its reader stands at the end of the next one.
      if (this.root.getBoundingClientRect().top < 0) this.root.scrollIntoView({ block: "start" });
    };
    const button = h("button", { type: "button", click: turn }, name);
    if (by < 0) button.prepend(icon(path));
    else button.append(icon(path));
    return button;
  }

  load() {
    const { scenes, trainer } = this.#host.stepper;
    const lesson = lessons().find(({ id }) => id === trainer.lesson);
    this.#title.textContent = lesson?.title ?? "";
    this.#made = [];
    this.#told = undefined;
    this.#shown = -1;
    this.#scenes.replaceChildren();
    this.#contents.replaceChildren(
      ...scenes.map((scene, index) => {
        const open = () => this.#host.stepper.openScene(index);
        const name = `${index + 1}. ${scene.title}`;
        return h("li", {}, h("button", { type: "button", "aria-label": name, title: name, click: open }, String(index + 1)));
      }),
    );
    this.#source.replaceChildren(...sources(lesson?.source ?? []));
  }

  show() {
    const { scenes, scene } = this.#host.stepper;
    // The engine answers with the same list until it says something else.
    if (scenes !== this.#told) scenes.forEach((content, index) => this.#make(content, index));
    this.#told = scenes;
    [...this.#scenes.children].forEach((element, index) => {
      if (element instanceof HTMLElement) element.hidden = index !== scene;
    });
    [...this.#contents.children].forEach((item, index) => {
      const button = item.firstElementChild;
      if (index === scene) button?.setAttribute("aria-current", "step");
      else button?.removeAttribute("aria-current");
      item.classList.toggle("read", index < scene);
    });
    // Not disabled outright: that would take the focus away from whoever turns pages by keyboard.
    this.#previous.setAttribute("aria-disabled", String(scene <= 0));
    this.#next.setAttribute("aria-disabled", String(scene >= scenes.length - 1));
    if (this.#shown !== scene) {
      this.#shown = scene;
      this.#scenes.scrollTop = 0;
      settle(this.#scenes);
    }
    this.#reachSelf();
  }

  /** A scene higher than its column scrolls by itself, and then by keyboard too. */
  #reachSelf() {
    const scrolls = getComputedStyle(this.#scenes).overflowY !== "visible";
    if (scrolls && this.#scenes.scrollHeight > this.#scenes.clientHeight + 1) this.#scenes.tabIndex = 0;
    else this.#scenes.removeAttribute("tabindex");
    this.#hint();
  }

  /** Shows at which of its edges the column goes on. */
  #hint() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scenes;
    const left = this.#scenes.tabIndex === 0 ? scrollHeight - clientHeight - scrollTop : 0;
    this.#column.classList.toggle("more-above", scrollTop > 1);
    this.#column.classList.toggle("more-below", left > 1);
  }

  /**
   * @param {SceneContent} scene
   * @param {number} index
   */
  #make(scene, index) {
    const told = JSON.stringify(scene);
    if (this.#made[index] === told) return;
    this.#made[index] = told;
    const section = h(
      "section",
      { class: "scene", "aria-label": scene.title },
      h("h3", {}, h("span", { class: "number" }, String(index + 1)), " ", scene.title),
      ...scene.blocks.map((content) => block(content, this.#host.openLesson)),
    );
    const old = this.#scenes.children[index];
    if (old) old.replaceWith(section);
    else this.#scenes.append(section);
    if (index === this.#host.stepper.scene) requestAnimationFrame(() => settle(section));
  }

  dispose() {
    this.#observer.disconnect();
  }
}

/**
 * @param {{ title: string, author: string, url: string }[]} sources
 * @returns {(Node | string)[]}
 */
function sources(sources) {
  if (sources.length === 0) return [];
  const links = sources.flatMap(({ title, author, url }, index) => [
    index > 0 ? "; " : "",
    `${author}, `,
    h("a", { href: /^https?:/.test(url) ? url : null }, title),
  ]);
  return ["Told after ", ...links, "."];
}
