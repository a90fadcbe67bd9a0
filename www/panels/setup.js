// @ts-check
/** The experiment but its data: network, training, start. Every change is a new run, and can be undone. */
import { choices } from "../engine.js";
import { h, icon } from "../markup.js";
import { folded } from "./fold.js";
import { told } from "./setup/fields.js";
import { FrozenWeights } from "./setup/frozen.js";
import { group } from "./setup/group.js";
import { LayerList } from "./setup/layers.js";
import { BatchGroup, StartGroup } from "./setup/start.js";
import { TrainingGroup } from "./setup/training.js";

/** @typedef {import("./panel.js").Host} Host */
/** @typedef {import("../engine.js").SetupChange} SetupChange */

/**
 * What the parts of the panel use.
 *
 * @typedef {object} Form
 * @property {import("../engine.js").Choices} choices
 * @property {import("../engine.js").Trainer} trainer
 * @property {(change: SetupChange, failed?: (error: unknown) => void) => void} change
 * @property {(value: number, failed: (error: unknown) => void) => void} setLearningRate
 * @property {(value: number) => string} format
 */

const UNDO = "M7 4 3 8l4 4M3 8h8a5 5 0 0 1 0 10H8";
const REDO = "M13 4l4 4-4 4M17 8H9a5 5 0 0 0 0 10h3";

export class SetupPanel {
  root;
  #host;
  #fold;
  #bar;
  #body = h("div", { class: "setup-body" });
  #note = h("p", { class: "note", "aria-live": "polite" });
  #undo = this.#button("Undo change", UNDO, () => this.#host.changes.undo(), "Undone.");
  #redo = this.#button("Redo change", REDO, () => this.#host.changes.redo(), "Redone.");
  /** Made when first opened. @type {{ layers: LayerList, frozen: FrozenWeights, training: TrainingGroup, start: StartGroup, batches: BatchGroup } | undefined} */
  #parts;
  /** Another experiment is there than is shown. */ #stale = true;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#bar = h("div", { class: "setup-bar" }, h("div", { class: "row" }, this.#undo, this.#redo), this.#note);
    this.#fold = folded("setup", "Set up", () => this.show(), this.#body, this.#bar);
    this.root = this.#fold.root;
  }

  load() {
    this.#stale = true;
    this.#note.textContent = "";
  }

  show() {
    if (!this.#fold.details.open) return;
    const { trainer } = this.#host.stepper;
    const parts = (this.#parts ??= this.#build());
    if (this.#stale) {
      this.#stale = false;
      const setup = trainer.setup();
      for (const part of Object.values(parts)) part.show(setup);
    } else parts.training.forget();
    parts.training.showRate(trainer.learningRate);
    const { canUndo, canRedo } = this.#host.changes;
    this.#undo.setAttribute("aria-disabled", String(!canUndo));
    this.#redo.setAttribute("aria-disabled", String(!canRedo));
    this.#bar.classList.toggle("idle", !canUndo && !canRedo);
  }

  restore() {
    this.#parts?.training.restore();
  }

  #build() {
    const host = this.#host;
    /** @type {Form} */
    const form = {
      choices: choices(),
      get trainer() {
        return host.stepper.trainer;
      },
      change: (change, failed) => this.#change(change, failed),
      setLearningRate: (value, failed) => void host.stepper.act((trainer) => trainer.setLearningRate(value), failed),
      format: (value) => host.stepper.trainer.format(value),
    };
    const parts = {
      layers: new LayerList(form),
      frozen: new FrozenWeights(form),
      training: new TrainingGroup(form),
      start: new StartGroup(form),
      batches: new BatchGroup(form),
    };
    this.#body.replaceChildren(
      h("div", { class: "layers-group" }, group("Network", parts.layers.root), parts.frozen.root),
      h("div", { class: "settings" }, parts.training.root, h("div", { class: "stack" }, parts.start.root, parts.batches.root)),
    );
    return parts;
  }

  /**
   * @param {SetupChange} change
   * @param {(error: unknown) => void} [failed] says so at the field; by default the panel does
   */
  #change(change, failed = (error) => this.#say(told(error), true)) {
    try {
      const { trainer, step } = this.#host.stepper;
      const { config, note } = trainer.changed(change);
      // What was trained goes into the new start, which is another one than Reset led to until now.
      const start = step.update > 0 ? "Reset goes back to here now, Undo change to the run before." : "";
      this.#host.changeExperiment(config);
      this.#say(`${note} ${start}`.trim());
    } catch (error) {
      failed(error);
    }
  }

  /**
   * @param {string} note
   * @param {boolean} [problem]
   */
  #say(note, problem = false) {
    this.#note.classList.toggle("problem", problem);
    this.#note.textContent = note;
  }

  /**
   * A button that keeps the focus when there is nothing more for it to do.
   *
   * @param {string} name
   * @param {string} path
   * @param {() => void} action
   * @param {string} done
   */
  #button(name, path, action, done) {
    const press = () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      action();
      this.#say(done);
    };
    const button = h("button", { type: "button", "aria-disabled": "true", click: press }, icon(path), name);
    return button;
  }
}
