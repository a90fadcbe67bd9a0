// @ts-check
/** What the network is trained by: loss, optimizer with its settings, update order. */
import { h } from "../../markup.js";
import { NumberField } from "../../number-field.js";
import { ChoiceField, SwitchField, numberField } from "./fields.js";
import { group } from "./group.js";

/** @typedef {import("../../engine.js").Setup} Setup */
/** @typedef {import("../setup.js").Form} Form */

export class TrainingGroup {
  root;
  #form;
  #loss;
  #method;
  #order;
  #rate;
  #settings = h("div", { class: "fields" });
  #shown = "";
  /** @type {Map<string, { root: HTMLElement, show: (value: number) => void }>} */ #fields = new Map();

  /** @param {Form} form */
  constructor(form) {
    this.#form = form;
    const { losses, optimizers, orders } = form.choices;
    this.#loss = new ChoiceField("Loss", pairs(losses), (loss, failed) => form.change({ kind: "loss", loss }, failed));
    this.#method = new ChoiceField("Optimizer", pairs(optimizers), (method, failed) => form.change({ kind: "optimizer", method }, failed));
    this.#order = new ChoiceField("Weights are updated", pairs(orders), (order, failed) => form.change({ kind: "update_order", order }, failed));
    // An edit of the run rather than another experiment: it goes on from here.
    this.#rate = new NumberField("Learning rate", (value, failed) => form.setLearningRate(value, failed), form.format, true);
    this.root = group("Training", this.#loss.root, this.#method.root, this.#settings, this.#order.root);
  }

  /** @param {Setup} setup */
  show(setup) {
    const { method, settings } = setup.optimizer;
    this.#loss.show(setup.loss);
    this.#method.show(method);
    this.#order.show(setup.order);
    if (this.#shown !== method) this.#build(method);
    for (const { name, value } of settings) this.#fields.get(name)?.show(value);
  }

  /** @param {number} rate */
  showRate(rate) {
    this.#rate.show(rate);
  }

  /** Something else was done, which may have removed what a loss was refused for. */
  forget() {
    this.#loss.forget();
  }

  restore() {
    this.#rate.restore();
  }

  /** @param {string} method */
  #build(method) {
    this.#shown = method;
    this.#fields.clear();
    const settings = this.#form.choices.optimizers.find(({ name }) => name === method)?.settings ?? [];
    for (const { name, title, switch: onOff } of settings) {
      const set = (/** @type {number | boolean} */ value, /** @type {(error: unknown) => void} */ failed) =>
        this.#form.change({ kind: "optimizer_setting", name, value }, failed);
      if (onOff) {
        const field = new SwitchField(title, set);
        this.#fields.set(name, { root: field.root, show: (value) => field.show(value !== 0) });
      } else {
        const field = numberField(title, set);
        this.#fields.set(name, { root: field.root, show: (value) => field.show(value) });
      }
    }
    this.#settings.replaceChildren(this.#rate.root, ...[...this.#fields.values()].map(({ root }) => root));
  }
}

/**
 * @param {import("../../engine.js").Choice[]} choices
 * @returns {[string, string][]}
 */
export function pairs(choices) {
  return choices.map(({ name, title }) => [name, title]);
}
