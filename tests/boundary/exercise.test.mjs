// Predicting: the next number is asked for, an answer judged, and nothing moves.
import assert from "node:assert/strict";
import { test } from "node:test";

import { refused, state } from "./bits.mjs";
import { articleConfig, scoreText, Trainer } from "./package.mjs";

test("the next number is asked for, and its answer judged as it was typed", () => {
  const trainer = new Trainer(articleConfig());
  trainer.seek(0, 12);
  const before = state(trainer);
  assert.deepEqual(trainer.question(), {
    title: "Gradient of w1",
    text: "What is the gradient of w1, which leads from i1 to h1?",
    isChange: false,
  });
  assert.deepEqual(trainer.judge("−0,40"), { verdict: "right", text: "Right: it is −0.401325.", mistakes: [] });
  assert.deepEqual(trainer.judge("-0.80265").mistakes, ["factor"]);
  assert.equal(trainer.judge("-2/3").verdict, "wrong");
  assert.equal(trainer.solution(), "It is −0.401325.");
  const { rule, numbers } = trainer.hints();
  assert.match(rule, /^<math.*∂/s);
  assert.match(numbers, /1\.6053/);
  assert.ok(!numbers.includes("0.401325") && !rule.includes("0.401325"));
  const mistakes = trainer.mistakes();
  assert.ok(mistakes.some(({ kind, value }) => kind === "updated_weight" && Math.abs(value + 0.6010415773) < 1e-9));
  assert.ok(mistakes.every(({ kind, text }) => kind !== "slope" && /^That is what you get .*\.$/.test(text)));
  assert.deepEqual(state(trainer), before);
});

test("where there is no question there is none of it", () => {
  const trainer = new Trainer(articleConfig());
  trainer.seek(0, 19);
  for (const method of ["question", "hints", "solution", "mistakes"]) assert.equal(trainer[method](), null);
  assert.equal(trainer.judge("1"), null);
});

test("answers that are none are refused", () => {
  const trainer = new Trainer(articleConfig());
  for (const answer of ["", "abc", "1/0", "1e999", "0x10", undefined, null, 1, {}, [], "9".repeat(100_000), "١"]) {
    const error = refused("RangeError", () => trainer.judge(answer), trainer);
    assert.match(error.message, /^answer: expected .{0,120}$/);
  }
});

test("scores in words", () => {
  assert.equal(scoreText(12, 3, 4), "15 of 19 predicted, 12 of them at once.");
  assert.equal(scoreText(0, 0, 0), "");
  for (const wrong of [-1, 0.5, NaN, undefined, "1"]) assert.match(refused("RangeError", () => scoreText(wrong, 0, 0)).message, /^first: expected a whole number/);
});
