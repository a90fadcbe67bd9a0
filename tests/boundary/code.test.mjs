// A run as a program: its text, its lines, and what each of them gives.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fullConfig, programLanguages, Trainer } from "./package.mjs";

const text = (lines) => lines.map((parts) => `${parts.map((part) => part.text).join("")}\n`).join("");

test("the lines are those of the program, whose names say what they hold", () => {
  const ids = programLanguages().map(({ id, title, extension }) => {
    assert.ok(title.length > 0 && /^[a-z]+$/.test(extension));
    return id;
  });
  assert.ok(ids[0] === "numpy" && ids.includes("javascript"));
  for (const make of [() => Trainer.fromLesson("article"), () => new Trainer(fullConfig())]) {
    const trainer = make();
    assert.equal(trainer.code(), trainer.code("numpy"));
    for (const id of ids) {
      const lines = trainer.codeLines(id);
      assert.equal(text(lines), trainer.code(id));
      assert.doesNotMatch(text(lines), /NaN|undefined/);
      const subjects = lines.flat().map((part) => part.subject);
      for (const pattern of ["weight:value:0:*:*:", "weight:gradient:0:*:*:", "input:value:::*:*", "neuron:activation:0:*::*"]) {
        assert.ok(subjects.includes(pattern), `${pattern} in ${id}`);
      }
    }
  }
});

test("each operation is part of a line, which gives what is computed so far", () => {
  const trainer = Trainer.fromLesson("article");
  assert.equal(trainer.codeLine(), null);
  const lines = trainer.codeLines();
  const found = [];
  for (let operation = 1; operation <= trainer.step.operations; operation += 1) {
    trainer.next();
    const line = trainer.codeLine();
    found.push([text([lines[line]]).trim(), trainer.codeValue(line)]);
  }
  assert.deepEqual(found[0], ["A1 = X @ W1", "A1, 1 × 2\n1.55  –"]);
  assert.deepEqual(found[2], ["prediction = A1 @ W2", "prediction, 1 × 1\n0.3947"]);
  assert.deepEqual(found[3], ["loss = np.sum((prediction - Y) ** 2) / 2  # half the squared error", "loss = 1.28849"]);
  assert.deepEqual(found.at(-1), ["W1 = W1 - a * dW1", "W1, 2 × 2\n0.154013  0.120869\n0.203211  0.196695"]);
  // What the update starts from stays what it was; and a line that prints gives nothing.
  const given = lines.findIndex((line) => text([line]).startsWith("W1 = np.array"));
  assert.equal(trainer.codeValue(given), "W1, 2 × 2\n0.15  0.1\n0.2   0.18");
  assert.equal(trainer.codeValue(0), null);
  trainer.seek(0, 3);
  assert.equal(trainer.codeValue(trainer.codeLines().findIndex((line) => text([line]).startsWith("D2 ="))), "D2, 1 × 1: not computed yet");
  // The next update has another program.
  trainer.update();
  assert.match(text(trainer.codeLines()), /W1 = np\.array\(\[\[0\.154/);
  trainer.setWeight(0, 0, 0, 0.5);
  assert.match(text(trainer.codeLines()), /W1 = np\.array\(\[\[0\.5,/);
});

test("of rows by the thousand the lines are the first few, and the program has all", () => {
  const config = { ...fullConfig(), data: { generator: "spiral", samples: 9000, seed: 1 }, batch: { size: 100 } };
  config.network = { inputs: 2, layers: [{ units: 3, activation: "tanh" }, { units: 1, activation: "sigmoid" }] };
  config.loss = "binary_cross_entropy";
  config.optimizer = { method: "sgd", learning_rate: 0.1 };
  delete config.state;
  const trainer = new Trainer(config);
  for (const { id } of programLanguages()) {
    assert.ok(trainer.codeLines(id).length < 250, id);
    assert.match(text(trainer.codeLines(id)), /… 8984 more rows/);
    assert.ok(trainer.code(id).split("\n").length > 9000, id);
    trainer.seek(3, 200);
    assert.notEqual(trainer.codeLine(id), null);
    assert.match(trainer.codeValue(trainer.codeLine(id), id), /^A1, 100 × 3, rows \d+ to \d+\n/);
  }
});

test("what is no language or no line is refused", () => {
  const trainer = Trainer.fromLesson("article");
  for (const language of ["cobol", 3, null, {}]) {
    for (const ask of [() => trainer.code(language), () => trainer.codeLines(language), () => trainer.codeLine(language), () => trainer.codeValue(0, language)]) {
      assert.throws(ask, (error) => error.name === "RangeError" && /^language: expected one of "numpy"/.test(error.message));
    }
  }
  for (const line of [-1, 1e6, 0.5, NaN, "1", undefined]) {
    assert.throws(() => trainer.codeValue(line), { name: "RangeError" }, String(line));
  }
});
