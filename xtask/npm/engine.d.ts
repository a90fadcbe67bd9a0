/// <reference lib="dom" />
/// <reference lib="esnext.disposable" />
export type * from "./pkg/backprop_stepper.js";
export { Comparison, Trainer, changeConfig, choices, formats, generators, lessons, programLanguages, readTable, scoreText, tableData, verify } from "./pkg/backprop_stepper.js";

/**
 * Loads the WebAssembly module; everything else of this package may be used once the promise is fulfilled. Called again, it does
 * nothing more. It logs nothing, whatever it is given.
 *
 * @param wasm the module's address or its bytes; without it, the file that comes with this package.
 */
export default function init(wasm?: URL | BufferSource): Promise<unknown>;
