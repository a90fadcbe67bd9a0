// The matrix form: the same numbers as everywhere else, in the same place from step to step, and cut where it is large.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

const LARGE = {
  version: 1,
  network: { inputs: 2, layers: [{ units: 16, activation: "relu" }, { units: 16, activation: "tanh" }, { units: 1, activation: "sigmoid" }], init: { method: "xavier_normal", seed: 1 } },
  loss: "binary_cross_entropy",
  optimizer: { method: "adam", learning_rate: 0.01 },
  data: { generator: "circle", samples: 60, seed: 1 },
  batch: { size: 20 },
};

const form = (stepper) => stepper.element.locator(".panel.matrix .matrix-form:not(.trial)");

visit("it tells every step of an update, and nothing moves", {}, async (stepper, page) => {
  const { operations } = await stepper.step();
  const panel = stepper.element.locator(".panel.matrix");
  const heights = new Set();
  for (let operation = 1; operation <= operations; operation += 1) {
    await stepper.button("Next step").click();
    const told = await stepper.ask(({ trainer, shadowRoot }) => {
      const root = shadowRoot.querySelector(".panel.matrix .matrix-form");
      const text = (kind) => [...root.querySelectorAll(kind)].map((cell) => cell.textContent);
      const { subject, value } = trainer.step;
      return { computed: text(".cell.computed"), subject: root.querySelector(".cell.computed")?.dataset.subject, of: subject.kind, value: trainer.format(value) };
    });
    assert.deepEqual(told.computed, [told.value], `step ${operation}`);
    assert.ok(told.subject.startsWith(`${told.of}:`));
    heights.add((await panel.boundingBox()).height);
  }
  assert.equal(heights.size, 1, [...heights].join());
  assert.equal(await form(stepper).getByRole("group", { name: /^W1 2×2 − a · Δ XT 2×1 · W2 T 1×2 = W1 2×2 − a dW1 2×2 = W1 new 2×2$/ }).count(), 1);
  // By pointer and by keyboard a cell and the thing in the other views light up together.
  await form(stepper).locator('[data-subject="weight:value:0:1:1:"]').first().hover();
  assert.ok((await stepper.element.locator(".tables .pointed, .card .pointed").count()) > 0);
  await form(stepper).focus();
  await page.keyboard.press("ArrowDown");
  assert.ok((await form(stepper).locator(".pointed").count()) > 0);
});

visit("on a phone it is a tab, and cut to what fits", { width: 360, height: 780 }, async (stepper, page) => {
  const asked = await stepper.spy("matrixForm");
  await stepper.ask((element, config) => {
    element.config = config;
    return element.ready;
  }, LARGE);
  await stepper.button("Backward pass").click();
  assert.equal(await asked(), 0, "nothing is laid out that nobody sees");
  await page.getByRole("tab", { name: "Matrix" }).click();
  await stepper.button("Next step").click();
  const box = form(stepper);
  assert.match(await box.innerText(), /⋮ \d+ more/);
  assert.ok((await box.locator(".gap").count()) > 0);
  assert.equal(await box.locator(".cell.computed").count(), 1);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  const marked = await box.locator(".cell.computed").boundingBox();
  assert.ok(marked.x >= 0 && marked.x + marked.width <= 360, JSON.stringify(marked));
});
