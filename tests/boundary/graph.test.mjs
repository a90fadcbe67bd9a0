// The computation graph and the why line, as the page asks for them.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Trainer } from "./package.mjs";

const THEME = {
  surface: "#ffffff", ink: "#000000", muted: "#555555", line: "#dddddd", computed: "#b83d0a", read: "#1a56c4", done: "#3d4650",
  positive: "#4c7a78", negative: "#97586f", font: "sans-serif",
};

test("the graph is told as text with what each line is about, and drawn", () => {
  const trainer = Trainer.fromLesson("article");
  trainer.seek(0, 13);
  const { refused, lines } = trainer.graphText();
  assert.equal(refused, "");
  assert.equal(lines.length, 19);
  assert.deepEqual(lines.filter(({ text }) => text.includes("computed now")).map(({ subject }) => subject.name), ["w1"]);
  const [width, height] = trainer.graphSize(300);
  assert.ok(width > 300 && height > 100, "a graph may be wider than its box");
  assert.ok(trainer.graphSize(1200)[0] <= 1200);
  const target = { svg: "" };
  trainer.drawGraph(target, width, height, 1, THEME);
  assert.match(target.svg, /^<svg .*<\/svg>\n$/s);
  assert.equal(trainer.graphHit(20, 20), null, "nothing was drawn on a canvas");
  assert.throws(() => trainer.drawGraph({}, width, height, 1, THEME), { name: "RangeError", message: /canvas/ });
  assert.throws(() => trainer.drawGraph(target, NaN, height, 1, THEME), { name: "RangeError", message: /width/ });
  for (const wrong of [NaN, -1, "9", null, undefined]) assert.equal(trainer.graphSize(wrong).length, 2);
});

test("what is pointed at has a mark of its own, also where a scene lights the same", () => {
  const trainer = Trainer.fromLesson("article");
  trainer.seek(0, 13);
  const network = () => {
    const target = { svg: "" };
    trainer.drawNetwork(target, 800, 400, 1, THEME);
    return target.svg;
  };
  const graph = () => {
    const target = { svg: "" };
    trainer.drawGraph(target, 1200, trainer.graphSize(1200)[1], 1, THEME);
    return target.svg;
  };
  const { inputs, targets, loss } = trainer.names();
  for (const name of ["w1", inputs[0], targets[0], loss, "actual"]) {
    trainer.light([name]);
    trainer.point([]);
    const lit = [network(), graph()];
    trainer.point([name]);
    const pointed = [network(), graph()];
    for (const [index, picture] of ["network", "graph"].entries()) assert.notEqual(pointed[index], lit[index], `${name} in the ${picture}`);
    trainer.point([]);
    assert.deepEqual([network(), graph()], lit);
  }
});

test("a network too large for a graph says so", () => {
  const trainer = Trainer.fromLesson("iris");
  const { refused, lines } = trainer.graphText();
  assert.match(refused, /^The graph of one sample has \d+ operations here, and can be drawn for up to 40\.$/);
  assert.deepEqual(lines, []);
  assert.equal(trainer.graphSize(600).length, 0);
  assert.throws(() => trainer.drawGraph({ svg: "" }, 600, 300, 1, THEME), { name: "RangeError", message: /graph/ });
});

test("a step says why, where one may wonder", () => {
  const trainer = Trainer.fromLesson("dead-relu");
  assert.equal(trainer.explanation().why, null);
  trainer.seek(0, 15);
  const { why } = trainer.explanation();
  assert.equal(why.text, "The error of h1 is 0. Its ReLU is off: the weighted sum is −2.5, below 0, where the slope is 0.");
  assert.equal(why.subject.quantity, "delta");
  assert.equal(why.subject.name, "h1");
});
