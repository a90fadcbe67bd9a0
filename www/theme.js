// @ts-check
/** The element's colours, as the drawings want them. */

/** @typedef {import("./engine.js").Theme} Theme */

const NAMES = /** @type {const} */ (["surface", "ink", "muted", "line", "computed", "read", "done", "positive", "negative"]);

/** What has been looked up: colours come in any notation CSS has. @type {Map<string, string>} */
const known = new Map();

/**
 * @param {HTMLElement} probe an element inside the shadow root that shows nothing
 * @returns {Theme}
 */
export function readTheme(probe) {
  const style = getComputedStyle(probe);
  const colours = NAMES.map((name) => {
    // Through a real property, so that var(), light-dark() and color-mix() are resolved.
    probe.style.color = `var(--bs-${name})`;
    return [name, hexadecimal(style.color)];
  });
  return /** @type {Theme} */ ({ ...Object.fromEntries(colours), font: style.fontFamily });
}

/**
 * @param {string} colour
 * @returns {string} `#rrggbb`
 */
function hexadecimal(colour) {
  let found = known.get(colour);
  if (!found) {
    const canvas = document.createElement("canvas");
    canvas.width = 1;
    canvas.height = 1;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) return "#000000";
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    found = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
    known.set(colour, found);
  }
  return found;
}
