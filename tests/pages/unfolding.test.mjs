// Long sums and the chain rule unfold on request.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

const WIDE = {
  version: 1,
  network: { inputs: 40, layers: [{ units: 1, activation: "sigmoid", bias: false }] },
  loss: "half_squared_error",
  optimizer: { method: "sgd", learning_rate: 0.1 },
  data: { inputs: [Array(40).fill(0.5)], targets: [[1]] },
};

visit("a long sum unfolds by a button that says how long it is", { width: 360 }, async (stepper, page) => {
  await stepper.ask((element, config) => {
    element.config = config;
    return element.ready;
  }, WIDE);
  const weights = () => stepper.ask(({ shadowRoot }) => new Set([...shadowRoot.querySelectorAll(".lines [data-subject^='weight:']")].map(({ dataset, attributes }) => dataset?.subject ?? attributes["data-subject"].value)).size);
  await stepper.button("Next step").click();
  assert.equal(await weights(), 10);
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  await stepper.button("Show all 40 terms").click();
  assert.equal(await weights(), 40);
  assert.ok(await fits(), "the page is no wider for it");
  await stepper.button("Show fewer terms").click();
  assert.equal(await weights(), 10);
  await stepper.button("Show all 40 terms").click();
  await stepper.button("Show fewer terms").press("ArrowRight");
  assert.deepEqual(await stepper.position(), [0, 2], "the button has no use for arrows");
  assert.ok(await stepper.button("Show fewer terms").isHidden(), "the next step has no long sum");
  await page.keyboard.press("ArrowLeft");
  assert.deepEqual(await stepper.position(), [0, 1], "and the keys go on working");
  assert.equal(await weights(), 10, "folded again");
});

visit("the chain rule unfolds where one opens it, and costs nothing before", { path: "#lesson=mazur&position=0.23" }, async (stepper, page) => {
  const asked = await stepper.spy("unfolded");
  const fold = stepper.element.locator(".unfolded");
  await page.keyboard.press("Tab");
  await stepper.button("Next step").click();
  await stepper.button("Previous step").click();
  assert.equal(await asked(), 0, "closed, nothing is asked for");
  await fold.getByText("Unfold the chain rule").click();
  await fold.getByText("reaches the loss in 2 ways").waitFor();
  assert.equal(await fold.locator(".ways li").count(), 0);
  await stepper.button("Show the sum over all ways").click();
  assert.equal(await fold.locator(".ways li").count(), 2);
  assert.equal(await fold.locator(".along").first().textContent(), "i2 → h1 → o1 → E");

  // Its symbols light up their neurons, and the other way round.
  await fold.locator("[data-subject='neuron:activation:1:0::0']").first().hover();
  assert.ok((await stepper.element.locator(".ways .pointed").count()) > 0);

  // Nothing below it moves while one steps.
  const height = () => fold.evaluate((element) => element.getBoundingClientRect().height);
  const before = await height();
  await stepper.button("Next step").click();
  assert.equal(await height(), before);
  await stepper.button("Reset").click();
  await fold.getByText("they follow in the backward pass").waitFor();
  assert.equal(await height(), before);
});
