// @ts-check
/**
 * The state all panels share: one trainer, where it stands, whether it plays, which scene is read. No DOM here.
 */
import { sceneAt } from "./scenes.js";
import { Training } from "./training.js";

/** @typedef {import("./engine.js").Trainer} Trainer */
/** @typedef {import("./engine.js").Step} Step */
/** @typedef {import("./engine.js").Granularity} Granularity */
/** @typedef {import("./engine.js").SceneContent} SceneContent */

/**
 * @typedef {object} Listener who wants to know
 * @property {() => void} moved the position, or a number, changed
 * @property {() => void} lit only what is lit up changed
 * @property {() => void} playing playing began or ended
 * @property {() => void} training many updates have got further, or their training ended
 * @property {() => void} restored the original numbers are back
 * @property {(error: unknown) => void} failed something was refused; nothing changed
 */

export class Stepper {
  /** @type {Trainer} */ trainer;
  /** @type {Step} */ step;
  /** @type {Granularity} */ by = "operation";
  /** Milliseconds between two steps while playing. */ pace = 1000;
  /** @type {SceneContent[]} */ scenes = [];
  /** Index of the scene that is read, -1 without a lesson. */ scene = -1;
  /** @type {string[]} */ #pointed = [];
  /** @type {Listener} */ #listener;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** Many updates on their way. @type {Training | undefined} */ #training;

  /**
   * @param {Trainer} trainer its owner from now on; freed by {@link dispose}
   * @param {Listener} listener
   */
  constructor(trainer, listener) {
    this.trainer = trainer;
    this.#listener = listener;
    this.step = trainer.step;
    this.#findScene();
  }

  get playing() {
    return this.#timer !== undefined;
  }

  /** The loss is not a number any more, so there is nothing to go on to. */
  get stuck() {
    return this.trainer.diverged;
  }

  /**
   * Does something to the trainer and shows what came of it; when it is refused, says so and changes nothing. Training
   * that is on its way stops first.
   *
   * @param {(trainer: Trainer) => unknown} change
   * @param {(error: unknown) => void} [failed] who says so, when it is not everybody's business
   * @returns {boolean} whether it was done
   */
  act(change, failed = this.#listener.failed) {
    this.stop();
    try {
      change(this.trainer);
    } catch (error) {
      failed(error);
      return false;
    }
    this.#moved();
    return true;
  }

  #moved() {
    this.refresh();
    this.#listener.moved();
  }

  /** Looks anew at what the trainer tells. */
  refresh() {
    this.step = this.trainer.step;
    this.#findScene();
  }

  next() {
    const { update, operation } = this.step;
    if (!this.act((trainer) => trainer.next(this.by))) return false;
    if (this.stuck || this.step.update !== update || this.step.operation !== operation) return true;
    this.#listener.failed(new RangeError(`The run ends here: after ${update} updates it has its greatest length.`));
    return false;
  }

  previous() {
    return this.act((trainer) => trainer.previous(this.by));
  }

  reset() {
    this.pause();
    // The reading starts over too.
    this.scene = -1;
    if (this.act((trainer) => trainer.reset())) this.#listener.restored();
  }

  play() {
    this.stop();
    if (this.playing || this.stuck) return;
    this.#schedule();
    this.#listener.playing();
  }

  pause() {
    if (!this.playing) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#listener.playing();
  }

  /** How far many updates have got, while they are on their way. */
  get training() {
    return this.#training;
  }

  /**
   * Completes many updates without holding up the page: what is there is shown now and then, the position they end at
   * when they are done. Whatever else is done meanwhile stops them.
   *
   * @param {number} updates
   */
  train(updates) {
    this.pause();
    this.stop();
    const training = new Training(this.trainer, updates, {
      looked: () => {
        this.step = this.trainer.step;
        this.#listener.training();
      },
      ended: (error) => {
        this.stop();
        if (error !== undefined) this.#listener.failed(error);
      },
    });
    this.#training = training;
    training.begin();
  }

  /** Ends training that is on its way, where it is. */
  stop() {
    if (!this.#training) return;
    this.#training.stop();
    this.#training = undefined;
    this.#listener.training();
    this.#moved();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  #schedule() {
    this.#timer = setTimeout(() => {
      this.#schedule();
      if (!this.next() || this.stuck) this.pause();
    }, this.pace);
  }

  /**
   * Reading on moves the position.
   *
   * @param {number} index
   */
  openScene(index) {
    const scene = this.scenes[index];
    if (!scene) return;
    this.pause();
    // First the reading, then the position: several scenes may stand at the same one.
    this.scene = index;
    this.act((trainer) => trainer.seek(scene.position[0], scene.position[1]));
  }

  /**
   * Lights things up besides what the scene does, until something else is pointed at.
   *
   * @param {string[]} names
   */
  point(names) {
    if (names.join("\n") === this.#pointed.join("\n")) return;
    this.#pointed = names;
    this.#light();
    this.#listener.lit();
  }

  #light() {
    const scene = this.scenes[this.scene];
    this.trainer.light(scene?.lights ?? []);
    this.trainer.point(this.#pointed);
  }

  /** Formulas of a scene are set for the numbers as they stand, so they are asked for again after every change. */
  #findScene() {
    this.scenes = this.trainer.scenes();
    this.scene = sceneAt(this.scenes, this.scene, [this.step.update, this.step.operation]);
    this.#light();
  }

  /** @param {boolean} [keeps] the trainer, which somebody else owns by now */
  dispose(keeps = false) {
    this.pause();
    this.#training?.stop();
    this.#training = undefined;
    if (!keeps) this.trainer.free();
  }
}
