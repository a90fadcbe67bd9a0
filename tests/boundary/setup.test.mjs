// Changes of an experiment through the package: what can be chosen, what a change gives, and every wrong argument.
import assert from "node:assert/strict";
import { test } from "node:test";

import { articleConfig, changeConfig, choices, Trainer } from "./package.mjs";

test("everything there is can be chosen, by name and title", () => {
  const all = choices();
  assert.deepEqual(all.activations.map(({ name }) => name), [
    "identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "silu", "softmax",
  ]);
  assert.deepEqual(all.lastOnly, ["softmax"]);
  assert.equal(all.losses.length, 6);
  assert.equal(all.inits.length, 7);
  assert.deepEqual(all.orders.map(({ name }) => name), ["simultaneous", "in_place"]);
  const adam = all.optimizers.find(({ name }) => name === "adam");
  assert.equal(adam.title, "Adam");
  assert.deepEqual(adam.settings.map(({ name, usual, switch: onOff }) => [name, usual, onOff]), [
    ["beta1", 0.9, false], ["beta2", 0.999, false], ["epsilon", 1e-8, false], ["weight_decay", 0, false],
  ]);
});

test("a change gives another document, and leaves the one it was given", () => {
  const before = articleConfig();
  const { config, note } = changeConfig(before, { kind: "units", layer: 0, units: 3 });
  assert.deepEqual(before, articleConfig());
  assert.equal(config.network.layers[0].units, 3);
  assert.match(note, /keep the weights that have a place/);
  new Trainer(config).free();
  assert.deepEqual(changeConfig(config, { kind: "units", layer: 0, units: 2 }).config.network, before.network);
  assert.equal(changeConfig(before, { kind: "shuffle", shuffle: true }).note, "");
});

test("every kind of change that the types name is one", () => {
  const kinds = [
    { kind: "inputs", count: 2 }, { kind: "add_layer", at: 1 }, { kind: "add_layer", at: 0, units: 3 }, { kind: "remove_layer", layer: 0 },
    { kind: "units", layer: 0, units: 4 }, { kind: "activation", layer: 0, activation: "silu" }, { kind: "bias", layer: 0, bias: true },
    { kind: "bias", layer: 1, bias: "frozen" }, { kind: "freeze_weight", layer: 0, input: 1, unit: 1, frozen: true },
    { kind: "freeze_layer", layer: 1, frozen: true }, { kind: "loss", loss: "huber" }, { kind: "optimizer", method: "rmsprop" },
    { kind: "optimizer_setting", name: "nesterov", value: true }, { kind: "optimizer_setting", name: "momentum", value: 0.5 },
    { kind: "init", method: "he_normal" }, { kind: "seed", seed: 2 }, { kind: "draw" }, { kind: "batch_size", size: 3 },
    { kind: "batch_size", size: null }, { kind: "shuffle", shuffle: true }, { kind: "shuffle_seed", seed: 4 },
    { kind: "update_order", order: "in_place" },
  ];
  for (const change of kinds) {
    const trainer = new Trainer(changeConfig(articleConfig(), change).config);
    trainer.update();
    assert.deepEqual(new Trainer(trainer.config()).config(), trainer.config(), JSON.stringify(change));
    trainer.free();
  }
});

test("a run hands on what it has learnt, and nothing of its past", () => {
  const trainer = new Trainer({ ...articleConfig(), optimizer: { method: "adam", learning_rate: 0.01 } });
  trainer.train(7);
  trainer.next();
  const weights = [...trainer.weights(0)];
  assert.equal(trainer.experiment().state, undefined);
  const { config } = trainer.changed({ kind: "activation", layer: 0, activation: "tanh" });
  assert.deepEqual(config.network.layers[0].weights.flat(), weights);
  assert.equal(config.state, undefined);
  assert.deepEqual([trainer.step.update, trainer.step.operation], [7, 1], "it stays where it is");
  const setup = trainer.setup();
  assert.deepEqual(setup.optimizer, { method: "adam", settings: [["beta1", 0.9], ["beta2", 0.999], ["epsilon", 1e-8], ["weight_decay", 0]].map(([name, value]) => ({ name, value })) });
  assert.deepEqual([setup.inputs, setup.samples, setup.batch, setup.order], [2, 1, { size: 1, shuffle: false, seed: 1 }, "simultaneous"]);
});

test("weights that nobody gave or trained stay absent", () => {
  const document = articleConfig();
  for (const layer of document.network.layers) delete layer.weights;
  const trainer = new Trainer(document);
  assert.equal(trainer.experiment().network.layers[0].weights, undefined);
  trainer.update();
  assert.notEqual(trainer.experiment().network.layers[0].weights, undefined);
});

test("which weights are frozen", () => {
  const { config } = changeConfig(articleConfig(), { kind: "freeze_weight", layer: 0, input: 1, unit: 0, frozen: true });
  const trainer = new Trainer(config);
  assert.deepEqual([...trainer.frozenWeights(0)], [0, 0, 1, 0]);
  assert.deepEqual([...trainer.frozenWeights(1)], [0, 0]);
  for (const layer of [2, -1, 0.5, NaN, "0", null, undefined, {}]) assert.throws(() => trainer.frozenWeights(layer), RangeError);
});

test("a wrong change is a RangeError, a change the document can't take a ConfigError with its place; nothing traps", () => {
  const trainer = new Trainer(articleConfig());
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const loop = { kind: "units" };
  loop.layer = loop;
  const wrong = [
    undefined, null, 3, "draw", [], {}, { kind: "nothing" }, { kind: "units" }, { kind: "units", layer: 9, units: 1 }, { kind: "units", layer: -1, units: 1 },
    { kind: "units", layer: 0, units: 1.5 }, { kind: "units", layer: 0, units: "3" }, { kind: "units", layer: 2 ** 53, units: 1 }, { kind: "draw", more: 1 },
    { kind: "optimizer_setting", name: "beta1", value: 0.5 }, { kind: "optimizer_setting", name: "momentum" }, { kind: "seed", seed: 2 ** 53 },
    { kind: "activation", layer: 0, activation: "step" }, { kind: "batch_size", size: 0 }, revoked.proxy, loop, () => {}, Symbol("draw"),
    { get kind() { throw new Error("no"); } },
  ];
  for (const change of wrong) {
    assert.throws(() => trainer.changed(change), RangeError);
    assert.throws(() => changeConfig(articleConfig(), change), RangeError);
  }
  const refused = [
    [{ kind: "units", layer: 0, units: 0 }, "network.layers[0].units"],
    [{ kind: "units", layer: 0, units: 2 ** 52 }, "network.layers[0].units"],
    [{ kind: "inputs", count: 5000 }, "network.inputs"],
    [{ kind: "loss", loss: "binary_cross_entropy" }, "loss"],
    [{ kind: "activation", layer: 0, activation: "softmax" }, "network.layers[0].activation"],
    [{ kind: "optimizer_setting", name: "momentum", value: -1 }, "optimizer.momentum"],
  ];
  for (const [change, path] of refused) assert.throws(() => trainer.changed(change), { name: "ConfigError", path });
  for (const config of [undefined, null, 3, {}, { ...articleConfig(), loss: "none" }]) {
    assert.throws(() => changeConfig(config, { kind: "draw" }), { name: "ConfigError" });
  }
  assert.deepEqual(trainer.config().network, articleConfig().network);
  assert.equal(trainer.forward() > 0, true, "it still works");
});
