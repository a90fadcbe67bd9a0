// The panel that shows what the network predicts over its inputs.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

const XOR = {
  version: 1,
  network: {
    inputs: 2,
    layers: [{ units: 3, activation: "tanh" }, { units: 1, activation: "sigmoid" }],
    init: { method: "xavier_uniform", seed: 2 },
  },
  loss: "mean_squared_error",
  optimizer: { method: "sgd", learning_rate: 0.5 },
  data: { inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [[0], [1], [1], [0]] },
};
const link = (config) => `#config=${encodeURIComponent(JSON.stringify(config))}`;

function panel(stepper) {
  const box = stepper.page.getByRole("region", { name: "Prediction", exact: true });
  return {
    box,
    large: box.getByRole("img", { name: "Prediction", exact: true }),
    parts: box.locator("canvas").nth(1),
    show: box.getByRole("combobox", { name: "Show" }),
    words: box.locator("#prediction-words"),
    open: async () => {
      await box.locator("summary").click();
      await box.locator("#prediction-words li").first().waitFor();
    },
    close: () => box.locator("summary").click(),
  };
}

/** How many colours a canvas shows, and a number that tells its picture from others. */
function look(canvas) {
  const { width, height } = canvas;
  if (width === 0 || height === 0) return { colours: 0, print: 0 };
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const words = new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer);
  let print = 0;
  for (const word of words) print = (Math.imul(print, 31) + word) | 0;
  return { colours: new Set(words).size, print };
}

visit("closed, it computes nothing; open, it follows every step", { path: link(XOR) }, async (stepper) => {
  const { large, parts, words, open, close } = panel(stepper);
  const asked = await stepper.spy("prediction");
  await stepper.button("Next step").click();
  assert.equal(await asked(), 0);
  await open();
  assert.equal(await asked(), 1);
  const first = await large.evaluate(look);
  assert.ok(first.colours > 30, `${first.colours} colours`);
  assert.ok((await parts.evaluate(look)).colours > 30);
  assert.match(await words.innerText(), /On the right side: \d of 4 samples/);
  await stepper.ask((element) => element.trainer.train(4000));
  await stepper.button("Next step").click();
  assert.match(await words.innerText(), /On the right side: 4 of 4 samples/);
  assert.notEqual((await large.evaluate(look)).print, first.print);
  await close();
  const before = await asked();
  await stepper.button("Next step").click();
  assert.equal(await asked(), before, "closed again");
});

visit("what is shown is chosen in the list or among the small pictures", { path: link(XOR) }, async (stepper, page) => {
  const { box, large, parts, show, words, open } = panel(stepper);
  await open();
  const output = await large.evaluate(look);
  await show.selectOption({ label: "a⁽¹⁾₂" });
  assert.match(await words.innerText(), /^a\(1\)2 over x1 from /);
  const hidden = await large.evaluate(look);
  assert.notEqual(hidden.print, output.print);
  await parts.click({ position: { x: 30, y: 60 } });
  assert.equal(await show.inputValue(), "0.0");
  assert.notEqual((await large.evaluate(look)).print, hidden.print);
  await large.hover({ position: { x: 200, y: 200 } });
  assert.match(await box.locator(".here").innerText(), /^x1 [−\d.]+, x2 [−\d.]+: a\(1\)1 [−\d.]+$/);
  await page.mouse.move(0, 0);
  await page.waitForFunction(() => document.querySelector("backprop-stepper").shadowRoot.querySelector(".here").textContent.startsWith("Dots: "));
});

visit("another network begins with its own choices", { path: link(XOR) }, async (stepper) => {
  const { show, large, box, open } = panel(stepper);
  await open();
  await show.selectOption({ label: "a⁽¹⁾₃" });
  await stepper.ask((element) => element.changeExperiment({ ...element.config, optimizer: { method: "adam", learning_rate: 0.1 } }));
  assert.equal(await show.inputValue(), "0.2", "the same neuron is still there");
  await stepper.ask((element) => element.setAttribute("lesson", "article") ?? element.ready);
  await show.getByRole("option", { name: "prediction" }).waitFor({ state: "attached" });
  assert.equal(await show.inputValue(), "1.0");
  const three = structuredClone(XOR);
  three.network.inputs = 3;
  three.data = { inputs: [[1, 2, 3]], targets: [[1]] };
  await stepper.ask((element, config) => element.load?.(config) ?? element.setAttribute("config", JSON.stringify(config)), three);
  await box.getByText("needs a network with one or two inputs").waitFor();
  assert.equal(await large.isVisible(), false);
});
