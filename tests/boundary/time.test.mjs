// Time travel: wherever a trainer came from, the same position has the same bits.
import assert from "node:assert/strict";
import { test } from "node:test";

import { bits, parameters, state } from "./bits.mjs";
import { articleConfig, fullConfig, Trainer } from "./package.mjs";

const position = (trainer) => [trainer.step.update, trainer.step.operation];

test("previous undoes next, operation by operation, over several updates", () => {
  for (const config of [articleConfig(), fullConfig(), { ...fullConfig(), update_order: "in_place" }]) {
    const trainer = new Trainer(config);
    const states = [state(trainer)];
    const count = 2 * trainer.step.operations + 30;
    for (let index = 0; index < count; index += 1) {
      trainer.next();
      states.push(state(trainer));
    }
    states.pop();
    for (const expected of states.reverse()) {
      trainer.previous();
      // Losses already known stay known; everything else is as it was.
      const { losses: _, ...now } = state(trainer);
      const { losses: __, ...then } = expected;
      assert.deepEqual(now, then);
    }
  }
});

test("seek equals stepping, forwards and backwards, also to where nobody has been", () => {
  for (const config of [articleConfig(), fullConfig()]) {
    const stepped = new Trainer(config);
    const states = new Map();
    for (let index = 0; index < 250; index += 1) {
      states.set(position(stepped).join("."), state(stepped));
      stepped.next();
    }
    const sought = new Trainer(config);
    const places = [...states.keys()];
    // A fixed walk through all of them, far jumps included.
    for (let index = 0, at = 0; index < 200; index += 1, at = (at * 31 + 17) % places.length) {
      const [update, operation] = places[at].split(".").map(Number);
      const step = sought.seek(update, operation);
      assert.deepEqual([step.update, step.operation], [update, operation]);
      const { losses: _, ...now } = state(sought);
      const { losses: __, ...then } = states.get(places[at]);
      assert.deepEqual(now, then);
    }
  }
});

test("a long run comes back to the last bit", () => {
  const trainer = new Trainer(fullConfig());
  const remembered = new Map();
  for (let update = 0; update <= 20_000; update += 500) {
    trainer.seek(update);
    remembered.set(update, parameters(trainer));
  }
  for (const update of [0, 1500, 19_500, 500, 10_000, 20_000, 9_500, 0]) {
    trainer.seek(update);
    assert.deepEqual(parameters(trainer), remembered.get(update), `update ${update}`);
  }
  const straight = new Trainer(fullConfig());
  straight.train(20_000);
  trainer.seek(20_000);
  assert.deepEqual(state(trainer), state(straight));
});

test("reset is the start", () => {
  const trainer = new Trainer(fullConfig());
  const start = state(trainer);
  trainer.train(10);
  trainer.next("pass");
  trainer.setWeight(0, 0, 0, 3);
  trainer.setLearningRate(0.3);
  trainer.next("update");
  const step = trainer.reset();
  assert.deepEqual([step.update, step.operation], [0, 0]);
  assert.deepEqual(state(trainer), start);
  assert.equal(trainer.learningRate, 0.1);
});

test("going back before the start stays there", () => {
  const trainer = new Trainer(articleConfig());
  const start = state(trainer);
  for (const by of ["operation", "layer", "pass", "update", "epoch"]) {
    trainer.previous(by);
    assert.deepEqual(state(trainer), start);
  }
});

const EDITS = {
  "a weight": { make: (trainer) => trainer.setWeight(0, 1, 0, 0.5), read: (trainer) => trainer.weights(0)[2 * 1 + 0] },
  "the learning rate": { make: (trainer) => trainer.setLearningRate(0.02), read: (trainer) => trainer.learningRate },
  "an input": { make: (trainer) => trainer.setInput(0, 1, -3), read: (trainer) => trainer.samples().inputs[0][1] },
  "a target": { make: (trainer) => trainer.setTarget(0, 0, 7), read: (trainer) => trainer.samples().targets[0][0] },
};

for (const [what, { make, read }] of Object.entries(EDITS)) {
  test(`an edit of ${what} is a point of history`, () => {
    const trainer = new Trainer(articleConfig());
    trainer.train(3);
    const untouched = read(trainer);
    const before = state(trainer);
    trainer.seek(5);
    trainer.seek(3, 8);
    make(trainer);
    assert.deepEqual(position(trainer), [3, 0], "an edit returns to operation 0 of the current update");
    const edited = read(trainer);
    assert.notEqual(edited, untouched);
    assert.equal(trainer.losses().length, 3, "what came later is dropped");
    const after = state(trainer);
    trainer.seek(9, 5);
    const later = state(trainer);
    trainer.seek(1);
    assert.notEqual(read(trainer), edited, "before the edit there is no edit");
    trainer.seek(9, 5);
    assert.deepEqual(state(trainer), later, "seek replays the edit");
    trainer.seek(3);
    assert.deepEqual({ ...state(trainer), losses: null }, { ...after, losses: null });
    assert.equal(read(trainer), edited);

    trainer.previous();
    assert.deepEqual(position(trainer), [3, 0], "previous undoes the edit first");
    assert.deepEqual(state(trainer), before);
    trainer.previous();
    assert.deepEqual(position(trainer), [2, 19]);

    trainer.seek(3);
    make(trainer);
    trainer.reset();
    trainer.seek(3);
    assert.deepEqual(state(trainer), before, "reset drops edits");
  });
}

test("an edited bias, and several edits undone in turn", () => {
  const trainer = new Trainer(fullConfig());
  trainer.train(2);
  const states = [state(trainer)];
  const edits = [
    () => trainer.setBias(2, 1, -0.75),
    () => trainer.setWeight(1, 3, 2, 0.125),
    () => trainer.setBias(2, 1, 0.5),
    () => trainer.setTarget(4, 1, 0.33),
  ];
  for (const edit of edits) {
    edit();
    states.push(state(trainer));
  }
  assert.equal(trainer.biases(2)[1], 0.5);
  states.pop();
  for (const expected of states.reverse()) {
    trainer.previous();
    assert.deepEqual(state(trainer), expected);
  }
});

test("edits at different updates are replayed each at its own", () => {
  const trainer = new Trainer(articleConfig());
  trainer.train(2);
  trainer.setWeight(1, 0, 0, 0.4);
  trainer.train(3);
  trainer.setLearningRate(0.001);
  trainer.setInput(0, 0, 4.5);
  trainer.train(10);
  const end = state(trainer);
  const rates = [0, 4, 5, 8].map((update) => {
    trainer.seek(update);
    return trainer.learningRate;
  });
  assert.deepEqual(rates, [0.01, 0.01, 0.001, 0.001]);
  trainer.seek(15);
  assert.deepEqual(state(trainer), end);
});

test("the timeline counts every position once", () => {
  const trainer = new Trainer(articleConfig());
  trainer.train(3);
  trainer.seek(0);
  const { length, index, reached } = trainer.timeline;
  assert.equal(index, 0);
  assert.equal(reached, 3);
  assert.equal(length, 4 * 20, "three whole updates, and the operations of the one that is reached");
  const walker = new Trainer(articleConfig());
  for (let at = 0; at < length; at += 1) {
    const step = trainer.seekTimeline(at);
    assert.equal(trainer.timeline.index, at);
    assert.equal(trainer.timeline.length, length, "looking around does not lengthen history");
    assert.equal(trainer.positionOf(step.update, step.operation), at);
    assert.deepEqual([step.update, step.operation], position(walker));
    assert.deepEqual(bits([step.value]), bits([walker.step.value]));
    walker.next();
  }
  assert.equal(trainer.lossHistory().length, 3);
  trainer.seek(1, 3);
  assert.equal(trainer.lossHistory().length, 3);
  assert.deepEqual(bits(trainer.losses()), bits(trainer.lossHistory().slice(0, trainer.losses().length)));
});
