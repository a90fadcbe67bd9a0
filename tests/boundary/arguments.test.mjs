// Arguments are checked before anything changes, and whatever is given, the module lives on.
import assert from "node:assert/strict";
import { test } from "node:test";

import { close, refused, state } from "./bits.mjs";
import { articleConfig, fullConfig, Trainer } from "./package.mjs";

const NO_INDEX = [-1, 2 ** 32, 2 ** 32 + 1, 2 ** 53, 1e300, 0.5, NaN, Infinity, -Infinity, undefined, {}, "0x", () => 0];
const NOT_FINITE = [NaN, Infinity, -Infinity, undefined, {}, "one"];
/** JavaScript would make numbers of most of these; they name no layer, no index and no value all the same. */
const NO_NUMBER = [null, "", "1", [], [1], true, false, new Date(1), Symbol("1"), 1n, { valueOf: () => 1 }];
const LAYER_READINGS = ["weights", "biases", "weightGradients", "biasGradients", "preActivations", "activations", "deltas"];

function started() {
  const trainer = new Trainer(fullConfig());
  trainer.seek(2, 9);
  return trainer;
}

/** The module still computes. */
function alive(trainer) {
  close(new Trainer(articleConfig()).forward(), 1.288494045);
  const before = state(trainer);
  trainer.next();
  trainer.previous();
  assert.deepEqual(state(trainer), before);
}

test("a layer that does not exist", () => {
  const trainer = started();
  for (const name of LAYER_READINGS) {
    for (const layer of [...NO_INDEX, 3]) refused("RangeError", () => trainer[name](layer), trainer);
  }
  alive(trainer);
});

test("a place or a value of an edit that does not exist", () => {
  const trainer = started();
  const calls = {
    setWeight: { good: [0, 0, 0, 0.5], first: 3, limits: [3, 3, 4] },
    setBias: { good: [0, 0, 0.5], first: 2, limits: [3, 4] },
    setInput: { good: [0, 0, 0.5], first: 2, limits: [5, 3] },
    setTarget: { good: [0, 0, 0.5], first: 2, limits: [5, 2] },
    setLearningRate: { good: [0.5], first: 0, limits: [] },
  };
  for (const [name, { good, first, limits }] of Object.entries(calls)) {
    limits.forEach((limit, index) => {
      for (const wrong of [...NO_INDEX, limit]) refused("RangeError", () => trainer[name](...good.with(index, wrong)), trainer);
    });
    for (const wrong of NOT_FINITE) refused("RangeError", () => trainer[name](...good.with(first, wrong)), trainer);
    refused("RangeError", () => trainer[name](), trainer);
  }
  alive(trainer);
  const bare = new Trainer(articleConfig());
  refused("RangeError", () => bare.setBias(0, 0, 1), bare);
});

test("a count that does not exist", () => {
  const trainer = started();
  for (const count of [-1, 0.5, NaN, Infinity, -Infinity, 2 ** 53, 1e300, undefined, "three", {}]) {
    refused("RangeError", () => trainer.train(count), trainer);
  }
  const before = state(trainer).step.update;
  trainer.train(0);
  assert.ok(trainer.step.update <= before + 1);
  alive(trainer);
});

test("a position that does not exist", () => {
  const trainer = started();
  const { operations } = trainer.step;
  for (const wrong of [-1, 0.5, NaN, Infinity, 2 ** 53, 1e300, "one", {}]) {
    refused("RangeError", () => trainer.seek(wrong), trainer);
    refused("RangeError", () => trainer.seek(wrong, 0), trainer);
    refused("RangeError", () => trainer.seek(0, wrong), trainer);
    refused("RangeError", () => trainer.seekTimeline(wrong), trainer);
    refused("RangeError", () => trainer.positionOf(wrong, 0), trainer);
  }
  refused("RangeError", () => trainer.seek(), trainer);
  refused("RangeError", () => trainer.seek(2, operations + 1), trainer);
  // Another update may be shorter, as the last batch of an epoch is here: its own operations count.
  refused("RangeError", () => trainer.seek(2, new Trainer(fullConfig()).step.operations), trainer);
  refused("RangeError", () => trainer.seekTimeline(trainer.timeline.length), trainer);
  alive(trainer);
});

test("what is no number at all, wherever a number is expected", () => {
  const trainer = started();
  const calls = {
    ...Object.fromEntries(LAYER_READINGS.map((name) => [name, [0]])),
    train: [1],
    seek: [0, 0],
    seekTimeline: [0],
    positionOf: [0, 0],
    setWeight: [0, 0, 0, 1],
    setBias: [0, 0, 1],
    setInput: [0, 0, 1],
    setTarget: [0, 0, 1],
    setLearningRate: [1],
  };
  const taken = [];
  for (const [name, good] of Object.entries(calls)) {
    good.forEach((_, index) => {
      for (const wrong of NO_NUMBER) {
        const shown = typeof wrong === "object" ? JSON.stringify(wrong) : String(wrong);
        try {
          refused("RangeError", () => trainer[name](...good.with(index, wrong)), trainer);
        } catch (error) {
          taken.push(`${name}, argument ${index + 1}, ${typeof wrong} ${shown}: ${error.message.split("\n")[0]}`);
        }
      }
    });
  }
  assert.deepEqual(taken, []);
  alive(trainer);
});

test("a granularity that does not exist", () => {
  const trainer = started();
  for (const by of ["", "Operation", "step", "layers", 0, NaN, {}, [], ["layer"], true, Symbol("layer"), 1n, () => "layer"]) {
    refused("RangeError", () => trainer.next(by), trainer);
    refused("RangeError", () => trainer.previous(by), trainer);
  }
  const { operation } = trainer.step;
  assert.equal(trainer.next(undefined).operation, operation + 1);
  alive(trainer);
});

test("inputs of the wrong length, or that are no numbers", () => {
  const trainer = started();
  const wrong = [
    [], [1], [1, 2], [1, 2, 3, 4], new Float64Array(2), new Float64Array(1000), [1, 2, NaN], [1, Infinity, 3], Float64Array.of(1, NaN, 2),
    [1, 2, "3"], [1, 2, null], [1, 2, undefined], [1, , 3], [[1], 2, 3], [1n, 2n, 3n], new BigInt64Array(3), [1, 2, Symbol("3")],
    undefined, null, 1, "123", true, {}, { length: 3 }, { length: 2 ** 31 }, new Map(), new Set([1, 2, 3]), () => 1, Symbol("1"), new Array(2 ** 32 - 1),
    new DataView(new ArrayBuffer(24)), new ArrayBuffer(24),
  ];
  for (const inputs of wrong) refused("RangeError", () => trainer.predict(inputs), trainer);
  refused("RangeError", () => trainer.predict(), trainer);
  assert.equal(trainer.predict([1, 2, 3]).length, 2);
  alive(trainer);
});

test("a lesson that does not exist", () => {
  for (const id of ["", "Article", "article-99", "__proto__", "\ud800", undefined, null, 0, {}, [], ["article"], true, Symbol("article"), 1n]) {
    refused("RangeError", () => Trainer.fromLesson(id));
  }
  close(Trainer.fromLesson("article").forward(), 1.288494045);
});

test("display settings that do not exist", () => {
  const trainer = started();
  const wrong = [
    { digits: 0 }, { digits: -1 }, { digits: 2.5 }, { digits: NaN }, { digits: Infinity }, { digits: 1000 }, { digits: 2 ** 32 + 6 }, { digits: "6" }, { digits: null },
    { rounding: "up" }, { rounding: "" }, { rounding: 1 }, { rounding: null }, { names: "chapter" }, { names: 1 }, { names: null },
    { digits: 3, rounding: "up" }, { digits: 3, names: "chapter" },
    undefined, null, 5, "cut", true, [], Symbol("digits"), 1n,
  ];
  for (const display of wrong) refused("RangeError", () => trainer.setDisplay(display), trainer);
  trainer.setDisplay({});
  trainer.setDisplay({ digits: undefined, rounding: undefined, names: undefined });
  alive(trainer);
});

test("numbers to be shown and subjects to be lit may be anything", () => {
  const trainer = started();
  assert.equal(trainer.format(NaN), "–");
  for (const value of [0, -0, 1e-320, 1e308, Infinity, -Infinity, 0.1]) assert.equal(typeof trainer.format(value), "string");
  trainer.light(["h1", "no such thing", "", "\ud800"]);
  trainer.light([]);
  alive(trainer);
});

test("objects that fight back: getters that throw, proxies, calls from inside a call", () => {
  const trainer = started();
  const bomb = () => {
    throw new TypeError("boom");
  };
  const throwing = new Proxy([1, 2, 3], { get: bomb, has: bomb, ownKeys: bomb, getPrototypeOf: bomb, getOwnPropertyDescriptor: bomb });
  const array = [1, 2, 3];
  Object.defineProperty(array, 1, { get: bomb });
  const lengthy = Object.defineProperty({ 0: 1, 1: 2, 2: 3 }, "length", { get: bomb });
  const converting = { valueOf: bomb, toString: bomb, [Symbol.toPrimitive]: bomb };
  const { proxy: revoked, revoke } = Proxy.revocable([], {});
  revoke();
  const calling = [1, 2, 3];
  Object.defineProperty(calling, 0, { get: () => { trainer.next(); return 1; } });
  const freeing = [1, 2, 3];
  const victim = started();
  Object.defineProperty(freeing, 0, { get: () => { victim.free(); return 1; } });

  const attacks = [
    () => trainer.predict(throwing), () => trainer.predict(array), () => trainer.predict(lengthy), () => trainer.predict([1, converting, 3]),
    () => trainer.predict(calling), () => trainer.weights(converting), () => trainer.seek(converting), () => trainer.seek(0, converting),
    () => trainer.train(converting), () => trainer.setWeight(0, 0, 0, converting), () => trainer.setWeight(converting, 0, 0, 1),
    () => trainer.next(converting), () => trainer.next(throwing), () => trainer.setDisplay(throwing),
    () => trainer.setDisplay({ get digits() { return bomb(); } }),
    () => trainer.setDisplay({ get digits() { trainer.next(); return 4; } }),
    () => trainer.light(throwing), () => trainer.light([converting]), () => trainer.light("h1"), () => trainer.light(null), () => trainer.light(), () => trainer.point(null), () => trainer.point([converting]),
    () => trainer.format(converting), () => trainer.format("1"), () => trainer.format(),
    () => trainer.setLearningRate(converting), () => trainer.seekTimeline(converting),
    () => Trainer.fromLesson(converting), () => Trainer.fromLesson(throwing), () => Trainer.fromMoment(throwing),
    () => new Trainer(throwing), () => new Trainer(converting), () => Trainer.fromMoment({ get config() { return bomb(); } }),
    () => new Trainer({ get version() { trainer.next(); return 1; } }),
    () => victim.predict(freeing), () => trainer.predict(revoked), () => trainer.setDisplay(revoked), () => trainer.setDisplay({ names: revoked }),
    () => trainer.light(revoked), () => trainer.light([revoked]), () => trainer.next(revoked), () => Trainer.fromMoment(revoked), () => new Trainer(revoked),
    () => trainer.drawNetwork(revoked, 10, 10, 1, revoked), () => trainer.drawLoss({}, 10, 10, 1, throwing),
    () => trainer.networkHeight(NaN), () => trainer.networkHeight(-5), () => trainer.networkHeight(converting), () => trainer.networkHit(NaN, 0), () => trainer.networkHit(converting, 0),
    () => trainer.networkNumber(NaN, 0), () => trainer.networkNumber(converting, 0), () => trainer.networkNumber(), () => trainer.closeUp(), () => trainer.closeUp(0, 1e9), () => trainer.closeUp(NaN, 0), () => trainer.closeUp(converting, 0),
    () => trainer.networkHit(1, Infinity), () => trainer.lossHit(NaN, 0, NaN), () => trainer.lossHit(5, 100, 100),
    () => trainer.drawNetwork(null, 10, 10, 1, null), () => trainer.drawNetwork(undefined, 10, 10, 1, {}), () => trainer.drawLoss({}, 10, 10, 1, {}),
  ];
  for (const attack of attacks) {
    try {
      attack();
    } catch (error) {
      assert.ok(!(error instanceof WebAssembly.RuntimeError), `${attack} trapped: ${error.stack}`);
    }
    alive(trainer);
  }
});

test("a freed trainer is gone, the others stay", () => {
  const trainer = started();
  const gone = started();
  gone.free();
  assert.throws(() => gone.next(), Error);
  assert.throws(() => gone.step, Error);
  assert.throws(() => gone.free(), Error);
  alive(trainer);
});

test("many trainers come and go without the memory growing", () => {
  for (let index = 0; index < 3000; index += 1) {
    const trainer = new Trainer(fullConfig());
    trainer.train(3);
    trainer.free();
  }
  alive(started());
});
