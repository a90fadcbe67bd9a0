// Steps: their order, what they carry, and how far each granularity goes.
import assert from "node:assert/strict";
import { test } from "node:test";

import { bits } from "./bits.mjs";
import { articleConfig, fullConfig, lessonConfig, Trainer } from "./package.mjs";

const PHASES = ["start", "forward", "loss", "backward", "update"];
const position = (step) => [step.update, step.operation];

/** The order of a simultaneous update, written down again from the contract. */
function expectedOrder(shape, samples) {
  const order = [];
  const layers = shape.layers.map((layer, index) => ({
    ...layer,
    index,
    inputs: index === 0 ? shape.inputs : shape.layers[index - 1].units,
  }));
  const down = (count) => Array.from({ length: count }, (_, index) => count - 1 - index);
  for (const layer of layers) {
    for (const sample of samples) {
      for (let unit = 0; unit < layer.units; unit += 1) {
        order.push(["forward", "weighted_sum", layer.index, unit, null, sample]);
        if (layer.activation !== "identity") order.push(["forward", "activation", layer.index, unit, null, sample]);
      }
    }
  }
  for (const sample of samples) order.push(["loss", "loss", null, null, null, sample]);
  if (samples.length > 1) order.push(["loss", "batch_loss", null, null, null, null]);
  const parameters = [];
  for (const layer of [...layers].reverse()) {
    const kind = layer.index === layers.length - 1 ? "output_error" : "hidden_error";
    for (const sample of samples) {
      for (const unit of down(layer.units)) order.push(["backward", kind, layer.index, unit, null, sample]);
    }
    const own = [];
    for (const unit of down(layer.units)) {
      for (const input of down(layer.inputs)) own.push(["weight", layer.index, unit, input]);
      if (layer.bias) own.push(["bias", layer.index, unit, null]);
    }
    for (const sample of samples) {
      for (const [kind, ...place] of own) order.push(["backward", `${kind}_gradient`, ...place, sample]);
    }
    if (samples.length > 1) for (const [, ...place] of own) order.push(["backward", "batch_gradient", ...place, null]);
    parameters.push(...own.map(([kind, ...place]) => [kind, layer.bias, ...place]));
  }
  for (const [kind, bias, ...place] of parameters) {
    // What becomes of a frozen bias's update is for the trainer to say; it is looked at in its own test.
    if (kind === "bias" && bias === "frozen") order.push(["update", null, ...place, null]);
    else order.push(["update", `${kind}_update`, ...place, null]);
  }
  return order;
}

function checkOrder(config, samples) {
  const trainer = new Trainer(config);
  const expected = expectedOrder(trainer.shape(), samples(trainer));
  const frozen = expected.filter((entry) => entry[1] === null).length;
  const { operations } = trainer.step;
  assert.ok([expected.length, expected.length - frozen].includes(operations), `expected ${expected.length} operations, got ${operations}`);
  const wanted = operations === expected.length ? expected : expected.filter((entry) => entry[1] !== null);
  wanted.forEach(([phase, kind, layer, unit, input, sample], index) => {
    const step = trainer.next();
    const place = `operation ${index + 1}`;
    assert.equal(step.operation, index + 1);
    assert.equal(step.phase, phase, place);
    if (kind) assert.equal(step.kind, kind, place);
    assert.deepEqual([step.subject.layer, step.subject.unit, step.subject.input], [layer, unit, input], `${place}, ${step.kind}`);
    assert.equal(step.sample, sample, `${place}, ${step.kind}`);
  });
  const next = trainer.next();
  assert.deepEqual(position(next), [1, 0]);
}

test("the order of operations: one sample, no bias", () => {
  checkOrder(articleConfig(), () => [0]);
});

test("the order of operations: a batch, biases, curved activations", () => {
  checkOrder(fullConfig(), (trainer) => trainer.batchRows());
});

test("in place, each layer is updated after its own gradients", () => {
  const trainer = new Trainer({ ...articleConfig(), update_order: "in_place" });
  const kinds = [];
  const phases = [];
  for (let index = 0; index < trainer.step.operations; index += 1) {
    const step = trainer.next();
    kinds.push(`${step.kind} ${step.subject.name}`);
    phases.push(step.phase);
  }
  assert.deepEqual(kinds.slice(4), [
    "output_error prediction", "weight_gradient w6", "weight_gradient w5", "weight_update w6", "weight_update w5",
    "hidden_error h2", "hidden_error h1",
    "weight_gradient w4", "weight_gradient w3", "weight_gradient w2", "weight_gradient w1",
    "weight_update w4", "weight_update w3", "weight_update w2", "weight_update w1",
  ]);
  assert.deepEqual(phases.filter((phase, index) => phase !== phases[index - 1]), ["forward", "loss", "backward", "update", "backward", "update"]);
  // The hidden errors were computed from the weights after their update.
  assert.ok(Math.abs(trainer.deltas(0)[0] - -1.6053 * 0.07488215) < 1e-15);
});

test("every step is complete, plain data", () => {
  for (const config of [articleConfig(), fullConfig()]) {
    const trainer = new Trainer(config);
    for (let index = 0; index <= trainer.step.operations; index += 1) {
      const { step } = trainer;
      assert.ok(PHASES.includes(step.phase));
      assert.deepEqual(Object.keys(step.formula).sort(), ["numbers", "result", "symbols"]);
      assert.ok(step.text.length > 0 && !/NaN|undefined|null|Infinity/.test(step.text), step.text);
      if (index > 0) {
        assert.ok(Number.isFinite(step.value));
        assert.ok(step.subject.name.length > 0);
        assert.ok(step.reads.length > 0, `${step.kind} reads nothing`);
        for (const text of Object.values(step.formula)) assert.ok(text.length > 0 && !/NaN|undefined/.test(text), text);
        for (const subject of [step.subject, ...step.reads]) {
          assert.deepEqual(Object.keys(subject).sort(), ["input", "kind", "layer", "name", "quantity", "sample", "setting", "unit"]);
        }
      }
      assert.deepEqual(trainer.step, structuredClone(step));
      trainer.next();
    }
  }
});

test("whole passes end where the contract says", () => {
  const trainer = new Trainer(articleConfig());
  trainer.forward();
  assert.deepEqual([...position(trainer.step), trainer.step.phase], [0, 4, "loss"]);
  trainer.backward();
  assert.deepEqual([...position(trainer.step), trainer.step.phase], [0, 13, "backward"]);
  trainer.update();
  assert.deepEqual(position(trainer.step), [1, 0]);
  trainer.backward();
  assert.deepEqual(position(trainer.step), [1, 13]);
  trainer.update();
  assert.deepEqual(position(trainer.step), [2, 0]);
  trainer.update();
  assert.deepEqual(position(trainer.step), [3, 0]);
  trainer.seek(3, 2);
  trainer.train(2);
  assert.equal(trainer.step.operation, 0);
  assert.ok(trainer.step.update >= 4);
});

test("train gives the last batch loss, and equals that many updates", () => {
  const one = new Trainer(fullConfig());
  const other = new Trainer(fullConfig());
  const last = one.train(9);
  for (let index = 0; index < 9; index += 1) other.update();
  assert.deepEqual(bits(one.losses()), bits(other.losses()));
  assert.equal(one.losses().length, 9);
  assert.equal(last, one.losses()[8]);
  for (const layer of [0, 1, 2]) assert.deepEqual(bits(one.weights(layer)), bits(other.weights(layer)));
});

test("granularities: pass, update, epoch", () => {
  const trainer = new Trainer(articleConfig());
  assert.deepEqual(["pass", "pass", "pass"].map((by) => position(trainer.next(by))).slice(0, 2), [[0, 4], [0, 13]]);
  trainer.reset();
  assert.deepEqual(position(trainer.next("update")), [1, 0]);
  trainer.seek(1, 7);
  assert.deepEqual(position(trainer.next("update")), [2, 0]);
  assert.deepEqual(position(trainer.previous("update")), [1, 0]);
  assert.deepEqual(position(trainer.previous("update")), [0, 0]);

  const epochs = new Trainer(fullConfig());
  const second = epochs.next("epoch");
  assert.deepEqual([...position(second), second.epoch], [3, 0, 1]);
  const third = epochs.next("epoch");
  assert.deepEqual([...position(third), third.epoch], [6, 0, 2]);
  assert.deepEqual(position(epochs.previous("epoch")), [3, 0]);
  assert.deepEqual(position(epochs.previous("epoch")), [0, 0]);
});

test("a larger step and its way back meet at the same places", () => {
  for (const by of ["operation", "layer", "pass", "update", "epoch"]) {
    const trainer = new Trainer(fullConfig());
    const places = [position(trainer.step)];
    for (let index = 0; index < 12; index += 1) {
      const place = position(trainer.next(by));
      const [update, operation] = places.at(-1);
      assert.ok(place[0] > update || (place[0] === update && place[1] > operation), `${by}: ${place} does not follow ${places.at(-1)}`);
      places.push(place);
    }
    places.pop();
    for (const place of places.reverse()) assert.deepEqual(position(trainer.previous(by)), place, by);
    assert.deepEqual(position(trainer.previous(by)), [0, 0], `${by}: before the start there is only the start`);
  }
});

test("display settings change words and formulas, never numbers", () => {
  const trainer = new Trainer(lessonConfig());
  trainer.seek(0, 4);
  const before = trainer.step;
  assert.match(before.formula.result, /1\.28849/);
  trainer.setDisplay({ digits: 3 });
  assert.match(trainer.step.formula.result, /1\.29/);
  assert.deepEqual(trainer.display(), { digits: 3, rounding: "round" });
  trainer.setDisplay({ rounding: "cut" });
  assert.match(trainer.step.formula.result, /1\.28/);
  trainer.seek(0, 13);
  const { symbols } = trainer.step.formula;
  trainer.setDisplay({ names: "index" });
  assert.deepEqual(trainer.display(), { digits: 3, rounding: "cut", names: "index" });
  assert.notEqual(trainer.step.formula.symbols, symbols);
  trainer.setDisplay({ digits: 6, rounding: "round", names: "article" });
  trainer.seek(0, 4);
  assert.deepEqual(trainer.step, before);
});
