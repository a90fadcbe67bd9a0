// @ts-check
/**
 * The engine, compiled from Rust. This is the only module that imports the generated package; it works in a
 * browser and in Node without a DOM.
 */
import { compile } from "./compile.js";
import instantiate, { Comparison, Trainer, changeConfig, choices, formats, generators, lessons, programLanguages, readTable, scoreText, tableData, verify } from "./pkg/backprop_stepper.js";

export { Comparison, Trainer, changeConfig, choices, formats, generators, lessons, programLanguages, readTable, scoreText, tableData, verify };

/** @typedef {import("./pkg/backprop_stepper.js").Config} Config */
/** @typedef {import("./pkg/backprop_stepper.js").Step} Step */
/** @typedef {import("./pkg/backprop_stepper.js").Display} Display */
/** @typedef {import("./pkg/backprop_stepper.js").ComparedSetting} ComparedSetting */
/** @typedef {import("./pkg/backprop_stepper.js").ComparedRun} ComparedRun */
/** @typedef {import("./pkg/backprop_stepper.js").Subject} Subject */
/** @typedef {import("./pkg/backprop_stepper.js").Granularity} Granularity */
/** @typedef {import("./pkg/backprop_stepper.js").Theme} Theme */
/** @typedef {import("./pkg/backprop_stepper.js").DrawnNumber} DrawnNumber */
/** @typedef {import("./pkg/backprop_stepper.js").CloseUp} CloseUp */
/** @typedef {import("./pkg/backprop_stepper.js").CloseUpEntry} CloseUpEntry */
/** @typedef {import("./pkg/backprop_stepper.js").MatrixForm} MatrixForm */
/** @typedef {import("./pkg/backprop_stepper.js").MatrixToken} MatrixToken */
/** @typedef {import("./pkg/backprop_stepper.js").Moment} Moment */
/** @typedef {import("./pkg/backprop_stepper.js").Choice} Choice */
/** @typedef {import("./pkg/backprop_stepper.js").Choices} Choices */
/** @typedef {import("./pkg/backprop_stepper.js").Setup} Setup */
/** @typedef {import("./pkg/backprop_stepper.js").SetupChange} SetupChange */
/** @typedef {import("./pkg/backprop_stepper.js").DataDocument} DataDocument */
/** @typedef {import("./pkg/backprop_stepper.js").DataSource} DataSource */
/** @typedef {import("./pkg/backprop_stepper.js").Preparation} Preparation */
/** @typedef {import("./pkg/backprop_stepper.js").TableOptions} TableOptions */
/** @typedef {import("./pkg/backprop_stepper.js").TableSummary} TableSummary */
/** @typedef {import("./pkg/backprop_stepper.js").ProgramLanguage} ProgramLanguage */
/** @typedef {import("./pkg/backprop_stepper.js").ProgramPart} ProgramPart */
/** @typedef {import("./pkg/backprop_stepper.js").Block} Block */
/** @typedef {import("./pkg/backprop_stepper.js").TextPart} TextPart */
/** @typedef {import("./pkg/backprop_stepper.js").SceneContent} SceneContent */
/** @typedef {import("./pkg/backprop_stepper.js").GradientChecks} GradientChecks */
/** @typedef {import("./pkg/backprop_stepper.js").WrittenFormula} WrittenFormula */
/** @typedef {import("./pkg/backprop_stepper.js").Prediction} Prediction */
/** @typedef {import("./pkg/backprop_stepper.js").Slice} Slice */
/** @typedef {import("./pkg/backprop_stepper.js").SvgTarget} SvgTarget */
/** @typedef {import("./pkg/backprop_stepper.js").Format} Format */
/** @typedef {import("./pkg/backprop_stepper.js").Exported} Exported */
/** @typedef {import("./pkg/backprop_stepper.js").Parameter} Parameter */
/** @typedef {import("./pkg/backprop_stepper.js").Verified} Verified */
/** @typedef {import("./pkg/backprop_stepper.js").Sheet} Sheet */
/** @typedef {import("./pkg/backprop_stepper.js").SheetPart} SheetPart */
/** @typedef {import("./pkg/backprop_stepper.js").SheetItem} SheetItem */
/** @typedef {import("./pkg/backprop_stepper.js").SheetTable} SheetTable */
/** @typedef {import("./pkg/backprop_stepper.js").VerifiedFigure} VerifiedFigure */

/** @type {Promise<unknown> | undefined} */
let started;

/**
 * Starts the engine; every call after the first that worked waits for the same start. Logs nothing.
 *
 * @param {import("./compile.js").Wasm} [wasm] where the WebAssembly module is, or its bytes; by default the file beside this one
 * @returns {Promise<unknown>}
 */
export default function init(wasm) {
  // What an earlier call could not start from, a later one need not.
  started = started ? started.catch(() => start(wasm)) : start(wasm);
  return started;
}

/** @param {import("./compile.js").Wasm | undefined} wasm */
async function start(wasm) {
  const module = await compile(wasm ?? new URL("./pkg/backprop_stepper_bg.wasm", import.meta.url));
  // The generated code keeps whatever it has started once, for good, and looks only later for what it needs of it.
  const found = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));
  const missing = needed().find((name) => !found.has(name));
  if (missing !== undefined) throw new Error(`wasm: expected the WebAssembly module of this package, got another one (without ${missing})`);
  // One object, not the module itself: the generated function warns about the older form.
  return instantiate({ module_or_path: module });
}

/** @returns {string[]} some of what the module of this version exports: its memory, and each method of a trainer under its name */
function needed() {
  const own = Object.getOwnPropertyNames(Trainer.prototype);
  const methods = own.filter((name) => name !== "constructor" && name !== "free" && !name.startsWith("__"));
  return ["memory", "__wbg_trainer_free", ...methods.map((name) => `trainer_${name}`)];
}
