// @ts-check
/**
 * What a panel is, and what it may ask of the element it is part of.
 *
 * @typedef {object} Host
 * @property {import("../stepper.js").Stepper} stepper the state; another one after another config was opened
 * @property {() => import("../engine.js").Theme} theme colours for the drawings
 * @property {(id: string) => void} openLesson
 * @property {(config: unknown) => void} changeExperiment takes a document as a new run, which can be undone; throws what is wrong with
 *   it, and then nothing has changed. When it returns, every panel's `load` and `show` were called; open folds, the focus and the
 *   place on the page are kept
 * @property {import("../changes.js").Changes} changes to undo and redo them
 * @property {(display: import("../engine.js").Display) => void} showAs shows numbers and names as the reader chose, from now on; throws
 *   what is wrong with it
 * @property {"article" | "index" | "usual" | undefined} chosenNames how the reader chose that things are called
 * @property {() => Taken[]} pictures all that are shown now
 * @property {(subject: string | null) => void} point lights up a thing everywhere, by its key; `null` ends it
 *
 * A picture that can be taken along.
 *
 * @typedef {object} Taken
 * @property {string} id for the names of files
 * @property {string} label
 * @property {(target: HTMLCanvasElement | import("../engine.js").SvgTarget, devicePixelRatio: number) => void} draw
 *
 * @typedef {object} Panel
 * @property {HTMLElement} root
 * @property {() => void} load another trainer is there
 * @property {() => void} show the position, or a number, changed
 * @property {() => void} [paint] colours or lights changed
 * @property {() => void} [state] playing began or ended
 * @property {() => void} [glance] training has got further or ended; where it goes on, shows at most what is quick to show
 * @property {() => void} [restore] the original numbers are back
 * @property {() => Taken[]} [pictures] those it shows now
 * @property {() => void} [dispose] the element left the page
 */
import { h } from "../markup.js";

/** Has a part of its own that takes the focus, and has to be found first. */
const STAGED = "network";

/**
 * The outer box of a panel. A click anywhere in it gives it the focus, so that the keys work.
 *
 * @param {string} name
 * @param {string} title
 * @param {...import("../markup.js").Child} children
 * @returns {HTMLElement}
 */
export function section(name, title, ...children) {
  return h("section", { class: `panel ${name}`, "aria-label": title, tabindex: name === STAGED ? null : "-1" }, ...children);
}
