// @ts-check
/** What the attributes of `<backprop-stepper>` say. */

export const ATTRIBUTES = /** @type {const} */ (["lesson", "config", "position", "panels", "digits", "theme"]);

/** In the order in which they stand. */
export const PANELS = /** @type {const} */ ([
  "network", "formula", "controls", "predict", "matrix", "code", "graph", "lesson", "setup", "prediction", "loss", "data", "compare", "slice",
  "matrices", "check", "take",
]);

/** @typedef {typeof PANELS[number]} PanelName */

/** Without the attribute: what every network has. The rest is asked for by name. @type {PanelName[]} */
const USUAL = ["network", "formula", "controls", "matrix", "code", "loss", "data", "matrices"];

export const DEFAULT_LESSON = "article";

/**
 * @param {string | null} text
 * @returns {Set<PanelName>}
 */
export function parsePanels(text) {
  if (text === null) return new Set(USUAL);
  const names = text.split(/\s+/).filter(Boolean);
  const unknown = names.find((name) => !PANELS.some((panel) => panel === name));
  if (unknown !== undefined) {
    throw new RangeError(`panels: expected some of ${PANELS.join(", ")}, got ${JSON.stringify(unknown)}`);
  }
  // Whoever asks for the matrices wants to see what is done with them, too.
  const isWanted = (/** @type {PanelName} */ panel) => names.includes(panel) || (panel === "matrix" && names.includes("matrices"));
  return new Set(PANELS.filter(isWanted));
}

const USUAL_DIGITS = 6;

/**
 * @param {string | null} text
 * @returns {number}
 */
export function parseDigits(text) {
  if (text === null) return USUAL_DIGITS;
  if (!/^\s*\d{1,3}\s*$/.test(text)) throw new RangeError(`digits: expected a whole number from 1 to 17, got ${JSON.stringify(text)}`);
  return Number(text);
}

/**
 * A config document given as text: JSON, or where there is some.
 *
 * @param {string} text
 * @returns {unknown | Promise<unknown>}
 */
export function readConfig(text) {
  return /^\s*[{[]/.test(text) ? parseJson(text, "config") : fetchConfig(text);
}

/** @param {string} address */
async function fetchConfig(address) {
  const response = await fetch(new URL(address, document.baseURI));
  if (!response.ok) throw new Error(`config: ${address} answered ${response.status} ${response.statusText}`.trim());
  return parseJson(await response.text(), `config ${address}`);
}

/**
 * @param {string} text
 * @param {string} what
 */
function parseJson(text, what) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`${what}: expected JSON, ${error instanceof Error ? error.message : "but could not read it"}`);
  }
}
