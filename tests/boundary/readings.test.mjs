// Readings follow the position: what has not been computed yet is NaN, never 0 and never an old number.
import assert from "node:assert/strict";
import { test } from "node:test";

import { allClose, bits, close } from "./bits.mjs";
import { articleConfig, fullConfig, lessonConfig, Trainer } from "./package.mjs";

/** For each reading of the article, by row-major index, the operation that computes it. */
const COMPUTED_AT = {
  "preActivations(0)": [1, 2],
  "activations(0)": [1, 2],
  "preActivations(1)": [3],
  "activations(1)": [3],
  "deltas(1)": [5],
  "deltas(0)": [9, 8],
  "weightGradients(1)": [7, 6],
  "weightGradients(0)": [13, 11, 12, 10],
};
const UPDATED_AT = { "weights(1)": [15, 14], "weights(0)": [19, 17, 18, 16] };

function read(trainer, name) {
  const [method, layer] = name.slice(0, -1).split("(");
  return Array.from(trainer[method](Number(layer)));
}

test("every array at every operation of an update of the article", () => {
  for (const update of [0, 3]) {
    const trainer = new Trainer(articleConfig());
    trainer.train(update);
    const old = Object.fromEntries(Object.keys(UPDATED_AT).map((name) => [name, read(trainer, name)]));
    trainer.train(1);
    const changed = Object.fromEntries(Object.keys(UPDATED_AT).map((name) => [name, read(trainer, name)]));
    for (let operation = 0; operation <= 19; operation += 1) {
      trainer.seek(update, operation);
      for (const [name, places] of Object.entries(COMPUTED_AT)) {
        const now = read(trainer, name).map((value) => !Number.isNaN(value));
        assert.deepEqual(now, places.map((place) => operation >= place), `${name} at operation ${operation}`);
      }
      for (const [name, places] of Object.entries(UPDATED_AT)) {
        const expected = places.map((place, index) => (operation >= place ? changed : old)[name][index]);
        assert.deepEqual(bits(read(trainer, name)), bits(expected), `${name} at operation ${operation}`);
      }
    }
  }
});

test("arrays have the shape of their layer and their batch", () => {
  const trainer = new Trainer(fullConfig());
  const units = [4, 3, 2];
  const inputs = [3, 4, 3];
  for (const samples of [2, 2, 1]) {
    trainer.backward();
    assert.equal(trainer.batchRows().length, samples);
    for (const layer of [0, 1, 2]) {
      assert.ok(trainer.weights(layer) instanceof Float64Array);
      assert.equal(trainer.weights(layer).length, inputs[layer] * units[layer]);
      assert.equal(trainer.weightGradients(layer).length, inputs[layer] * units[layer]);
      assert.equal(trainer.biases(layer).length, units[layer]);
      assert.equal(trainer.biasGradients(layer).length, units[layer]);
      for (const name of ["preActivations", "activations", "deltas"]) {
        assert.equal(trainer[name](layer).length, samples * units[layer], name);
        assert.ok(trainer[name](layer).every(Number.isFinite), name);
      }
    }
    trainer.update();
  }
  const bare = new Trainer(articleConfig());
  assert.equal(bare.biases(0).length, 0);
  bare.backward();
  assert.equal(bare.biasGradients(1).length, 0);
});

test("a frozen bias and a frozen weight have gradients but keep their values", () => {
  const config = fullConfig();
  config.network.layers[0].frozen = [[1, 2], [0, 0]];
  const trainer = new Trainer(config);
  const weights = trainer.weights(0);
  trainer.backward();
  assert.ok(trainer.biasGradients(1).every((gradient) => Number.isFinite(gradient) && gradient !== 0));
  assert.ok(Number.isFinite(trainer.weightGradients(0)[1 * 4 + 2]));
  trainer.train(5);
  assert.deepEqual(Array.from(trainer.biases(1)), [0.1, -0.2, 0.3]);
  trainer.weights(0).forEach((weight, index) => {
    if (index === 1 * 4 + 2 || index === 0) assert.equal(weight, weights[index]);
    else assert.notEqual(weight, weights[index]);
  });
});

test("an array that was read is the reader's own", () => {
  const trainer = new Trainer(articleConfig());
  const weights = trainer.weights(0);
  const copy = Array.from(weights);
  weights.fill(99);
  assert.deepEqual(Array.from(trainer.weights(0)), copy);
  const kept = trainer.weights(0);
  trainer.train(10_000);
  assert.deepEqual(Array.from(kept), copy, "not a view into memory that goes on changing");
});

test("predict takes arrays of both kinds, leaves the position alone, and uses the weights as they are shown", () => {
  const trainer = Trainer.fromLesson("article");
  trainer.seek(0, 15);
  const { step } = trainer;
  allClose(trainer.predict([5, 4]), [1.55 * 0.07488215 + 1.22 * 0.27958466]);
  allClose(trainer.predict(Float64Array.of(5, 4)), [1.55 * 0.07488215 + 1.22 * 0.27958466]);
  allClose(trainer.predict([0, 0]), [0]);
  assert.deepEqual(trainer.step, step);
  trainer.seek(0, 1);
  close(trainer.predict([1, 0])[0], 0.15 * 0.05 + 0.1 * 0.26);
});

test("gradients agree with central differences, and the check moves nothing", () => {
  for (const config of [articleConfig(), fullConfig(), lessonConfig("article-2")]) {
    const trainer = new Trainer(config);
    trainer.train(3);
    trainer.next("pass");
    const { step } = trainer;
    const weights = bits(trainer.weights(0));
    const check = trainer.gradientCheck();
    assert.ok(check.maxRelativeError >= 0 && check.maxRelativeError < 1e-6, `${check.maxRelativeError} at ${check.worst}`);
    assert.equal(typeof check.worst, "string");
    assert.deepEqual(trainer.step, step);
    assert.deepEqual(bits(trainer.weights(0)), weights);
  }
});

test("the gradient check tells every weight, the worst first", () => {
  const trainer = new Trainer(fullConfig());
  const { checks, compared, inKinks, parameters } = trainer.gradientChecks();
  assert.equal(compared + inKinks, parameters);
  assert.equal(parameters, trainer.shape().parameters);
  const errors = checks.map(({ relativeError }) => relativeError);
  assert.deepEqual(errors, [...errors].sort((a, b) => b - a));
  const check = trainer.gradientCheck();
  assert.equal(check.maxRelativeError, errors[0]);
  assert.equal(check.worst, checks[0].name);
  for (const { analytic, numeric, relativeError } of checks) {
    close(relativeError, Math.abs(analytic - numeric) / Math.max(Math.abs(analytic), Math.abs(numeric), 1e-4));
  }
});

test("divergence ends training by itself and is said", () => {
  const trainer = new Trainer({ ...articleConfig(), optimizer: { method: "sgd", learning_rate: 1e6 } });
  assert.equal(trainer.diverged, false);
  trainer.train(1000);
  assert.equal(trainer.diverged, true);
  const { update } = trainer.step;
  assert.ok(update < 1000);
  trainer.train(10);
  for (const by of ["operation", "layer", "pass", "update", "epoch"]) trainer.next(by);
  trainer.seek(2000);
  trainer.gradientCheck();
  trainer.reset();
  assert.equal(trainer.diverged, false);
  close(trainer.forward(), 1.288494045);
});

test("a lesson knows the names of everything", () => {
  const trainer = Trainer.fromLesson("article");
  assert.equal(trainer.lesson, "article");
  assert.equal(new Trainer(articleConfig()).lesson, null);
  const names = trainer.names();
  assert.deepEqual(names.inputs, ["i1", "i2"]);
  assert.deepEqual(names.neurons, [["h1", "h2"], ["prediction"]]);
  assert.deepEqual(names.weights, [["w1", "w3", "w2", "w4"], ["w5", "w6"]]);
});

test("what an optimizer keeps, at its new value after its own operation", () => {
  const trainer = new Trainer({ ...articleConfig(), optimizer: { method: "adam", learning_rate: 0.01 } });
  assert.deepEqual(Array.from(trainer.moments("first_moment", 0)), [0, 0, 0, 0]);
  assert.equal(trainer.moments("momentum", 0).length, 0);
  assert.equal(trainer.biasMoments("second_moment", 1).length, 0);
  let step = trainer.step;
  while (step.kind !== "optimizer_state") step = trainer.next();
  assert.deepEqual([step.subject.quantity, step.subject.name], ["first_moment", "w6"]);
  assert.deepEqual(Array.from(trainer.moments("first_moment", 1)), [0, step.value]);
  assert.deepEqual(step.reads.map(({ name }) => name), ["beta1", "w6", "w6"]);
  while (step.kind !== "weight_update") step = trainer.next();
  const settings = step.reads.filter(({ kind }) => kind === "setting");
  assert.deepEqual(settings.map(({ name }) => name), ["a", "beta1", "t", "beta2", "epsilon"]);
  for (const bad of ["moment", 1, null, undefined]) {
    assert.throws(() => trainer.moments(bad, 0), { name: "RangeError", message: /expected one of "momentum"/ });
  }
  assert.throws(() => trainer.moments("momentum", 2), { name: "RangeError" });
});
