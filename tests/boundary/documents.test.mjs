// Config documents: each broken one is refused whole, with the place that is wrong, and nothing else is disturbed.
import assert from "node:assert/strict";
import { test } from "node:test";

import { close, refused, state } from "./bits.mjs";
import { articleConfig, fullConfig, Trainer } from "./package.mjs";

/** A change to the article's document, the place that the error must name. */
const BROKEN = [
  [(c) => { c.network.layers[1].weights = [[1], [2], [3]]; }, "network.layers[1].weights"],
  [(c) => { c.network.layers[0].weights = [[0.15, 0.1]]; }, "network.layers[0].weights"],
  [(c) => { c.network.layers[0].weights[1] = [0.2]; }, "network.layers[0].weights[1]"],
  [(c) => { c.network.layers[0].weights[0][1] = NaN; }, "network.layers[0].weights[0][1]"],
  [(c) => { c.network.layers[0].weights[0][1] = Infinity; }, "network.layers[0].weights[0][1]"],
  [(c) => { c.network.layers[0].weights[0][1] = "0.1"; }, "network.layers[0].weights[0][1]"],
  [(c) => { c.network.layers[0].weights[0][1] = null; }, "network.layers[0].weights[0][1]"],
  [(c) => { delete c.network.layers[0].weights[0][1]; }, "network.layers[0].weights[0][1]"],
  [(c) => { c.network.layers[0].weights[0] = 5; }, "network.layers[0].weights[0]"],
  [(c) => { c.network.layers[0].weights = 5; }, "network.layers[0].weights"],
  [(c) => { c.network.layers[0].weights = {}; }, "network.layers[0].weights"],
  [(c) => { c.network.layers[0].units = 0; }, "network.layers[0].units"],
  [(c) => { c.network.layers[0].units = -1; }, "network.layers[0].units"],
  [(c) => { c.network.layers[0].units = 1.5; }, "network.layers[0].units"],
  [(c) => { c.network.layers[0].units = 1025; delete c.network.layers[0].weights; }, "network.layers[0].units"],
  [(c) => { c.network.layers[0].units = 2 ** 32 + 2; }, "network.layers[0].units"],
  [(c) => { c.network.layers[0].units = "2"; }, "network.layers[0].units"],
  [(c) => { delete c.network.layers[1].units; }, "network.layers[1].units"],
  [(c) => { c.network.layers[0].activation = "step"; }, "network.layers[0].activation"],
  [(c) => { c.network.layers[0].activation = "Tanh"; }, "network.layers[0].activation"],
  [(c) => { c.network.layers[0].activation = 3; }, "network.layers[0].activation"],
  [(c) => { c.network.layers[0].activation = "softmax"; }, "network.layers[0].activation"],
  [(c) => { c.network.layers[0].bias = "yes"; }, "network.layers[0].bias"],
  [(c) => { c.network.layers[0].bias = 1; }, "network.layers[0].bias"],
  [(c) => { c.network.layers[0].biases = [0, 0]; }, "network.layers[0].biases"],
  [(c) => { c.network.layers[0].bias = true; c.network.layers[0].biases = [0]; }, "network.layers[0].biases"],
  [(c) => { c.network.layers[0].bias = true; c.network.layers[0].biases = [0, NaN]; }, "network.layers[0].biases[1]"],
  [(c) => { c.network.layers[0].frozen = [[0, 2]]; }, "network.layers[0].frozen[0][1]"],
  [(c) => { c.network.layers[0].frozen = [[0, 0], [0]]; }, "network.layers[0].frozen[1]"],
  [(c) => { c.network.layers[0].frozen = true; }, "network.layers[0].frozen"],
  [(c) => { c.network.layers[1].speed = 3; }, "network.layers[1].speed"],
  [(c) => { c.network.layers[1] = null; }, "network.layers[1]"],
  [(c) => { c.network.layers = []; }, "network.layers"],
  [(c) => { c.network.layers = {}; }, "network.layers"],
  [(c) => { c.network.layers = Array.from({ length: 17 }, () => ({ units: 1 })); }, "network.layers"],
  [(c) => { delete c.network.layers; }, "network.layers"],
  [(c) => { c.network.inputs = 0; }, "network.inputs"],
  [(c) => { c.network.inputs = 1025; }, "network.inputs"],
  [(c) => { c.network.inputs = 2.5; }, "network.inputs"],
  [(c) => { c.network.inputs = NaN; }, "network.inputs"],
  [(c) => { c.network.inputs = 2n; }, "network.inputs"],
  [(c) => { delete c.network.inputs; }, "network.inputs"],
  [(c) => { c.network.depth = 1; }, "network.depth"],
  [(c) => { c.network.init = { method: "magic", seed: 1 }; }, "network.init.method"],
  [(c) => { c.network.init = { method: "zeros", seed: -1 }; }, "network.init.seed"],
  [(c) => { c.network.init = { method: "zeros", seed: 2 ** 53 }; }, "network.init.seed"],
  [(c) => { c.network.init = { method: "zeros", seed: 0.5 }; }, "network.init.seed"],
  [(c) => { c.network.init = 5; }, "network.init"],
  [(c) => { c.network = "big"; }, "network"],
  [(c) => { delete c.network; }, "network"],
  [(c) => { c.version = 2; }, "version"],
  [(c) => { c.version = "1"; }, "version"],
  [(c) => { delete c.version; }, "version"],
  [(c) => { c.loss = "hinge"; }, "loss"],
  [(c) => { c.loss = null; }, "loss"],
  [(c) => { delete c.loss; }, "loss"],
  [(c) => { c.optimizer.method = "magic"; }, "optimizer.method"],
  [(c) => { delete c.optimizer.method; }, "optimizer.method"],
  [(c) => { c.optimizer.learning_rate = NaN; }, "optimizer.learning_rate"],
  [(c) => { c.optimizer.learning_rate = 1e400; }, "optimizer.learning_rate"],
  [(c) => { c.optimizer.learning_rate = "fast"; }, "optimizer.learning_rate"],
  [(c) => { delete c.optimizer.learning_rate; }, "optimizer.learning_rate"],
  [(c) => { c.optimizer.spin = 1; }, "optimizer.spin"],
  [(c) => { c.optimizer = "sgd"; }, "optimizer"],
  [(c) => { delete c.optimizer; }, "optimizer"],
  [(c) => { c.data = {}; }, "data.inputs"],
  [(c) => { c.data.inputs = [[5]]; }, "data.inputs[0]"],
  [(c) => { c.data.inputs = [[5, 4, 3]]; }, "data.inputs[0]"],
  [(c) => { c.data.inputs = [[5, NaN]]; }, "data.inputs[0][1]"],
  [(c) => { c.data.inputs = [[5, 4], "x"]; c.data.targets = [[1], [2]]; }, "data.inputs[1]"],
  [(c) => { c.data.inputs = []; c.data.targets = []; }, "data.inputs"],
  [(c) => { c.data.inputs = "5, 4"; }, "data.inputs"],
  [(c) => { delete c.data.inputs; }, "data.inputs"],
  [(c) => { c.data.targets = [[2], [3]]; }, "data.targets"],
  [(c) => { c.data.targets = [[2, 3]]; }, "data.targets[0]"],
  [(c) => { c.data.targets = [[{}]]; }, "data.targets[0][0]"],
  [(c) => { delete c.data.targets; }, "data.targets"],
  [(c) => { c.data.shuffle = true; }, "data.shuffle"],
  [(c) => { delete c.data; }, "data"],
  [(c) => { c.batch = { size: 0 }; }, "batch.size"],
  [(c) => { c.batch = { size: -1 }; }, "batch.size"],
  [(c) => { c.batch = { size: 1.5 }; }, "batch.size"],
  [(c) => { c.batch = { size: "1" }; }, "batch.size"],
  [(c) => { c.batch = { size: 1, shuffle: 1 }; }, "batch.shuffle"],
  [(c) => { c.batch = { size: 1, seed: -1 }; }, "batch.seed"],
  [(c) => { c.batch = { size: 1, order: "random" }; }, "batch.order"],
  [(c) => { c.batch = []; }, "batch"],
  [(c) => { c.update_order = "backwards"; }, "update_order"],
  [(c) => { c.update_order = 1; }, "update_order"],
  [(c) => { c.state = { update: -1 }; }, "state.update"],
  [(c) => { c.state = { update: 0.5, operation: 0 }; }, "state.update"],
  [(c) => { c.state = { update: 1, operation: 20 }; }, "state.operation"],
  [(c) => { c.state = { update: 1, operation: -1 }; }, "state.operation"],
  [(c) => { c.state = { update: 1, operation: 0, mood: "good" }; }, "state.mood"],
  [(c) => { c.state = "started"; }, "state"],
  [(c) => { c.notes = "mine"; }, "notes"],
];

test("every broken document names its place", () => {
  const bystander = new Trainer(fullConfig());
  bystander.seek(3, 12);
  const before = state(bystander);
  const wrong = [];
  for (const [change, path] of BROKEN) {
    const config = articleConfig();
    change(config);
    const error = refused("ConfigError", () => new Trainer(config));
    if (error.path !== path) wrong.push(`${change}: expected the place ${path}, got ${JSON.stringify(error.path)}: ${error.message}`);
    assert.ok(error.message.startsWith(`${error.path}:`), `${error.message} does not begin with its place ${error.path}`);
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(state(bystander), before);
  bystander.next();
});

test("the words of the contract's example", () => {
  const config = articleConfig();
  config.network.layers[1].weights = [[0.05], [0.26], [0.1]];
  const error = refused("ConfigError", () => new Trainer(config));
  assert.equal(error.message, "network.layers[1].weights: expected 2 rows (one per input) of 1 number, got 3 rows");
});

test("limits hold, and at the limit a document is taken", () => {
  const wide = (inputs, units) => ({
    ...articleConfig(),
    network: { inputs, layers: [...units.map((units) => ({ units, bias: false })), { units: 1, bias: false }], init: { method: "zeros", seed: 1 } },
    data: { inputs: [new Array(inputs).fill(0)], targets: [[0]] },
  });
  assert.equal(new Trainer(wide(1024, [1023])).shape().parameters, 1024 * 1023 + 1023);
  refused("ConfigError", () => new Trainer(wide(1024, [1024])));
  refused("ConfigError", () => new Trainer(wide(1, [512, 1024, 1024])));
  assert.equal(new Trainer(wide(1, new Array(15).fill(1))).shape().layers.length, 16);
  const many = (samples) => {
    const config = wide(1, []);
    config.data = { inputs: Array.from({ length: samples }, () => [1]), targets: Array.from({ length: samples }, () => [1]) };
    return config;
  };
  assert.equal(new Trainer(many(65_536)).shape().samples, 65_536);
  refused("ConfigError", () => new Trainer(many(65_537)));
  const heavy = many(65_536);
  heavy.network.layers.unshift({ units: 128, bias: false });
  // 65 536 samples by 129 units: more than 2²² numbers in one batch.
  refused("ConfigError", () => new Trainer(heavy));
  heavy.batch = { size: 32_000 };
  new Trainer(heavy).free();
  const above = { ...articleConfig(), batch: { size: 5000 } };
  assert.deepEqual(new Trainer(above).batchRows(), [0]);
});

// A document that can be read for ever would hang here, hence the limit.
test("things that are no document at all", { timeout: 120_000 }, () => {
  const cyclic = articleConfig();
  cyclic.network.layers[0].weights[0] = cyclic;
  const self = {};
  self.self = self;
  let deep = [];
  for (let level = 0; level < 200_000; level += 1) deep = [deep];
  const deepWeights = articleConfig();
  deepWeights.network.layers[0].weights = deep;
  const deepUnknown = { ...articleConfig(), notes: deep };
  const bomb = () => {
    throw new TypeError("boom");
  };
  const trap = new Proxy({}, { get: bomb, has: bomb, ownKeys: bomb, getOwnPropertyDescriptor: bomb, getPrototypeOf: bomb });
  const getter = Object.defineProperty(articleConfig(), "loss", { enumerable: true, get: bomb });
  const deepGetter = articleConfig();
  Object.defineProperty(deepGetter.network.layers[0].weights, 0, { enumerable: true, get: bomb });
  const sparse = articleConfig();
  sparse.data.inputs = new Array(2 ** 32 - 1);
  const sparseWeights = articleConfig();
  sparseWeights.network.layers[0].weights = new Array(2 ** 32 - 1);
  const endless = articleConfig();
  endless.network.layers = new Proxy([], { get: (target, key) => (key === "length" ? 2 ** 32 - 1 : Reflect.get(target, key)) });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const words = articleConfig();
  words.loss = "x".repeat(5_000_000);
  const unknown = { ...articleConfig(), ["y".repeat(100_000)]: 1 };
  const lone = { ...articleConfig(), loss: "\ud800" };
  const symbol = articleConfig();
  symbol.loss = Symbol("half_squared_error");
  const callable = articleConfig();
  callable.loss = () => "half_squared_error";
  const inherited = Object.create(articleConfig());

  const nothing = [
    undefined, null, 0, NaN, 1n, "", "{}", JSON.stringify(articleConfig()).slice(0, -1), true, [], {}, [articleConfig()], new Map(Object.entries(articleConfig())),
    new Date(), /x/, () => articleConfig(), Symbol("config"), new Float64Array(4), new ArrayBuffer(8), self, cyclic, deep, deepWeights, deepUnknown,
    trap, getter, deepGetter, sparse, sparseWeights, endless, revoked.proxy, words, unknown, lone, symbol, callable, inherited, globalThis,
  ];
  nothing.forEach((config, index) => {
    let error;
    try {
      new Trainer(config);
    } catch (thrown) {
      error = thrown;
    }
    assert.ok(error instanceof Error, `number ${index} was taken`);
    assert.equal(error.name, "ConfigError", `number ${index}: ${error.name}: ${String(error.message).slice(0, 200)}`);
    assert.equal(typeof error.path, "string", `number ${index}: ${error.message}`);
    assert.ok(error.message.length < 1000, `number ${index}: an error of ${error.message.length} characters`);
    close(new Trainer(articleConfig()).forward(), 1.288494045);
  });
});

test("a document that calls back while it is read does no harm", () => {
  const trainer = new Trainer(articleConfig());
  const config = articleConfig();
  Object.defineProperty(config, "loss", { enumerable: true, get: () => { trainer.next(); return "half_squared_error"; } });
  const made = new Trainer(config);
  assert.ok(trainer.step.operation >= 1);
  close(made.forward(), 1.288494045);
});

test("the document given is left as it was, and may be changed afterwards", () => {
  const config = articleConfig();
  const copy = structuredClone(config);
  const trainer = new Trainer(config);
  trainer.train(3);
  assert.deepEqual(config, copy);
  config.network.layers[0].weights[0][0] = 9;
  trainer.reset();
  assert.equal(trainer.weights(0)[0], 0.15);
  const frozen = JSON.parse(JSON.stringify(articleConfig()), (_, value) => (typeof value === "object" ? Object.freeze(value) : value));
  close(new Trainer(frozen).forward(), 1.288494045);
});
