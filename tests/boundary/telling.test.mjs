// What is told and drawn about a moment: formulas as MathML, scenes, the picture in words, the program.
import assert from "node:assert/strict";
import { test } from "node:test";

import { articleConfig, fullConfig, Trainer } from "./package.mjs";

const SETTINGS = ["momentum", "weight_decay", "decay", "beta1", "beta2", "epsilon", "t"];
const key = ({ kind, quantity, layer, unit, input, sample, name }) =>
  [kind, quantity, layer ?? "", unit ?? "", input ?? "", sample ?? "", ...(SETTINGS.includes(name) ? [name] : [])].join(":");

/** Complains unless the text is one well-formed `<math>` element with text in it; gives the keys of its subjects. */
function wellFormed(source) {
  const open = [];
  let roots = 0;
  for (const [, closing, name, , empty] of source.matchAll(/<(\/?)([a-z]+)((?:\s+[a-z-]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (closing) assert.equal(open.pop(), name, source);
    else if (!empty) {
      if (open.length === 0) roots += 1;
      open.push(name);
    }
  }
  assert.deepEqual(open, [], source);
  assert.equal(roots, 1, source);
  assert.match(source, /^<math[ >]/);
  const text = source.replace(/<[^>]*>/g, "");
  assert.ok(text.length > 0 && !/[<>]|&(?!(?:amp|lt|gt|quot|#\d+|#x[\da-f]+);)/i.test(text), text);
  assert.doesNotMatch(text, /NaN|undefined|inf/);
  return [...source.matchAll(/data-subject="([^"]*)"/g)].map(([, subject]) => subject);
}

test("every formula is well-formed MathML whose symbols carry the subjects of the step", () => {
  for (const make of [
    () => Trainer.fromLesson("article"),
    () => new Trainer(fullConfig()),
    () => new Trainer({ ...fullConfig(), optimizer: { method: "adamw", learning_rate: 0.1 } }),
  ]) {
    const trainer = make();
    for (let operation = 1; operation <= trainer.step.operations; operation += 1) {
      const step = trainer.next();
      const told = trainer.explanation();
      const symbols = wellFormed(told.symbols);
      const numbers = told.numbers === "" ? [] : wellFormed(told.numbers);
      wellFormed(told.result);
      assert.ok(symbols.includes(key(step.subject)), `${key(step.subject)} is not in ${told.symbols}`);
      for (const subject of step.reads) {
        assert.ok([...symbols, ...numbers].includes(key(subject)), `operation ${operation}: ${key(subject)} is not in ${told.symbols}`);
      }
      assert.equal(Number(told.value), step.value, "the value is the shortest text that gives the same number back");
      assert.equal(told.text, step.text);
      assert.ok(told.title.length > 0);
    }
  }
});

/** A network of one neuron with so many inputs. */
const wide = (inputs) => ({
  version: 1,
  network: { inputs, layers: [{ units: 1, activation: "sigmoid", bias: false }] },
  loss: "half_squared_error",
  optimizer: { method: "sgd", learning_rate: 0.1 },
  data: { inputs: [Array(inputs).fill(1)], targets: [[1]] },
});

test("a long sum says how many terms it has, and unfolds", () => {
  const trainer = new Trainer(wide(30));
  trainer.next();
  const [folded, unfolded] = [trainer.explanation(), trainer.explanation(true)];
  assert.deepEqual([folded.terms, folded.unfoldedTerms], [30, 30]);
  assert.equal(new Set(wellFormed(folded.numbers)).size, 20, "ten products");
  assert.equal(new Set(wellFormed(unfolded.numbers)).size, 60);
  assert.deepEqual({ ...folded, symbols: "", numbers: "" }, { ...unfolded, symbols: "", numbers: "" });
  trainer.next();
  assert.equal(trainer.explanation(undefined).terms, 0);
  for (const wrong of [1, "yes", null, {}]) {
    assert.throws(() => trainer.explanation(wrong), { name: "RangeError", message: /^unfolded: expected true or false/ });
  }
});

test("the chain rule unfolds to all ways to the loss", () => {
  const trainer = Trainer.fromLesson("mazur");
  const before = trainer.unfolded();
  assert.deepEqual({ ...before, text: "" }, { text: "", nested: null, count: 0, more: 0, ways: [], added: "", result: "" });
  trainer.next("pass");
  for (let kind = ""; kind !== "hidden_error"; ) kind = trainer.next().kind;
  const { text, nested, count, more, ways, added, result } = trainer.unfolded();
  assert.match(text, /2 ways/);
  assert.deepEqual([count, more, ways.length], [2, 0, 2]);
  for (const formula of [nested, ...ways.map(({ formula }) => formula)]) {
    for (const markup of [formula.symbols, formula.numbers, formula.result]) wellFormed(markup);
  }
  assert.equal(nested.result, result);
  assert.equal(result, trainer.explanation().result);
  wellFormed(added);
  assert.match(ways[0].along, / → E$/);
  assert.deepEqual(trainer.unfolded(1).more, 1);
  assert.deepEqual(trainer.unfolded(0).ways, []);
  for (const wrong of [-1, 0.5, "12", null]) assert.throws(() => trainer.unfolded(wrong), { name: "RangeError", message: /^ways: / });
});

test("scenes are data that lead through the first two updates, and follow an edit", () => {
  const trainer = Trainer.fromLesson("article");
  const scenes = trainer.scenes();
  assert.equal(scenes.length, 14);
  for (const { position, until, blocks } of scenes) {
    assert.ok(until[0] > position[0] || (until[0] === position[0] && until[1] >= position[1]));
    trainer.seek(...position);
    for (const block of blocks) {
      if (block.kind === "formula") {
        wellFormed(block.symbols);
        if (block.numbers) wellFormed(block.numbers);
      }
      const parts = block.kind === "text" ? block.parts : block.kind === "list" ? block.items.flat() : [];
      for (const part of parts) if (typeof part === "object" && "math" in part) wellFormed(part.math);
      if (block.kind === "figures") for (const row of block.rows) wellFormed(row.what);
    }
  }
  assert.ok(scenes.some(({ position }) => position[0] >= 1), "the second forward pass has its scene");
  assert.deepEqual(new Trainer(articleConfig()).scenes(), []);
  const before = JSON.stringify(trainer.reset() && trainer.scenes());
  trainer.setInput(0, 0, 17.25);
  assert.notEqual(JSON.stringify(trainer.scenes()), before);
  assert.match(JSON.stringify(trainer.scenes()), /17\.25/);
});

test("the picture knows its height, and itself in words", () => {
  for (const width of [280, 360, 768, 1280]) {
    const trainer = Trainer.fromLesson("article");
    trainer.backward();
    const height = trainer.networkHeight(width);
    assert.ok(height > 50 && height < 3000, `${height} at ${width}`);
    assert.equal(trainer.networkHit(10, 10), null, "nothing was drawn, so nothing is anywhere");
  }
  const trainer = new Trainer(fullConfig());
  const text = trainer.networkText().join("\n");
  assert.doesNotMatch(text, /NaN|undefined/);
  assert.match(trainer.lossText(), /\S/);
  trainer.train(20);
  const places = new Set();
  for (let x = 0; x < 500; x += 1) places.add(trainer.lossHit(x, 500, 190));
  places.delete(null);
  places.delete(undefined);
  assert.ok(places.size >= 20, `${places.size} updates can be clicked`);
  for (const update of places) assert.ok(Number.isInteger(update) && update >= 0 && update <= 20);
});

test("the program names the library and the network's own numbers", () => {
  const code = Trainer.fromLesson("article").code();
  assert.match(code, /import numpy/);
  assert.match(code, /0\.15/);
  assert.doesNotMatch(new Trainer(fullConfig()).code(), /NaN|undefined/);
});

test("a network of a million weights answers at once, anywhere in its four million operations", () => {
  const config = {
    version: 1,
    network: { inputs: 1024, layers: [{ units: 1000, activation: "tanh" }, { units: 10, activation: "sigmoid" }], init: { method: "xavier_uniform", seed: 1 } },
    loss: "mean_squared_error",
    optimizer: { method: "sgd", learning_rate: 0.1 },
    data: { inputs: [Array.from({ length: 1024 }, (_, index) => Math.sin(index))], targets: [new Array(10).fill(0.5)] },
  };
  const trainer = new Trainer(config);
  const { operations } = trainer.step;
  assert.equal(operations, 1000 * 2 + 10 * 2 + 1 + 1010 + 2 * (1024 * 1000 + 1000 + 1000 * 10 + 10));
  for (const operation of [1, 2000, 2021, 3000, 500_000, 1_500_000, operations - 1, operations]) {
    const step = trainer.seek(0, operation);
    assert.equal(step.operation, operation);
    assert.ok(Number.isFinite(step.value));
    trainer.explanation();
  }
  for (const by of ["layer", "pass", "update", "epoch"]) trainer.next(by);
  trainer.networkText();
});
