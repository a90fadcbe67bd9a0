// @ts-check
/**
 * A moment as the fragment of an address, and back: `lesson=article&position=1.10`. Numbers are written so that
 * they come back to the last bit, which is how JSON writes them.
 */

/** @typedef {import("./engine.js").Moment} Moment */
/** @typedef {import("./engine.js").Config} Config */
/** @typedef {{ lesson?: string, config?: unknown, edits?: unknown, position?: [number, number] }} Parts */

/**
 * @param {string} text `update` or `update.operation`: two whole numbers, so that 1.10 is not 1.1
 * @returns {[update: number, operation: number]}
 */
export function parsePosition(text) {
  const match = /^(\d{1,15})(?:\.(\d{1,15}))?$/.exec(text.trim());
  if (!match) throw new RangeError(`position: expected UPDATE or UPDATE.OPERATION, such as 1.10, got ${quote(text)}`);
  return [Number(match[1]), Number(match[2] ?? 0)];
}

/**
 * @param {Moment} moment
 * @param {string | null} lesson id of the lesson the config belongs to
 * @returns {string} without the `#`
 */
export function format(moment, lesson) {
  const parts = [lesson ? `lesson=${encodeURIComponent(lesson)}` : `config=${json(moment.config)}`];
  if (moment.position) parts.push(`position=${moment.position.join(".")}`);
  if (moment.edits?.length) parts.push(`edits=${json(moment.edits)}`);
  return parts.join("&");
}

/**
 * @param {string} fragment with or without the `#`
 * @returns {Parts | null} `null` when it is no moment at all but, say, an anchor
 */
export function parse(fragment) {
  const text = fragment.replace(/^#/, "");
  if (!text.includes("=")) return null;
  /** @type {Parts} */
  const parts = {};
  for (const part of text.split("&")) {
    const [name, ...rest] = part.split("=");
    const value = decode(name ?? "", rest.join("="));
    if (name === "lesson") parts.lesson = value;
    else if (name === "config") parts.config = parseJson(name, value);
    else if (name === "edits") parts.edits = parseJson(name, value);
    else if (name === "position") parts.position = parsePosition(value);
    else throw new RangeError(`link: expected lesson, config, position or edits, got ${quote(name ?? "")}`);
  }
  return parts;
}

/** @param {unknown} value */
function json(value) {
  return encodeURIComponent(JSON.stringify(value));
}

/**
 * @param {string} name
 * @param {string} text
 */
function decode(name, text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RangeError(`${name}: expected text encoded for an address, got ${quote(text)}`);
  }
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {unknown}
 */
function parseJson(name, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError(`${name}: expected JSON, got ${quote(text)}`);
  }
}

/** @param {string} text */
function quote(text) {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
