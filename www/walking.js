// @ts-check
/**
 * Lighting things up by keyboard. A box marked `data-walk` is one stop of the Tab key; ↓ and ↑ go from one thing in it
 * to the next, which lights up everywhere as if it were pointed at, and Escape puts the light out. The focus stays on
 * the box, which outlives what is written anew in it at every step; that is why `aria-activedescendant` and not the
 * focus says where one is.
 */
const BOX = "[data-walk]";
const STOP = "[data-subject]";
/** One of them in the element: where one is. */
const HERE = "walked";

/** @type {Record<string, number | undefined>} */
const WAYS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * @param {HTMLElement} frame
 * @param {(subject: string | null) => void} point
 */
export function watchWalking(frame, point) {
  const walk = new Walk(point);
  frame.addEventListener("keydown", (event) => walk.press(event));
  frame.addEventListener("focusin", ({ target }) => {
    if (isBox(target) && target.matches(":focus-visible")) walk.enter(target);
  });
  frame.addEventListener("focusout", ({ target }) => {
    if (isBox(target)) walk.leave();
  });
  // Boxes fill and empty as one steps, opens and folds. What is empty is no stop.
  new MutationObserver(() => {
    for (const box of frame.querySelectorAll(BOX)) if (box instanceof HTMLElement) prepare(box);
    walk.mend();
  }).observe(frame, { childList: true, subtree: true });
}

class Walk {
  #point;
  /** @type {HTMLElement | undefined} */ #box;
  /** @type {Element | undefined} */ #here;
  /** What it stands for, to find it again once it was written anew. */ #subject = "";

  /** @param {(subject: string | null) => void} point */
  constructor(point) {
    this.#point = point;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { target, key } = event;
    if (!isBox(target) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (key === "Escape") this.leave();
    const way = WAYS[key];
    if (way === undefined) return;
    // Also at the end, where the page would begin to scroll.
    event.preventDefault();
    const stops = stopsOf(target);
    const at = this.#find(target, stops);
    const next = at < 0 ? stops.at(way > 0 ? 0 : -1) : stops[at + way];
    if (next) this.#go(target, next);
  }

  /** Goes on where one was. @param {HTMLElement} box */
  enter(box) {
    const stops = stopsOf(box);
    const next = stops[this.#find(box, stops)] ?? stops[0];
    if (next) this.#go(box, next);
  }

  leave() {
    this.#unmark();
    this.#point(null);
  }

  /** Where the box was written anew, the mark goes to what stands for the same. */
  mend() {
    const [box, here] = [this.#box, this.#here];
    if (!box || !here || here.isConnected) return;
    const stops = stopsOf(box);
    const again = stops[this.#find(box, stops)];
    if (again) this.#mark(box, again);
    else this.leave();
  }

  /**
   * @param {HTMLElement} box
   * @param {Element[]} stops
   */
  #find(box, stops) {
    if (box !== this.#box) return -1;
    const at = stops.findIndex((stop) => stop === this.#here);
    return at >= 0 ? at : stops.findIndex((stop) => subjectOf(stop) === this.#subject);
  }

  /**
   * @param {HTMLElement} box
   * @param {Element} stop
   */
  #go(box, stop) {
    this.#mark(box, stop);
    stop.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#point(subjectOf(stop));
  }

  /**
   * @param {HTMLElement} box
   * @param {Element} stop
   */
  #mark(box, stop) {
    this.#unmark();
    [this.#box, this.#here, this.#subject] = [box, stop, subjectOf(stop)];
    stop.id = HERE;
    stop.classList.add(HERE);
    box.setAttribute("aria-activedescendant", HERE);
  }

  #unmark() {
    this.#here?.classList.remove(HERE);
    this.#here?.removeAttribute("id");
    this.#box?.removeAttribute("aria-activedescendant");
  }
}

/** @param {EventTarget | null} target @returns {target is HTMLElement} */
function isBox(target) {
  return target instanceof HTMLElement && target.matches(BOX);
}

/** @param {HTMLElement} box */
function prepare(box) {
  // Not taken away from what has the focus: it would lose it.
  box.tabIndex = box.querySelector(STOP) && !box.closest(".only-spoken") ? 0 : -1;
  if (!box.hasAttribute("role")) box.setAttribute("role", "group");
  if (!box.hasAttribute("aria-label")) box.setAttribute("aria-label", "Symbols and numbers");
}

/** @param {Element} stop */
function subjectOf(stop) {
  return stop.getAttribute("data-subject") ?? "";
}

/**
 * What can be seen; of things in one another that stand for the same, the outermost.
 *
 * @param {HTMLElement} box
 */
function stopsOf(box) {
  return [...box.querySelectorAll(STOP)].filter((stop) => {
    const around = stop.parentElement?.closest(STOP);
    return stop.checkVisibility() && !(around && subjectOf(around) === subjectOf(stop));
  });
}
