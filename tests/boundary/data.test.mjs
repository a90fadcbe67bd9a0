// Data sets at the boundary: named ones, tables as text, changes of an experiment's data, the loss on rows that are not trained on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { refused } from "./bits.mjs";
import { articleConfig, generators, readTable, tableData, Trainer } from "./package.mjs";

function circle(data = {}) {
  return {
    version: 1,
    network: { inputs: 2, layers: [{ units: 4, activation: "tanh" }, { units: 1 }] },
    loss: "half_squared_error",
    optimizer: { method: "sgd", learning_rate: 0.1 },
    data: { generator: "circle", samples: 40, noise: 0.1, seed: 3, test: { fraction: 0.25, seed: 2 }, ...data },
    batch: { size: 10 },
  };
}

const FLOWERS = "length,width,species\n5.1,3.5,setosa\n7,3.2,versicolor\n4.9,3,setosa\n";

test("every named data set makes a run, and comes back as short as it was written", () => {
  const all = generators();
  assert.deepEqual(all.map(({ id }) => id), ["xor", "and", "or", "circle", "spiral", "gaussians", "moons", "line", "sine", "iris"]);
  for (const { id, kind, inputs, outputs, samples } of all) {
    const config = circle();
    config.network.inputs = inputs;
    config.network.layers[1].units = outputs;
    config.data = kind === "generator" ? { generator: id } : { dataset: id };
    const trainer = new Trainer(config);
    assert.equal(trainer.shape().samples, samples);
    const written = trainer.config().data;
    assert.deepEqual(written, kind === "generator" ? { generator: id, samples, noise: 0, seed: 1 } : { dataset: "iris" });
    trainer.train(3);
    assert.deepEqual(new Trainer(trainer.config()).weights(0), trainer.weights(0));
  }
});

test("what is drawn from a seed has the same bits as natively", () => {
  const lines = readFileSync(new URL("../bits/data.txt", import.meta.url), "utf8").trimEnd().split("\n");
  const rows = lines.slice(0, -1).map((line) => line.split(" "));
  assert.equal(rows.length, 27);
  for (const [index, [generator, ...numbers]] of rows.entries()) {
    const config = circle({ generator, samples: 3, noise: 0.1, seed: 1, test: undefined });
    config.network.inputs = numbers.length - 1;
    const { inputs, targets } = new Trainer(config).samples();
    assert.deepEqual([...inputs[index % 3], ...targets[index % 3]], numbers.map(Number), `${generator} ${index % 3}`);
  }
  const kept = new Trainer(circle({ samples: 20, test: { fraction: 0.3, seed: 1 } })).testRows();
  assert.deepEqual(kept, JSON.parse(lines.at(-1)));
});

test("the loss on test rows is read, and those rows are not trained on", () => {
  const trainer = new Trainer(circle());
  const [train, kept] = [trainer.trainRows(), trainer.testRows()];
  assert.deepEqual([train.length, kept.length], [30, 10]);
  assert.deepEqual([...train, ...kept].sort((a, b) => a - b), Array.from({ length: 40 }, (_, row) => row));
  assert.equal(trainer.testHistory().length, 2);
  trainer.train(7);
  const history = trainer.testHistory();
  assert.ok(history instanceof Float64Array);
  assert.deepEqual([history[0], history[2], history[4], history.length], [0, 3, 6, 6]);
  trainer.seek(6);
  assert.equal(trainer.testLoss(), history[5]);
  assert.match(trainer.lossText(), /Test loss, of the samples not trained on: from \S+ at update 0 to \S+ at update 6/);
  const plain = new Trainer(articleConfig());
  assert.deepEqual([plain.testLoss(), plain.testHistory().length, plain.testRows()], [null, 0, []]);
});

test("an edit of a sample writes the rows out and keeps the same ones apart", () => {
  const trainer = new Trainer(circle());
  const kept = trainer.testRows();
  assert.deepEqual(trainer.dataSource(), {
    source: "generator", name: "circle", samples: 40, noise: 0.1, seed: 3, standardise: false, test: { fraction: 0.25, seed: 2, samples: 10 },
  });
  const before = trainer.samples(5).inputs[0][0];
  trainer.setInput(5, 0, before);
  assert.equal(trainer.dataSource().source, "generator", "nothing is other than it was drawn");
  trainer.setInput(5, 0, 0.5);
  assert.equal(trainer.dataSource().source, "rows");
  const { data } = trainer.config();
  assert.deepEqual([data.inputs.length, data.inputs[5][0], data.test], [40, 0.5, { fraction: 0.25, seed: 2 }]);
  assert.deepEqual(new Trainer(trainer.config()).testRows(), kept);
  assert.equal(trainer.previous().update, 0);
  assert.equal(trainer.dataSource().source, "generator");
});

test("samples are read from any of them on", () => {
  const trainer = new Trainer(circle({ samples: 450 }));
  assert.deepEqual([trainer.samples().inputs.length, trainer.samples(300).inputs.length, trainer.samples(450).targets.length], [200, 150, 0]);
  assert.deepEqual(trainer.samples(100).inputs[1], trainer.samples().inputs[101]);
  for (const wrong of [-1, 0.5, NaN, "1", null, {}]) assert.throws(() => trainer.samples(wrong), RangeError);
});

test("other data make a new run, and the network fits them", () => {
  const trainer = new Trainer(circle());
  trainer.train(5);
  const { config, note } = trainer.withData({ dataset: "iris", standardise: true });
  assert.match(note, /^The network has 4 inputs and 3 outputs now\. Layers? .* keeps? the weights that have a place; the others are drawn from seed \d+\.$/);
  const iris = new Trainer(config);
  assert.deepEqual([iris.step.update, iris.shape().samples, iris.predict([0, 0, 0, 0]).length], [0, 150, 3]);
  assert.deepEqual(Array.from(iris.weights(0)).slice(0, 8), Array.from(trainer.weights(0)), "weights that still have a place");
  assert.deepEqual(trainer.withPreparation({}).config.data, { generator: "circle", samples: 40, noise: 0.1, seed: 3 });
  assert.equal(new Trainer(trainer.withSample().config).shape().samples, 41);
  assert.equal(new Trainer(trainer.withoutSample(39).config).shape().samples, 39);
  assert.throws(() => trainer.withoutSample(40), { name: "RangeError", message: "sample: expected a sample from 0 to 39, got 40" });
  for (const [data, path] of [[null, "data"], [{ generator: "ring" }, "data.generator"], [{ inputs: [[1]], targets: [] }, "data.targets"]]) {
    assert.throws(() => trainer.withData(data), (error) => error.name === "ConfigError" && error.path === path);
  }
  assert.throws(() => trainer.withPreparation({ test: { fraction: 1 } }), { name: "ConfigError", path: "data.test.fraction" });
  assert.equal(trainer.step.update, 5, "none of this moved it");
});

test("the largest data come and go a sample at a time, and are prepared", () => {
  const config = circle({ samples: undefined, noise: undefined, seed: undefined, generator: undefined, test: undefined });
  config.data = { inputs: Array.from({ length: 65_535 }, (_, row) => [row, -row]), targets: Array.from({ length: 65_535 }, () => [1]) };
  const trainer = new Trainer(config);
  const more = new Trainer(trainer.withSample().config);
  assert.deepEqual([more.shape().samples, more.samples(65_534).inputs], [65_536, [[65_534, -65_534], [0, 0]]]);
  assert.throws(() => more.withSample(), { name: "ConfigError", message: "data.inputs: expected 1 to 65536 rows, got 65537" });
  const { data } = more.withPreparation({ standardise: true, test: { fraction: 0.5 } }).config;
  assert.deepEqual([data.standardise, data.test.fraction, data.inputs.length], [true, 0.5, 65_536]);
  assert.equal(more.withoutSample(0).config.data.inputs[0][0], 1);
  for (const one of [trainer, more]) one.free();
});

test("a page of the samples is asked for as it is shown", () => {
  const trainer = new Trainer(circle());
  const batch = trainer.batchRows();
  const marks = trainer.inBatch(5, 20);
  assert.ok(marks instanceof Uint8Array);
  assert.deepEqual(Array.from(marks), Array.from({ length: 20 }, (_, place) => Number(batch.includes(place + 5))));
  assert.deepEqual([trainer.inBatch(35, 20).length, trainer.inBatch(1e9, 1).length, trainer.inBatch(0, 1e15).length], [5, 0, 40]);
  assert.deepEqual(trainer.samples(30, 4).inputs, trainer.samples().inputs.slice(30, 34));
  const names = trainer.names();
  assert.deepEqual(
    [trainer.inputNames(), trainer.neuronNames(0), trainer.neuronNames(1), trainer.targetNames()],
    [names.inputs, ...names.neurons, names.targets],
  );
  for (const layer of [0, 1]) assert.deepEqual([trainer.weightNames(layer), trainer.biasNames(layer)], [names.weights[layer], names.biases[layer]]);
  for (const wrong of [undefined, -1, 0.5, "1", null]) {
    assert.throws(() => trainer.inBatch(wrong, 1), RangeError);
    assert.throws(() => trainer.inBatch(0, wrong), RangeError);
    assert.throws(() => trainer.neuronNames(wrong), RangeError);
  }
  assert.throws(() => trainer.samples(0, -1), RangeError);
  assert.throws(() => trainer.neuronNames(2), { name: "RangeError", message: "layer: expected a layer from 0 to 1, got 2" });
});

test("everything a run holds on to is counted", () => {
  const trainer = new Trainer({ ...circle(), optimizer: { method: "adam", learning_rate: 0.1 } });
  const { parameters, samples, numbers } = trainer.shape();
  assert.equal(numbers, 3 * parameters + 3 * samples);
  trainer.train(7);
  assert.equal(trainer.shape().numbers, numbers + 7);
});

test("a table is read, and its columns become samples", () => {
  const table = readTable(FLOWERS);
  assert.deepEqual(table, {
    separator: "comma",
    header: true,
    decimal: "point",
    rows: 3,
    columns: [
      { name: "length", kind: "number", classes: [], preview: ["5.1", "7", "4.9"] },
      { name: "width", kind: "number", classes: [], preview: ["3.5", "3.2", "3"] },
      { name: "species", kind: "class", classes: ["setosa", "versicolor"], preview: ["setosa", "versicolor", "setosa"] },
    ],
    inputs: [0, 1],
    targets: [2],
  });
  assert.deepEqual(tableData(FLOWERS, undefined, [0, 1], [2]), {
    inputs: [[5.1, 3.5], [7, 3.2], [4.9, 3]],
    targets: [[1, 0], [0, 1], [1, 0]],
    inputNames: ["length", "width"],
    targetNames: ["species = setosa", "species = versicolor"],
  });
  assert.equal(readTable("1;2\n3;4", { separator: "semicolon", header: true }).rows, 1);
});

test("the names of a table's columns stay with its samples, however long they are", () => {
  const { inputs, targets, inputNames, targetNames } = tableData(FLOWERS.replaceAll("setosa", "s".repeat(500)), undefined, [0, 1], [2]);
  const names = { inputs: inputNames, targets: targetNames };
  const { config } = new Trainer(articleConfig()).withData({ inputs, targets, names });
  assert.deepEqual(config.data.names, names);
  assert.deepEqual(new Trainer(config).dataNames(), { inputs: ["length", "width"], targets: [`species = ${"s".repeat(40)}…`, "species = versicolor"] });
  assert.deepEqual(new Trainer(articleConfig()).dataNames(), {});
});

test("what is wrong with a table has a line and a column", () => {
  const wrong = (text, options) => {
    try {
      readTable(text, options);
    } catch (error) {
      return [error.name, error.line, error.column, error.message];
    }
    return [];
  };
  assert.deepEqual(wrong(FLOWERS.replace("3.2", "3,2")), ["RangeError", 3, 4, "line 3, column 4: expected 3 cells as in line 1, got 4"]);
  assert.deepEqual(wrong(FLOWERS.replace("3.2", "?")), ["RangeError", 3, 2, "line 3, column 2 (width): expected a number, got \"?\""]);
  assert.deepEqual(wrong(""), ["RangeError", null, null, "expected a table with a line for each sample, got no text"]);
});

test("arguments that are none are refused", () => {
  for (const text of [undefined, null, 5, {}, [], Symbol("text"), new String("1,2")]) {
    assert.throws(() => readTable(text), RangeError);
    assert.throws(() => tableData(text, undefined, [0], [1]), RangeError);
  }
  const throwing = { get header() { throw new Error("no"); } };
  for (const options of [null, 1, "comma", { separator: "," }, { header: 1 }, { classes: [-1] }, { classes: 1 }, { classes: [9] }, { quote: "'" }, throwing]) {
    assert.throws(() => readTable(FLOWERS, options), RangeError);
  }
  for (const columns of [undefined, null, 1, ["0"], [NaN], [-1], [0.5], [9], new Array(5000).fill(0)]) {
    assert.throws(() => tableData(FLOWERS, undefined, columns, [2]), RangeError);
    assert.throws(() => tableData(FLOWERS, undefined, [0], columns), RangeError);
  }
  const trainer = new Trainer(articleConfig());
  refused("RangeError", () => trainer.withoutSample("0"), trainer);
});
