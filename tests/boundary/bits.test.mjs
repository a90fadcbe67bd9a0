// Native code and WebAssembly give the same bits: `bits.rs` holds the native side to the same files.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Trainer } from "./package.mjs";

const read = (name) => readFileSync(new URL(`../bits/${name}`, import.meta.url), "utf8");

for (const name of ["sgd", "functions"]) {
  test(`weights after five hundred updates of ${name} have the bits of the native library`, () => {
    const trainer = new Trainer(JSON.parse(read(`${name}.json`)));
    trainer.train(500);
    const expected = read(`${name}.txt`).trim().split("\n");
    const found = trainer.shape().layers.flatMap((_, layer) =>
      [...trainer.weights(layer), ...trainer.biases(layer)].map((value) => {
        const bits = new BigUint64Array(Float64Array.of(value).buffer)[0];
        return `${layer} ${bits.toString(16).padStart(16, "0")}`;
      }),
    );
    assert.deepEqual(found, expected.map((line) => line.split(" ").slice(0, 2).join(" ")));
  });
}
