// @ts-check
/**
 * The engine, compiled from Rust. This is the only module that imports the generated package; it works in a
 * browser and in Node without a DOM.
 */
import instantiate, { Trainer, lessons } from "./pkg/backprop_stepper.js";

export { Trainer, lessons };

/** @typedef {import("./pkg/backprop_stepper.js").Config} Config */
/** @typedef {import("./pkg/backprop_stepper.js").Step} Step */
/** @typedef {import("./pkg/backprop_stepper.js").Subject} Subject */
/** @typedef {import("./pkg/backprop_stepper.js").Granularity} Granularity */
/** @typedef {import("./pkg/backprop_stepper.js").Theme} Theme */
/** @typedef {import("./pkg/backprop_stepper.js").Moment} Moment */
/** @typedef {import("./pkg/backprop_stepper.js").Block} Block */
/** @typedef {import("./pkg/backprop_stepper.js").TextPart} TextPart */
/** @typedef {import("./pkg/backprop_stepper.js").SceneContent} SceneContent */

/** @type {Promise<unknown> | undefined} */
let started;

/**
 * Starts the engine; every call after the first that worked waits for the same start. Logs nothing.
 *
 * @param {URL | BufferSource} [wasm] where the WebAssembly module is, or its bytes; by default the file beside this one
 * @returns {Promise<unknown>}
 */
export default function init(wasm) {
  started ??= start(wasm).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

/** @param {URL | BufferSource | undefined} wasm */
async function start(wasm) {
  const source = wasm ?? new URL("./pkg/backprop_stepper_bg.wasm", import.meta.url);
  const bytes = source instanceof URL || typeof source === "string" ? await load(new URL(source)) : source;
  // One object, not the bytes themselves: the generated function warns about the older form.
  return instantiate({ module_or_path: bytes });
}

/**
 * @param {URL} url
 * @returns {Promise<BufferSource | Response>}
 */
async function load(url) {
  if (url.protocol === "file:") {
    // Not a literal, so that neither a browser nor a bundler looks for it.
    const files = "node:fs/promises";
    const { readFile } = await import(files);
    return readFile(url);
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: ${response.status} ${response.statusText}`.trim());
  // A server that does not know .wasm costs streaming, and must not cost a warning.
  const type = response.headers.get("Content-Type") ?? "";
  return type.startsWith("application/wasm") ? response : response.arrayBuffer();
}
