// An update on paper, as plain data.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Trainer } from "./package.mjs";

const items = (sheet) => sheet.sections.flatMap(({ groups }) => groups).flatMap(({ items }) => items);

test("a sheet holds every step of an update", () => {
  const trainer = Trainer.fromLesson("article");
  trainer.seek(1, 7);
  const sheet = trainer.sheet();
  assert.deepEqual([sheet.form, sheet.title], ["worked", "Update 2, worked out"]);
  assert.deepEqual(trainer.step.operation, 7, "the trainer does not move");
  assert.deepEqual(items(sheet).map(({ operation }) => operation), Array.from({ length: 19 }, (_, i) => i + 1));
  for (const { math, blanks } of items(sheet)) {
    assert.match(math, /^(<math display="block">((?!<math).)*<\/math>){3,}$/);
    assert.deepEqual(blanks, []);
  }
  assert.deepEqual(sheet.facts.map(({ name }) => name).slice(0, 3), ["Network", "Loss", "Optimizer"]);
  assert.equal(sheet.tables.length, 2);
  trainer.free();
});

test("a worksheet has blanks, and its answers have none", () => {
  const trainer = Trainer.fromLesson("mazur");
  const worksheet = trainer.sheet("worksheet");
  const answers = trainer.sheet("answers");
  assert.ok(items(worksheet).every(({ blanks }) => blanks.at(-1) === "result"));
  assert.ok(items(answers).every(({ blanks }) => blanks.length === 0));
  assert.equal(items(worksheet).length, items(answers).length);
  assert.deepEqual(worksheet.tables[1].rows[0].slice(2), [[{ blank: true }], [{ blank: true }]]);
  trainer.free();
});

test("a form that does not exist is refused", () => {
  const trainer = Trainer.fromLesson("article");
  for (const form of ["", "toString", null, 1, {}, ["worked"]]) {
    assert.throws(() => trainer.sheet(form), { name: "RangeError", message: /^form: expected one of worked, worksheet, answers, got / });
  }
  trainer.free();
});
