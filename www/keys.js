// @ts-check
/** Keys, when the element has the focus: → next, ← previous, space play or pause, Home reset, Escape stops training. */

/** @typedef {import("./stepper.js").Stepper} Stepper */

/**
 * @param {KeyboardEvent} event
 * @param {Stepper} stepper
 */
export function pressKey(event, stepper) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // From anywhere, also from the field in which the number of updates was typed.
  if (event.key === "Escape") return stepper.stop();
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || needs(target, event.key)) return;
  switch (event.key) {
    case "ArrowRight":
      stepper.pause();
      stepper.next();
      break;
    case "ArrowLeft":
      stepper.pause();
      stepper.previous();
      break;
    case " ":
      stepper.toggle();
      break;
    case "Home":
      stepper.reset();
      break;
    default:
      return;
  }
  event.preventDefault();
}

/**
 * Whether the focused thing has a use of its own for the key.
 *
 * @param {Element} target
 * @param {string} key
 */
function needs(target, key) {
  // A slider moves by arrows and Home, but has no use for space.
  if (key === " " && target.matches("input[type='range']")) return false;
  if (target.matches("input, select, textarea, [contenteditable]")) return true;
  if (key === " ") return target.matches("button, summary, a");
  // What scrolls sideways keeps its arrows; a column that scrolls keeps Home and space.
  const scrolls = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
  return scrolls && target.matches(".formula, pre, .scrolls, .scenes");
}
