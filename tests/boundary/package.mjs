// The package as somebody who installed it meets it: through its manifest's main entry, started once for each test file.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const folder = new URL("../../dist/npm/", import.meta.url);
export const folderPath = fileURLToPath(folder);
export const manifest = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));

const entry = new URL(manifest.exports["."].default, folder);
const engine = await import(entry.href);
await engine.default();

export const { Comparison, Trainer, changeConfig, choices, formats, generators, lessons, programLanguages, readTable, scoreText, tableData, verify } = engine;
export const init = engine.default;

/** The config of a lesson, fresh each time. */
export function lessonConfig(id = "article") {
  const lesson = lessons().find((lesson) => lesson.id === id);
  if (!lesson) throw new Error(`there is no lesson ${id}`);
  return structuredClone(lesson.config);
}

/** The article's experiment written out, so that a test can break one place of it. */
export function articleConfig() {
  return {
    version: 1,
    network: {
      inputs: 2,
      layers: [
        { units: 2, activation: "identity", bias: false, weights: [[0.15, 0.1], [0.2, 0.18]] },
        { units: 1, activation: "identity", bias: false, weights: [[0.05], [0.26]] },
      ],
    },
    loss: "half_squared_error",
    optimizer: { method: "sgd", learning_rate: 0.01 },
    data: { inputs: [[5, 4]], targets: [[2]] },
  };
}

/** A network with everything in it that this package can do at once: biases, one of them frozen, curved activations, several
 * samples, batches, a shuffled order and a last batch that is short. */
export function fullConfig() {
  return {
    version: 1,
    network: {
      inputs: 3,
      layers: [
        { units: 4, activation: "tanh" },
        { units: 3, activation: "sigmoid", bias: "frozen", biases: [0.1, -0.2, 0.3] },
        { units: 2, activation: "relu", bias: true, biases: [0.5, 0.25] },
      ],
      init: { method: "xavier_uniform", seed: 7 },
    },
    loss: "mean_squared_error",
    optimizer: { method: "sgd", learning_rate: 0.1 },
    data: {
      inputs: [[0.1, -0.4, 0.9], [1, 0.5, -0.5], [-0.3, 0.2, 0.8], [0.7, -0.9, 0.4], [0.25, 0.75, -0.1]],
      targets: [[0.2, 0.4], [0.9, 0.1], [0.3, 0.6], [0.5, 0.5], [0.8, 0.2]],
    },
    batch: { size: 2, shuffle: true, seed: 3 },
  };
}
