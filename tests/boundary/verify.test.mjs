// Every printed figure recomputed: the rows that the Verify page shows.
import assert from "node:assert/strict";
import { test } from "node:test";

import { lessons, Trainer, verify } from "./package.mjs";

const VERDICTS = ["equal", "rounded", "cut", "computed_from_printed", "erratum"];

test("every verdict on a printed figure holds", () => {
  const examples = verify();
  const published = lessons().filter(({ source }) => source.length > 0);
  assert.deepEqual(examples.map(({ id }) => id), published.map(({ id }) => id));
  for (const { id, title, source, rows } of examples) {
    assert.ok(title && source.length > 0 && rows.length > 0, id);
    for (const row of rows) {
      assert.ok(row.holds, `${id}: ${row.printed} of ${row.name}`);
      assert.ok(VERDICTS.includes(row.verdict) && row.what.startsWith("<math") && row.name && row.where, id);
      const exact = row.exact.replace("−", "-");
      assert.equal(String(Number(exact)), exact, "the shortest text that reads back as the same number");
    }
  }
});

test("the exact values are those of a trainer at the position they name", () => {
  const { rows } = verify().find(({ id }) => id === "mazur");
  for (const [name, find] of [
    ["h1", (trainer) => trainer.activations(0)[0]],
    ["o2", (trainer) => trainer.activations(1)[1]],
    ["E", (trainer) => trainer.step.value],
  ]) {
    const row = rows.find((row) => row.name === name && !row.variant);
    const trainer = Trainer.fromLesson("mazur");
    trainer.seek(...row.at);
    assert.equal(String(find(trainer)), row.exact, name);
    trainer.free();
  }
});

test("a lesson calls things as its source does", () => {
  const trainer = Trainer.fromLesson("mazur");
  assert.deepEqual(trainer.names().neurons, [["h1", "h2"], ["o1", "o2"]]);
  const again = Trainer.fromMoment(trainer.moment(), "mazur");
  assert.deepEqual(again.names(), trainer.names());
});
