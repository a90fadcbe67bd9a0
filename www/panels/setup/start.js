// @ts-check
/** Where the weights start, and how the samples are taken. */
import { h } from "../../markup.js";
import { ChoiceField, SwitchField, wholeField } from "./fields.js";
import { group } from "./group.js";
import { pairs } from "./training.js";

/** @typedef {import("../../engine.js").Setup} Setup */
/** @typedef {import("../setup.js").Form} Form */

export class StartGroup {
  root;
  #method;
  #seed;
  #given = h("p", { class: "words" });

  /** @param {Form} form */
  constructor(form) {
    this.#method = new ChoiceField("Weights are drawn", pairs(form.choices.inits), (method, failed) => form.change({ kind: "init", method }, failed));
    this.#seed = wholeField("Seed of the weights", (seed, failed) => form.change({ kind: "seed", seed }, failed));
    const draw = h("button", { type: "button", click: () => form.change({ kind: "draw" }) }, "Draw new weights");
    this.root = group("Start", this.#method.root, h("div", { class: "seeded" }, this.#seed.root, draw), this.#given);
  }

  /** @param {Setup} setup */
  show(setup) {
    this.#method.show(setup.init.method);
    this.#seed.show(setup.init.seed);
    const given = setup.layers.filter((layer) => layer.given).length;
    const which = given === setup.layers.length ? "The weights" : "Some of the weights";
    const drawn = setup.layers.some((layer) => layer.frozen > 0) ? "all but the frozen ones" : "all of them";
    this.#given.textContent = given > 0 ? `${which} are given. A method, a seed or the button draws ${drawn} anew.` : "";
  }
}

export class BatchGroup {
  root;
  #size;
  #of = h("span", { class: "of" });
  #shuffle;
  #seed;
  #samples = 0;

  /** @param {Form} form */
  constructor(form) {
    this.#size = wholeField("Samples in a batch", (size, failed) => form.change({ kind: "batch_size", size: size === this.#samples ? null : size }, failed));
    this.#shuffle = new SwitchField("Shuffle each epoch", (shuffle, failed) => form.change({ kind: "shuffle", shuffle }, failed));
    this.#seed = wholeField("Seed of the order", (seed, failed) => form.change({ kind: "shuffle_seed", seed }, failed));
    this.root = group(
      "Batches",
      h("div", { class: "sized" }, this.#size.root, this.#of),
      this.#shuffle.root,
      h("div", { class: "fields" }, this.#seed.root),
    );
  }

  /** @param {Setup} setup */
  show(setup) {
    this.#samples = setup.samples;
    this.#size.show(setup.batch.size);
    this.#of.textContent = `of ${setup.samples}`;
    this.#shuffle.show(setup.batch.shuffle);
    this.#seed.show(setup.batch.seed);
    // Without shuffling nothing is drawn from it.
    /** @type {HTMLElement} */ (this.#seed.root.parentElement).hidden = !setup.batch.shuffle;
  }
}
