// The panel that shows the loss over two of the parameters.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

function panel(stepper) {
  const box = stepper.page.getByRole("region", { name: "Loss around the weights", exact: true });
  return {
    box,
    picture: box.getByRole("img", { name: "Loss around the weights", exact: true }),
    across: box.getByRole("combobox", { name: "Across" }),
    up: box.getByRole("combobox", { name: "Up" }),
    words: box.locator("#slice-words"),
    open: async () => {
      await box.locator("summary").click();
      await box.locator("#slice-words li").first().waitFor();
    },
  };
}

/** How many colours a canvas shows, and a number that tells its picture from others. */
function look(canvas) {
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const words = new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer);
  let print = 0;
  for (const word of words) print = (Math.imul(print, 31) + word) | 0;
  return { colours: new Set(words).size, print };
}

visit("it begins with the weights of the output, and follows the run", {}, async (stepper) => {
  const { picture, across, up, words, open } = panel(stepper);
  await open();
  assert.equal(await across.locator("option:checked").innerText(), "w₅");
  assert.equal(await up.locator("option:checked").innerText(), "w₆");
  const first = await picture.evaluate(look);
  assert.ok(first.colours > 20, `${first.colours} colours`);
  assert.match(await words.innerText(), /Here, at w5 0\.05, w6 0\.26: 1\.28849\./);
  await stepper.ask((element) => element.trainer.train(20));
  await words.getByText("The path leads from w5 0.05, w6 0.26 at update 0 to here.").waitFor();
  assert.notEqual((await picture.evaluate(look)).print, first.print);
});

visit("any two parameters, or one, and another scale", {}, async (stepper) => {
  const { box, picture, across, up, words, open } = panel(stepper);
  await open();
  const first = await picture.evaluate(look);
  await box.getByRole("checkbox", { name: "Colours by the logarithm of the loss" }).uncheck();
  const plain = await picture.evaluate(look);
  assert.notEqual(plain.print, first.print);
  await across.selectOption({ label: "w₁" });
  assert.match(await words.innerText(), /over w1 from .* and w6 from /);
  assert.notEqual((await picture.evaluate(look)).print, plain.print);
  await up.selectOption({ label: "none: a curve" });
  assert.match(await words.innerText(), /over w1 from [−\d.]+ to [−\d.]+, every other/);
  await up.selectOption({ label: "w₁" });
  await box.getByRole("alert").getByText("another parameter").waitFor();
  assert.equal(await picture.isVisible(), false, "no picture of something else beside what is wrong");
  assert.equal(await words.locator("li").count(), 0);
  await up.selectOption({ label: "w₂" });
  assert.equal(await box.locator(".problem").textContent(), "");
  assert.equal(await picture.isVisible(), true);
  await picture.hover({ position: { x: 200, y: 200 } });
  assert.match(await box.locator(".here").innerText(), /^w1 [−\d.]+, w2 [−\d.]+: loss /);
});

const WIDE = {
  version: 1,
  network: { inputs: 2, layers: [{ units: 200, activation: "tanh" }, { units: 1 }], init: { method: "xavier_uniform", seed: 1 } },
  loss: "half_squared_error",
  optimizer: { method: "sgd", learning_rate: 0.01 },
  data: { inputs: [[1, 2]], targets: [[1]] },
};

visit("where there are too many to list, places are typed", { path: `#config=${encodeURIComponent(JSON.stringify(WIDE))}` }, async (stepper) => {
  const { box, words, open } = panel(stepper);
  await open();
  assert.match(await words.innerText(), /over w\(2\)1,1 from .* and w\(2\)2,1 from /);
  const first = box.getByRole("group", { name: "Across" });
  await first.getByLabel("Layer").selectOption("1");
  await first.getByLabel("To neuron").fill("150");
  await first.getByLabel("To neuron").press("Tab");
  await words.getByText("w(1)1,150 from").waitFor();
  await first.getByLabel("To neuron").fill("201");
  await first.getByLabel("To neuron").press("Tab");
  await box.getByRole("alert").getByText("Across, to neuron: 1 to 200").waitFor();
  await first.getByLabel("To neuron").fill("7");
  await first.getByLabel("From input").fill("3");
  await first.getByLabel("From input").press("Tab");
  await box.getByRole("alert").getByText("Across, from input: 1 to 2").waitFor();
});

visit("closed, it computes nothing; what was chosen stays while it is there", {}, async (stepper) => {
  const { box, across, up, words, open } = panel(stepper);
  const asked = await stepper.spy("slice");
  await stepper.button("Next step").click();
  assert.equal(await asked(), 0);
  await open();
  assert.ok((await asked()) > 0);
  await up.selectOption({ label: "w₂" });
  const another = (method) => stepper.ask((element, name) => element.changeExperiment({ ...element.config, optimizer: { method: name, learning_rate: 0.01 } }), method);
  await another("adam");
  await words.getByText(/over w5 from .* and w2 from /).waitFor();
  assert.equal(await across.locator("option:checked").innerText(), "w₅");
  await stepper.ask((element) => element.undoChange());
  await words.getByText(/over w5 from .* and w2 from /).waitFor();
  await box.locator("summary").click();
  const before = await asked();
  await another("adamw");
  await stepper.button("Next step").click();
  assert.equal(await asked(), before, "closed again");
});
