// The loss over one or two parameters: a snapshot with words and what is under the pointer.
import assert from "node:assert/strict";
import { test } from "node:test";

import { refused, state } from "./bits.mjs";
import { articleConfig, fullConfig, Trainer } from "./package.mjs";

const W5 = { layer: 1, input: 0, unit: 0 };
const W6 = { layer: 1, input: 1, unit: 0 };

test("it has the loss of now, and leaves the trainer alone", () => {
  const trainer = new Trainer(articleConfig());
  trainer.train(3);
  trainer.seek(2, 9);
  const before = state(trainer);
  const slice = trainer.slice(W5, W6);
  assert.deepEqual(state(trainer), before);
  const [over, here] = slice.text();
  assert.match(over, /^Loss of the sample over w5 from .* and w6 from /);
  const loss = Number(/: ([\d.]+)\.$/.exec(here)?.[1]);
  assert.ok(Math.abs(loss - trainer.lossHistory()[2]) < 1e-5 * loss, here);
  assert.equal(trainer.slice(W6).text().length, 4);
  assert.equal(trainer.slice(W6, null).text().length, 4);
  slice.free();
});

test("biases can be looked at too", () => {
  const trainer = new Trainer(fullConfig());
  const slice = trainer.slice({ layer: 2, unit: 1 }, { layer: 0, input: null, unit: 3 });
  assert.match(slice.text()[0], /^Loss of all 5 training samples over b/);
});

test("what is under a point of the picture", () => {
  const slice = new Trainer(articleConfig()).slice(W5, W6);
  assert.match(slice.at(200, 200, 360, 360), /^w5 [−\d.]+, w6 [−\d.]+: loss \d/);
  for (const wrong of [-1, NaN, undefined, "x", 1e300]) assert.equal(slice.at(wrong, 200, 360, 360), null);
});

test("wrong arguments are refused", () => {
  const trainer = new Trainer(articleConfig());
  const wrong = [
    undefined, null, 1, "w5", [], {}, { layer: 1 }, { unit: 0 }, { layer: 1, input: 0, unit: 1 }, { layer: 2, input: 0, unit: 0 },
    { layer: 0, unit: 0 }, { layer: -1, input: 0, unit: 0 }, { layer: 0.5, input: 0, unit: 0 }, { layer: "1", input: 0, unit: 0 },
    { layer: 1, input: NaN, unit: 0 }, { layer: 2 ** 40, input: 0, unit: 0 }, { ...W5, name: "w5" }, new Proxy({}, { ownKeys: () => { throw 1; } }),
  ];
  for (const parameter of wrong) {
    refused("RangeError", () => trainer.slice(parameter, W6), trainer);
    if (parameter !== undefined && parameter !== null) refused("RangeError", () => trainer.slice(W5, parameter), trainer);
  }
  refused("RangeError", () => trainer.slice(W5, W5), trainer);
  refused("RangeError", () => trainer.slice(W5, W6).draw({}, 100, 100, 1, {}, true), trainer);
});
