// Any number can be typed over; Reset brings the lesson's numbers back.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

const FIELDS = {
  "Weight w1": (element) => element.trainer.weights(0)[0],
  "Weight w2": (element) => element.trainer.weights(0)[2],
  "Weight w3": (element) => element.trainer.weights(0)[1],
  "Weight w4": (element) => element.trainer.weights(0)[3],
  "Weight w5": (element) => element.trainer.weights(1)[0],
  "Weight w6": (element) => element.trainer.weights(1)[1],
  "Input i1": (element) => element.trainer.samples().inputs[0][0],
  "Input i2": (element) => element.trainer.samples().inputs[0][1],
  "Target prediction": (element) => element.trainer.samples().targets[0][0],
  "Learning rate": (element) => element.trainer.learningRate,
};

for (const lesson of ["article", "article-2"]) {
  visit(`every number of ${lesson} by typing`, { path: `#lesson=${lesson}` }, async (stepper, page) => {
    for (const [name, read] of Object.entries(FIELDS)) {
      const original = await stepper.ask(read);
      await stepper.button("Next step").click();
      const field = stepper.field(name);
      await field.fill("0.30000000000000004");
      await page.keyboard.press("Enter");
      assert.equal(await stepper.ask(read), 0.30000000000000004, name);
      assert.deepEqual(await stepper.position(), [0, 0], `${name}: an edit returns to the update's start`);
      await stepper.button("Backward pass").click();
      assert.ok(Number.isFinite(await stepper.ask(({ trainer }) => trainer.step.value)));
      await stepper.button("Reset").click();
      assert.equal(await stepper.ask(read), original, `${name}: Reset brings the lesson's number back`);
      assert.equal(Number((await field.inputValue()).replace("−", "-")), original, `${name}: Reset shows it`);
    }
  });
}

visit("an edit is undone by Previous step", {}, async (stepper, page) => {
  await stepper.ask(({ trainer }) => trainer.train(2));
  await stepper.button("Next step").click();
  const before = await stepper.ask(FIELDS["Weight w5"]);
  await stepper.field("Weight w5").fill("1");
  await page.keyboard.press("Tab");
  assert.equal(await stepper.ask(FIELDS["Weight w5"]), 1);
  await stepper.button("Next step").click();
  await stepper.button("Previous step").click();
  assert.equal(await stepper.ask(FIELDS["Weight w5"]), 1);
  await stepper.button("Previous step").click();
  assert.equal(await stepper.ask(FIELDS["Weight w5"]), before);
  assert.deepEqual(await stepper.position(), [2, 0]);
});

visit("what is no number is refused beside the field, and nothing changes", {}, async (stepper, page) => {
  for (const name of ["Weight w1", "Input i2", "Target prediction", "Learning rate"]) {
    const before = await stepper.bits();
    for (const typed of ["abc", "", "1e999", "NaN", "Infinity", "1 2", "0.1.2", "0x10", "0b1", "1,5", "1e", "."]) {
      const field = stepper.field(name);
      await field.fill(typed);
      await page.keyboard.press("Enter");
      assert.deepEqual(await stepper.bits(), before, `${name}: ${JSON.stringify(typed)} was taken`);
      assert.equal(await field.getAttribute("aria-invalid"), "true", `${name}: ${JSON.stringify(typed)}`);
      const alerts = await page.getByRole("alert").allTextContents();
      assert.ok(alerts.some((text) => text.trim().length > 0), `${name}: nothing is said about ${JSON.stringify(typed)}`);
    }
    await stepper.field(name).fill("0.5");
    await page.keyboard.press("Enter");
    assert.equal(await stepper.field(name).getAttribute("aria-invalid"), null);
    await stepper.button("Reset").click();
  }
});

visit("decimal numbers of every form are taken", {}, async (stepper, page) => {
  const field = stepper.field("Weight w1");
  for (const [typed, value] of [["1e-3", 0.001], ["+2", 2], [".5", 0.5], ["3.", 3], [" -0.25 ", -0.25], ["\u22120.5", -0.5], ["1E2", 100]]) {
    await field.fill(typed);
    await page.keyboard.press("Enter");
    assert.equal(await stepper.ask(FIELDS["Weight w1"]), value, typed);
  }
});

/** Of a message that says what was expected: whether all of it can be seen. */
const seen = (alert) => alert.evaluate((alert) => {
  const { top, bottom, width, height } = alert.getBoundingClientRect();
  return alert.checkVisibility() && width > 20 && height > 10 && top >= 0 && bottom <= innerHeight;
});

for (const width of [1280, 360]) {
  visit(`what was expected is said where it was typed, at ${width}`, { width, height: 780 }, async (stepper, page) => {
    const field = stepper.field("Weight w1");
    const before = await stepper.bits();
    for (const [typed, words] of [["0x10", /expected a number.*0x10/], ["", /expected a number.*nothing/], ["0,5", /decimal point.*0,5/]]) {
      await field.fill(typed);
      await page.keyboard.press("Enter");
      const alert = page.getByRole("alert").filter({ hasText: words });
      assert.ok(await seen(alert), typed);
      assert.equal(await field.inputValue(), typed, "what was typed is still there");
    }
    const updates = page.getByRole("spinbutton", { name: "Updates" });
    for (const typed of ["1.5", "0", "", "1e9", "-3"]) {
      await updates.fill(typed);
      await stepper.button("Train").click();
      const alert = page.getByRole("alert").filter({ hasText: /expected a whole number from 1 to/ });
      assert.ok(await seen(alert), typed);
      assert.equal(await updates.inputValue(), typed);
      assert.equal(await updates.getAttribute("aria-invalid"), "true", typed);
    }
    assert.deepEqual(await stepper.bits(), before);
    await updates.fill("2");
    await page.keyboard.press("Enter");
    assert.deepEqual(await stepper.position(), [2, 0]);
    assert.equal(await updates.getAttribute("aria-invalid"), null);
    assert.equal(await field.inputValue(), "0,5", "a message elsewhere takes nothing away");
  });
}

for (const width of [1280, 768, 360]) {
  visit(`nothing moves when training stops, at ${width}`, { width }, async (stepper, page) => {
    await stepper.field("Learning rate").fill("1000000");
    await page.keyboard.press("Enter");
    const places = () => stepper.ask((element) => ["Next step", "Reset"].map((name) => {
      const button = [...element.shadowRoot.querySelectorAll("button")].find((button) => button.textContent.trim() === name);
      return Math.round(button.getBoundingClientRect().top + scrollY);
    }).concat(Math.round(element.shadowRoot.querySelector(".lesson").getBoundingClientRect().top + scrollY)));
    await page.evaluate(() => scrollTo(0, 0));
    const before = await places();
    await stepper.ask(({ trainer }) => trainer.train(500));
    assert.ok(await page.getByRole("alert").filter({ hasText: "no longer finite" }).isVisible());
    assert.deepEqual(await places(), before);
  });
}

visit("a learning rate that is too large ends in words", {}, async (stepper, page) => {
  await stepper.field("Learning rate").fill("1000000");
  await page.keyboard.press("Enter");
  await page.getByRole("spinbutton", { name: "Updates" }).fill("500");
  await stepper.button("Train").click();
  assert.equal(await stepper.ask(({ trainer }) => trainer.diverged), true);
  for (const name of ["Next step", "Forward pass", "Backward pass", "Update weights", "Previous step", "Play"]) {
    if (await stepper.button(name).isEnabled()) await stepper.button(name).click();
  }
  const words = await stepper.element.evaluate((element) => element.shadowRoot.querySelector("[role=status]").textContent);
  assert.doesNotMatch(words, /NaN|undefined/);
  await stepper.button("Reset").click();
  assert.equal(await stepper.ask(({ trainer }) => trainer.diverged), false);
});

for (const width of [1280, 360]) {
  visit(`no number in a box is cut off at ${width}, however large it is`, { width, path: "#lesson=article" }, async (stepper, page) => {
    await stepper.ask(({ trainer }) => {
      trainer.setLearningRate(0.2);
      trainer.train(20);
    });
    const cut = await stepper.ask((element) => [...element.shadowRoot.querySelectorAll(".number-field input")]
      .filter((input) => input.clientWidth > 0 && input.scrollWidth > input.clientWidth).map((input) => input.value));
    assert.deepEqual(cut, []);
    assert.match(await stepper.field("Weight w1").inputValue(), /10¹⁴²$/);
    // Nor while it is typed over.
    await stepper.field("Weight w1").focus();
    assert.ok(await stepper.field("Weight w1").evaluate((input) => input.value.includes("e+142") && input.scrollWidth <= input.clientWidth));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  });
}

const LAYERS = { units: 16, activation: "tanh" };
const LARGE = {
  version: 1,
  network: { inputs: 16, layers: [LAYERS, LAYERS, { units: 1, activation: "identity" }], init: { method: "xavier_uniform", seed: 1 } },
  loss: "mean_squared_error",
  optimizer: { method: "sgd", learning_rate: 0.1 },
  data: { inputs: [Array(16).fill(1)], targets: [[0]] },
};

visit("large weight tables are folded and fill when opened", { path: `#config=${encodeURIComponent(JSON.stringify(LARGE))}` }, async (stepper, page) => {
  const matrices = page.getByRole("region", { name: "Weights and gradients" });
  const fold = matrices.locator("details").first();
  assert.equal(await matrices.locator("details").count(), 2, "the last layer is small");
  assert.equal(await fold.locator("table").count(), 0);
  await fold.locator("summary").click();
  await fold.locator("table").first().waitFor();
  const first = fold.locator("input").first();
  await first.fill("0.125");
  await page.keyboard.press("Enter");
  assert.equal(await stepper.ask(({ trainer }) => trainer.weights(0)[0]), 0.125);
  // Closed meanwhile, it shows the numbers of the moment when it is opened again.
  await fold.locator("summary").click();
  await stepper.ask(({ trainer }) => trainer.reset());
  await fold.locator("summary").click();
  await page.waitForFunction(() => document.querySelector("backprop-stepper").shadowRoot.querySelector(".layer input").value !== "0.125");
});

visit("a long program scrolls in a box of its own, by keyboard too", { path: "#lesson=spiral" }, async (stepper) => {
  const program = stepper.element.locator(".panel.code pre");
  assert.equal(await program.evaluate((pre) => pre.tabIndex), 0);
  assert.ok(await program.evaluate((pre) => pre.clientHeight < innerHeight && pre.scrollHeight > pre.clientHeight));
});

visit("wide data get a row of their own", { path: "#lesson=iris" }, async (stepper) => {
  const fits = await stepper.ask((element) => {
    const [data, loss] = [".panel.data", ".panel.loss"].map((panel) => element.shadowRoot.querySelector(panel).getBoundingClientRect());
    const table = element.shadowRoot.querySelector(".panel.data .scrolls");
    return { beneath: data.top >= loss.bottom, same: Math.abs(data.width - loss.width) < 1, scrolls: table.scrollWidth > table.clientWidth };
  });
  assert.deepEqual(fits, { beneath: true, same: true, scrolls: false });
});
