// @ts-check
/**
 * From what somebody has of a WebAssembly module (its address, its bytes, an answer from a server) to the module. The bytes are
 * read here: the generated code would do it too, but remarks on the console when a server does not say what it sends.
 */

/** @typedef {URL | string | BufferSource | Response | WebAssembly.Module} Given */
/** @typedef {Given | Promise<Given>} Wasm */

const TYPE = "application/wasm";

/**
 * @param {Wasm} wasm
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(wasm) {
  const given = await wasm;
  if (given instanceof WebAssembly.Module) return given;
  if (isResponse(given)) return receive(given);
  if (given instanceof URL || typeof given === "string") return load(new URL(given, base()));
  if (given instanceof ArrayBuffer) return WebAssembly.compile(given);
  // Not every engine takes every view.
  if (ArrayBuffer.isView(given)) return WebAssembly.compile(new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
  throw new TypeError("wasm: expected the address of a WebAssembly module, or its bytes");
}

/**
 * @param {URL} url
 * @returns {Promise<WebAssembly.Module>}
 */
async function load(url) {
  if (url.protocol === "file:") {
    // Not a literal, so that neither a browser nor a bundler looks for it.
    const files = "node:fs/promises";
    const { readFile } = await import(files);
    return WebAssembly.compile(await readFile(url));
  }
  return receive(await fetch(url));
}

/**
 * @param {Response} response
 * @returns {Promise<WebAssembly.Module>}
 */
async function receive(response) {
  if (!response.ok) throw new Error(`${response.url || "wasm"}: ${response.status} ${response.statusText}`.trim());
  // Compiled while it arrives, where the server knows what it sends; no browser accepts a parameter beside the type.
  const streams = response.headers.get("Content-Type")?.toLowerCase() === TYPE && "compileStreaming" in WebAssembly;
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * @param {unknown} given
 * @returns {given is Response}
 */
function isResponse(given) {
  return typeof Response === "function" && given instanceof Response;
}

/** @returns {string | undefined} what a relative address is meant from: a page's, if there is a page */
function base() {
  return typeof document === "undefined" ? undefined : document.baseURI;
}
