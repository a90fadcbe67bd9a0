// What can be written down and continued elsewhere: config() and moment().
import assert from "node:assert/strict";
import { test } from "node:test";

import { bits, refused, state } from "./bits.mjs";
import { articleConfig, fullConfig, lessonConfig, Trainer } from "./package.mjs";

const json = (value) => JSON.parse(JSON.stringify(value));
const CONFIGS = { "the article": articleConfig, "a network with everything": fullConfig };

/** Two trainers walk on together. */
function sameFuture(one, other, steps) {
  for (let index = 0; index < steps; index += 1) {
    const [a, b] = [one.next(), other.next()];
    assert.deepEqual([b.update, b.operation, b.epoch, b.kind, b.sample], [a.update, a.operation, a.epoch, a.kind, a.sample]);
    assert.deepEqual(bits([b.value]), bits([a.value]));
  }
  assert.deepEqual({ ...state(other), losses: null }, { ...state(one), losses: null });
}

for (const [what, make] of Object.entries(CONFIGS)) {
  test(`config() of ${what} describes a fresh start`, () => {
    const trainer = new Trainer(make());
    const config = json(trainer.config());
    const again = new Trainer(config);
    assert.deepEqual(state(again), state(trainer));
    assert.deepEqual(json(again.config()), config);
    sameFuture(trainer, again, 150);
  });

  test(`config() in the middle of an update of ${what} continues identically`, () => {
    for (const [update, operation] of [[0, 7], [1, 0], [4, 11], [7, 1], [31, 19]]) {
      const trainer = new Trainer(make());
      trainer.seek(update, operation);
      const config = json(trainer.config());
      assert.equal(config.state.operation ?? 0, operation);
      const again = new Trainer(config);
      assert.deepEqual({ ...state(again), losses: null }, { ...state(trainer), losses: null });
      assert.deepEqual(json(again.config()), config);
      again.previous();
      assert.ok(again.step.update >= update, "nothing is known before a document's own count");
      again.seek(update, operation);
      sameFuture(trainer, again, 150);
    }
  });
}

test("a document with a state has no past", () => {
  const trainer = new Trainer(fullConfig());
  trainer.seek(5, 3);
  const again = new Trainer(json(trainer.config()));
  refused("RangeError", () => again.seek(4), again);
  refused("RangeError", () => again.seek(0, 2), again);
  again.seek(5, 0);
  again.previous("update");
  assert.deepEqual([again.step.update, again.step.operation], [5, 0]);
  again.train(3);
  again.reset();
  assert.deepEqual(again.step.update, 5);
});

test("config() holds edits", () => {
  const trainer = new Trainer(fullConfig());
  trainer.train(4);
  trainer.setWeight(0, 2, 3, 1 / 3);
  trainer.setBias(2, 0, 0.1 + 0.2);
  trainer.setLearningRate(0.07);
  trainer.setInput(2, 1, 1e-17);
  trainer.setTarget(3, 0, 0.123456789012345678);
  trainer.seek(4, 20);
  const again = new Trainer(json(trainer.config()));
  assert.deepEqual({ ...state(again), losses: null }, { ...state(trainer), losses: null });
  assert.equal(again.learningRate, 0.07);
  assert.deepEqual(again.samples(), trainer.samples());
  sameFuture(trainer, again, 200);
});

test("a moment comes back to the last bit, with its past and its edits", () => {
  for (const make of Object.values(CONFIGS)) {
    const trainer = new Trainer(make());
    trainer.train(2);
    trainer.setWeight(0, 0, 1, 0.1 + 0.2);
    trainer.train(3);
    trainer.setLearningRate(1 / 30);
    trainer.setTarget(0, 0, 5e-324);
    trainer.seek(6, 9);
    const moment = json(trainer.moment());
    assert.deepEqual(moment.position, [6, 9]);
    assert.equal(moment.edits.length, 3);
    const again = Trainer.fromMoment(moment);
    assert.deepEqual(state(again), state(trainer));
    assert.deepEqual(json(again.moment()), moment);
    for (const place of [[0, 3], [2, 0], [5, 1], [4, 4], [6, 9]]) {
      trainer.seek(...place);
      again.seek(...place);
      assert.deepEqual({ ...state(again), losses: null }, { ...state(trainer), losses: null });
    }
    sameFuture(trainer, again, 100);
    again.reset();
    assert.deepEqual(state(again), state(new Trainer(make())));
  }
});

test("a moment of a lesson, and one before its own edits", () => {
  const trainer = Trainer.fromLesson("article");
  trainer.seek(3);
  trainer.setWeight(1, 1, 0, 0.75);
  trainer.seek(1, 10);
  const again = Trainer.fromMoment(json(trainer.moment()));
  assert.deepEqual([again.step.update, again.step.operation], [1, 10]);
  trainer.seek(5);
  again.seek(5);
  assert.deepEqual({ ...state(again), losses: null }, { ...state(trainer), losses: null });
});

test("a moment that is none is refused", () => {
  const good = () => ({ config: articleConfig(), edits: [], position: [0, 0] });
  Trainer.fromMoment(good());
  const weight = { update: 0, kind: "weight", layer: 0, input: 0, unit: 0, value: 1 };
  const wrong = [
    undefined, null, 5, "moment", [], {}, { ...good(), config: undefined }, { ...good(), config: 7 },
    { ...good(), position: "1.10" }, { ...good(), position: [0] }, { ...good(), position: [0, 0, 0] },
    { ...good(), position: [-1, 0] }, { ...good(), position: [0, 20] }, { ...good(), position: [0.5, 0] }, { ...good(), position: [NaN, 0] },
    { ...good(), edits: {} }, { ...good(), edits: [null] }, { ...good(), edits: [{}] }, { ...good(), edits: [{ ...weight, kind: "spell" }] },
    { ...good(), edits: [{ ...weight, layer: 2 }] }, { ...good(), edits: [{ ...weight, input: -1 }] },
    { ...good(), edits: [{ ...weight, unit: 2 ** 32 }] }, { ...good(), edits: [{ ...weight, value: NaN }] },
    { ...good(), edits: [{ ...weight, value: "1" }] }, { ...good(), edits: [{ ...weight, update: -1 }] },
    { ...good(), position: [3, 0], edits: [{ ...weight, update: 2 }, { ...weight, update: 1 }, { ...weight, update: 1, kind: "bias" }] },
    { ...good(), surprise: true },
  ];
  for (const moment of wrong) {
    let error;
    try {
      Trainer.fromMoment(moment);
    } catch (thrown) {
      error = thrown;
    }
    assert.ok(error instanceof Error, `${JSON.stringify(moment)} was taken`);
    assert.ok(["ConfigError", "RangeError"].includes(error.name), `${JSON.stringify(moment)}: ${error.name}: ${error.message}`);
  }
  assert.equal(Trainer.fromMoment(good()).forward(), new Trainer(lessonConfig()).forward());
});

test("a run that diverges says where, what and why", () => {
  const trainer = new Trainer({ ...articleConfig(), optimizer: { method: "sgd", learning_rate: 0.2 } });
  assert.equal(trainer.divergence(), null);
  trainer.train(50);
  const { update, subject, text } = trainer.divergence();
  assert.deepEqual([update, subject.kind, subject.name], [7, "loss", "E"]);
  assert.match(text, /update 7.*the loss.*learning rate/);
  assert.equal(trainer.step.update, 7);
  trainer.previous("update");
  assert.equal(trainer.divergence(), null);
});
