// Comparing down to the last bit, and reading a trainer's whole visible state.
import assert from "node:assert/strict";

/** The bits of numbers as text: NaN equals NaN, 0 does not equal −0. */
export function bits(numbers) {
  const array = Float64Array.from(numbers);
  return Array.from(new BigUint64Array(array.buffer), (word) => word.toString(16).padStart(16, "0"));
}

/** Everything a trainer lets be read at its position. */
export function state(trainer) {
  const layers = trainer.shape().layers.length;
  const arrays = {};
  for (let layer = 0; layer < layers; layer += 1) {
    for (const name of ["weights", "biases", "weightGradients", "biasGradients", "preActivations", "activations", "deltas"]) {
      arrays[`${name}(${layer})`] = bits(trainer[name](layer));
    }
  }
  const { value, ...step } = trainer.step;
  return { step, value: bits([value])[0], ...arrays, losses: bits(trainer.losses()) };
}

/** The parameters alone. */
export function parameters(trainer) {
  return trainer.shape().layers.flatMap((_, layer) => [...bits(trainer.weights(layer)), ...bits(trainer.biases(layer))]);
}

/** Within one part in 10¹⁵ of the number a published example says, unless told another tolerance. */
export function close(actual, expected, tolerance = 1e-15) {
  const allowed = tolerance * Math.max(1, Math.abs(expected));
  assert.ok(Math.abs(actual - expected) <= allowed, `expected ${expected}, got ${actual}`);
}

/** A list of numbers, each as {@link close}. */
export function allClose(actual, expected, tolerance = 1e-15) {
  assert.equal(actual.length, expected.length, `expected ${expected.length} numbers, got ${actual.length}`);
  expected.forEach((number, index) => close(actual[index], number, tolerance));
}

/** That a call is refused with this kind of error, and that it leaves the trainer and the module as they were. */
export function refused(name, call, trainer) {
  const before = trainer && state(trainer);
  let error;
  try {
    call();
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error, `${call} was not refused`);
  assert.ok(error instanceof Error, `${call} threw ${typeof error} ${String(error)}`);
  assert.equal(error.name, name, `${call} threw ${error.name}: ${error.message}`);
  assert.notEqual(error.message, "", `${call} threw an error without words`);
  if (trainer) assert.deepEqual(state(trainer), before, `${call} changed something`);
  return error;
}
