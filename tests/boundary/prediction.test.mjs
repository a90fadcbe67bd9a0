// The prediction over the inputs: a snapshot with choices, words and what is under the pointer.
import assert from "node:assert/strict";
import { test } from "node:test";

import { close, refused, state } from "./bits.mjs";
import { articleConfig, fullConfig, Trainer } from "./package.mjs";

test("a network with one or two inputs has a prediction, another has none", () => {
  assert.equal(new Trainer(fullConfig()).prediction(), null);
  const trainer = new Trainer(articleConfig());
  const before = state(trainer);
  const prediction = trainer.prediction();
  assert.deepEqual(prediction.choices(), [
    { id: "1.0", name: "prediction", layer: 1 },
    { id: "0.0", name: "h1", layer: 0 },
    { id: "0.1", name: "h2", layer: 0 },
  ]);
  assert.deepEqual(state(trainer), before);
});

test("it stays as it was when the run goes on", () => {
  const trainer = new Trainer(articleConfig());
  const prediction = trainer.prediction();
  const before = prediction.text();
  assert.match(before.join("\n"), /prediction 0\.3947; target actual 2\./);
  trainer.train(100);
  assert.deepEqual(prediction.text(), before);
  close(Number(/\): prediction ([\d.]+)/.exec(trainer.prediction().text().join("\n"))?.[1]), trainer.predict([5, 4])[0], 1e-5);
  prediction.free();
});

test("what is under a point of the picture", () => {
  const prediction = new Trainer(articleConfig()).prediction();
  assert.match(prediction.at(200, 200, 360, 360), /^i1 \d\.\d+, i2 \d\.\d+: prediction 0\.\d+$/);
  assert.match(prediction.at(200, 200, 360, 360, "0.1"), /: h2 \d/);
  for (const wrong of [-1, NaN, undefined, "x", 1e300]) assert.equal(prediction.at(wrong, 200, 360, 360), null);
  const height = prediction.partsHeight(300);
  assert.ok(height > 100 && height < 1000);
  const found = new Set();
  for (let y = 0; y < height; y += 5) for (let x = 0; x < 300; x += 5) found.add(prediction.partAt(x, y, 300));
  assert.deepEqual([...found].sort(), ["0.0", "0.1", "1.0", null]);
  assert.equal(prediction.partAt(NaN, {}, 300), null);
});

test("wrong arguments are refused", () => {
  const trainer = new Trainer(articleConfig());
  const prediction = trainer.prediction();
  for (const wrong of ["", "1.1", "outputs", 1, {}, [], true, Symbol("x"), 1n]) {
    refused("RangeError", () => prediction.text(wrong), trainer);
    refused("RangeError", () => prediction.at(1, 1, 100, 100, wrong), trainer);
  }
  for (const wrong of [undefined, null, {}, "canvas", 1, new Proxy({}, {})]) {
    refused("RangeError", () => prediction.draw(wrong, 100, 100, 1, {}), trainer);
    refused("RangeError", () => prediction.drawParts(wrong, 100, 1, {}), trainer);
  }
  assert.equal(prediction.text(null).length, 2);
});
