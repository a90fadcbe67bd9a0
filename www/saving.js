// @ts-check
/** Handing files and texts over to whoever asked for them. */
import { h } from "./markup.js";

/** A browser that was slow to begin still finds it. */
const KEPT_FOR = 60_000;

/**
 * @param {string} name of the file
 * @param {Blob} content
 */
export function download(name, content) {
  const address = URL.createObjectURL(content);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
}

/**
 * @param {number} bytes
 * @returns {string} `3.1 kB`
 */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  const [number, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${number.toFixed(number < 10 ? 1 : 0)} ${unit}`;
}
