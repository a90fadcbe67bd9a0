// The current step in matrix form, as JavaScript gets it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { refused, state } from "./bits.mjs";
import { articleConfig, fullConfig, Trainer } from "./package.mjs";

const matricesOf = (form) => form.equations.flatMap(({ parts }) => parts.flat()).filter(({ kind }) => kind === "matrix");
const cellsOf = (form) => matricesOf(form).flatMap(({ cells }) => cells.flat());

test("it has the names, shapes and numbers of the step, and leaves the trainer alone", () => {
  const trainer = new Trainer(articleConfig());
  const start = state(trainer);
  const first = trainer.matrixForm(4, 3);
  assert.deepEqual(state(trainer), start);
  assert.deepEqual(cellsOf(first).map(({ text }) => text).slice(-2), ["–", "–"]);
  trainer.seek(0, 1);
  const before = state(trainer);
  const form = trainer.matrixForm(4, 3);
  assert.deepEqual(state(trainer), before);
  assert.equal(form.equations[0].label, "X 1×2 · W1 2×2 = H 1×2");
  const [x, w, hidden] = matricesOf(form);
  assert.deepEqual([x.shape, w.shape, hidden.code, w.pattern], ["1×2", "2×2", "A1", "weight:value:0:*:*:"]);
  assert.deepEqual(w.cells[1][0], { text: trainer.format(trainer.weights(0)[2]), subject: "weight:value:0:0:1:", role: "read", frozen: false, missing: false });
  const [computed] = hidden.cells[0];
  assert.deepEqual([computed.role, computed.text], ["computed", trainer.format(trainer.step.value)]);
  assert.match(w.name, /^<math>.*<\/math>$/);
});

test("every step of everything there is has a form with one computed cell", () => {
  const trainer = new Trainer(fullConfig());
  const { operations } = trainer.step;
  for (let operation = 1; operation <= operations; operation += 1) {
    const { kind, value } = trainer.seek(0, operation);
    const form = trainer.matrixForm(3, 2);
    const computed = cellsOf(form).filter(({ role }) => role === "computed");
    assert.deepEqual(computed.map(({ text }) => text), [trainer.format(value)], kind);
    for (const { rows, columns, cells } of matricesOf(form)) {
      assert.ok(cells.length <= 3 && cells.every((row) => row.length <= 2));
      for (const { first, count, of, after } of [rows, columns]) assert.equal(first + count + after, of);
    }
  }
  const kinds = trainer.matrixForms(3, 2);
  assert.ok(kinds.length > 9 && kinds.every(({ equations }) => equations.length > 0));
});

test("what is no number of rows or columns is refused", () => {
  const trainer = new Trainer(articleConfig());
  for (const wrong of [undefined, null, "2", -1, 1.5, NaN, {}]) {
    refused("RangeError", () => trainer.matrixForm(wrong, 2), trainer);
    refused("RangeError", () => trainer.matrixForms(2, wrong), trainer);
  }
  assert.ok(trainer.matrixForm(0, 1e9).equations.length > 0);
});
