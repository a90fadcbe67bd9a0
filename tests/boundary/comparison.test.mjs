// Runs side by side: what the class gives, and how it refuses.
import assert from "node:assert/strict";
import { test } from "node:test";

import { articleConfig, Comparison, fullConfig, Trainer } from "./package.mjs";

const RATES = [0.01, 0.05, 0.1, 0.2];

test("the article at four rates", () => {
  const comparison = new Comparison(articleConfig(), "learning_rate", RATES);
  comparison.seek(10);
  assert.deepEqual([comparison.first, comparison.update, comparison.reached], [0, 10, 10]);
  const runs = comparison.runs();
  assert.deepEqual(runs.map(({ label }) => Number(label)), RATES);
  assert.deepEqual(runs.map(({ verdict }) => verdict), ["creeps", "overshoots and settles", "oscillates", "diverges at update 7"]);
  assert.deepEqual(runs.map(({ update }) => update), [10, 10, 10, 7]);
  assert.deepEqual(runs.map(({ lowest }) => lowest), [false, true, false, false]);
  assert.deepEqual(runs.map(({ divergedAt }) => divergedAt), [null, null, null, 7]);
  RATES.forEach((rate, index) => {
    const own = new Trainer({ ...articleConfig(), optimizer: { method: "sgd", learning_rate: rate } });
    own.train(10);
    assert.equal(runs[index].prediction[0], own.predict([5, 4])[0]);
    assert.equal(runs[index].error, own.predict([5, 4])[0] - 2);
    assert.deepEqual(runs[index].parameters.map(({ value }) => value), [0, 1].flatMap((unit) => [own.weights(0)[unit], own.weights(0)[2 + unit]]).concat(...own.weights(1)));
    assert.deepEqual([...comparison.losses(index)].slice(0, own.losses().length), [...own.losses()]);
    assert.equal(comparison.configOf(index).optimizer.learning_rate, rate);
  });
  assert.match(comparison.text(), /^At update 10: learning rate 0\.01: loss 0\.0670595; /);
  assert.equal(comparison.hit(1e6, 600, 260), 10);
  comparison.previous();
  comparison.next();
  assert.deepEqual(comparison.runs(), runs);
  comparison.free();
});

test("suggestions can be compared", () => {
  for (const config of [articleConfig(), fullConfig()]) {
    for (const setting of ["learning_rate", "optimizer", "momentum", "update_order"]) {
      const values = Comparison.suggestions(config, setting);
      const comparison = new Comparison(config, setting, values);
      comparison.seek(5);
      assert.equal(comparison.runs().length, values.length);
      comparison.free();
    }
  }
  assert.deepEqual(Comparison.suggestions(articleConfig(), "learning_rate"), RATES);
});

test("the start of a trainer's run", () => {
  const trainer = new Trainer(articleConfig());
  trainer.setWeight(0, 0, 0, 0.5);
  trainer.train(4);
  const start = trainer.startConfig();
  assert.equal(start.network.layers[0].weights[0][0], 0.5);
  assert.equal(start.state, undefined);
  assert.equal(trainer.startEdits().length, 1);
  const comparison = new Comparison(start, "learning_rate", [0.01, 0.02]);
  trainer.setDisplay({ digits: 3 });
  comparison.showAs(trainer);
  assert.match(comparison.text(), /loss \d+\.\d{1,2}[;,]/);
});

test("what is wrong is refused, and traps nothing", () => {
  const bad = (action, name, message) => assert.throws(action, (error) => error instanceof Error && error.name === name && message.test(error.message));
  const make = (setting, values, config = articleConfig()) => () => new Comparison(config, setting, values);
  bad(make("learning_rate", [0.1]), "RangeError", /2 to 4/);
  bad(make("learning_rate", [1, 2, 3, 4, 5]), "RangeError", /2 to 4/);
  bad(make("learning_rate", Array(1e5).fill(1)), "RangeError", /2 to 4/);
  bad(make("learning_rate", [0.1, 0.1]), "RangeError", /different/);
  bad(make("learning_rate", [0.1, Number.NaN]), "RangeError", /at least 0/);
  bad(make("learning_rate", [0.1, "x"]), "RangeError", /run 2: expected a number/);
  bad(make("momentum", [0.1, -1]), "RangeError", /at least 0/);
  bad(make("optimizer", ["sgd", "magic"]), "RangeError", /adamw/);
  bad(make("update_order", ["in_place", 1]), "RangeError", /simultaneous/);
  for (const setting of ["rate", 1, null, undefined, {}]) bad(make(setting, [1, 2]), "RangeError", /setting/);
  for (const values of [null, undefined, 1, "ab", {}]) bad(make("learning_rate", values), "RangeError", /list/);
  bad(make("learning_rate", [1, 2], {}), "ConfigError", /version/);
  const comparison = new Comparison(articleConfig(), "learning_rate", RATES);
  for (const update of [-1, 0.5, 1e9, Number.NaN, "1", null]) bad(() => comparison.seek(update), "RangeError", /update/);
  for (const run of [4, -1, null]) {
    bad(() => comparison.losses(run), "RangeError", /run/);
    bad(() => comparison.configOf(run), "RangeError", /run/);
  }
  bad(() => comparison.draw({}, 100, 100, 1, {}), "RangeError", /canvas/);
  assert.equal(comparison.hit("x", null, undefined), null);
  assert.equal(comparison.update, 0);
});
