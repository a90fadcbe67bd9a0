// The article's two cases, digit by digit, through whole passes and through single operations.
import assert from "node:assert/strict";
import { test } from "node:test";

import { allClose, bits, close } from "./bits.mjs";
import { Trainer } from "./package.mjs";

/** What each operation of the first update computes, in the contract's order. The weights are named as in the article. */
const FIRST_CASE = [
  ["h1", "weighted_sum", 1.55],
  ["h2", "weighted_sum", 1.22],
  ["prediction", "weighted_sum", 0.3947],
  [null, "loss", 1.288494045],
  ["prediction", "output_error", -1.6053],
  ["w6", "weight_gradient", -1.958466],
  ["w5", "weight_gradient", -2.488215],
  ["h2", "hidden_error", -0.417378],
  ["h1", "hidden_error", -0.080265],
  ["w4", "weight_gradient", -1.669512],
  ["w3", "weight_gradient", -2.08689],
  ["w2", "weight_gradient", -0.32106],
  ["w1", "weight_gradient", -0.401325],
  ["w6", "weight_update", 0.27958466],
  ["w5", "weight_update", 0.07488215],
  ["w4", "weight_update", 0.19669512],
  ["w3", "weight_update", 0.1208689],
  ["w2", "weight_update", 0.2032106],
  ["w1", "weight_update", 0.15401325],
];

test("the first update of the article, one operation after the other, and back through the same ones", () => {
  const trainer = Trainer.fromLesson("article");
  const start = trainer.step;
  assert.deepEqual([start.update, start.operation, start.operations, start.phase, start.kind], [0, 0, 19, "start", "start"]);
  assert.ok(Number.isNaN(start.value));
  assert.equal(start.subject, null);
  const seen = [];
  FIRST_CASE.forEach(([name, kind, value], index) => {
    const step = trainer.next();
    assert.deepEqual([step.update, step.operation, step.kind], [0, index + 1, kind]);
    if (name) assert.equal(step.subject.name, name);
    close(step.value, value);
    seen.push(step);
  });
  const after = trainer.next();
  assert.deepEqual([after.update, after.operation, after.phase], [1, 0, "start"]);
  for (const step of seen.reverse()) assert.deepEqual(trainer.previous(), step);
  assert.deepEqual(trainer.previous(), start);
});

test("the first case in whole passes", () => {
  const trainer = Trainer.fromLesson("article");
  close(trainer.forward(), 1.288494045);
  allClose(trainer.activations(0), [1.55, 1.22]);
  allClose(trainer.activations(1), [0.3947]);
  trainer.backward();
  allClose(trainer.deltas(1), [-1.6053]);
  allClose(trainer.weightGradients(1), [-2.488215, -1.958466]);
  allClose(trainer.weightGradients(0), [-0.401325, -2.08689, -0.32106, -1.669512]);
  trainer.update();
  allClose(trainer.weights(0), [0.15401325, 0.1208689, 0.2032106, 0.19669512]);
  allClose(trainer.weights(1), [0.07488215, 0.27958466]);
  allClose(trainer.predict([5, 4]), [0.5074688075164043]);
  close(trainer.forward(), 1.1138246802682523);
  allClose(trainer.activations(0), [1.58290865, 1.39112498]);
  allClose(trainer.losses(), [1.288494045].slice(0, trainer.step.update));
});

test("the first case trained on", () => {
  const predictions = {
    1: [0.5074688075164043, 1e-15],
    2: [0.6296494930525556, 1e-15],
    3: [0.7604282474, 1e-10],
    4: [0.8975492826, 1e-10],
    5: [1.0374979391, 1e-10],
    10: [1.633777, 1e-6],
    20: [1.977144, 1e-6],
    50: [1.999997, 1e-6],
  };
  const trainer = Trainer.fromLesson("article");
  for (const [update, [expected, tolerance]] of Object.entries(predictions)) {
    trainer.train(Number(update) - trainer.step.update);
    assert.equal(trainer.step.update, Number(update));
    close(trainer.predict([5, 4])[0], expected, tolerance);
  }
  const after = Trainer.fromLesson("article");
  after.train(1);
  trainer.seek(1);
  assert.deepEqual(bits(trainer.weights(0)), bits(after.weights(0)));
  assert.deepEqual(bits(trainer.weights(1)), bits(after.weights(1)));
});

test("the first case at five times the rate", () => {
  const expected = [0.3947, 1.04194928791, 1.79851838774, 2.03998742331, 1.98774921077, 2.00347914585];
  const trainer = Trainer.fromLesson("article");
  trainer.setLearningRate(0.05);
  for (const prediction of expected) {
    close(trainer.predict([5, 4])[0], prediction, 1e-11);
    trainer.train(1);
  }
});

test("the second case", () => {
  const trainer = Trainer.fromLesson("article-2");
  close(trainer.forward(), 0.3272405);
  allClose(trainer.activations(0), [0.85, 0.48]);
  allClose(trainer.activations(1), [0.191]);
  trainer.backward();
  allClose(trainer.deltas(1), [-0.809]);
  allClose(Array.from(trainer.weightGradients(0), (gradient) => 0.05 * gradient), [-0.011326, -0.012135, -0.016989, -0.0182025]);
  trainer.update();
  allClose(trainer.weights(0), [0.121326, 0.132135, 0.226989, 0.0982025]);
  allClose(trainer.weights(1), [0.1743825, 0.169416]);
  close(trainer.forward(), 0.2769571713929, 1e-12);
  allClose(trainer.activations(0), [0.923619, 0.5588775]);
  close(trainer.predict([2, 3])[0], 0.2557457808075, 1e-12);
});
