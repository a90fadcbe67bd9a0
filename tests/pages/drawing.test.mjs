// Numbers typed over in the drawing of the network, where they stand.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

/** A point of the drawing where this number can be typed over. */
const place = (stepper, name) => stepper.ask((element, name) => {
  const { clientWidth, clientHeight } = element.shadowRoot.querySelector("canvas");
  for (let y = 0; y < clientHeight; y += 2) {
    for (let x = 0; x < clientWidth; x += 2) {
      const number = element.trainer.networkNumber(x, y);
      if (number?.subject.name === name && number.subject.kind !== "neuron") return { x, y };
    }
  }
  return null;
}, name);

const NUMBERS = {
  w1: (element) => element.trainer.weights(0)[0],
  w6: (element) => element.trainer.weights(1)[1],
  i2: (element) => element.trainer.samples().inputs[0][1],
  actual: (element) => element.trainer.samples().targets[0][0],
};

/** Where the keyboard is, inside the element. */
const focused = (stepper) => stepper.ask((element) => element.shadowRoot.activeElement?.className ?? "");

for (const width of [1280, 768, 360]) {
  visit(`a number is typed over where it stands, at ${width}`, { width }, async (stepper, page) => {
    for (const [name, read] of Object.entries(NUMBERS)) {
      const position = await place(stepper, name);
      assert.ok(position, `${name} can be clicked nowhere`);
      const number = await stepper.ask(({ trainer }, { x, y }) => trainer.networkNumber(x, y), position);
      await stepper.network.click({ position });
      const field = stepper.field(`Change ${name}`);
      assert.equal(Number(await field.inputValue()), await stepper.ask(read), name);
      assert.ok(await field.evaluate((input) => input.matches(":focus")), "what is typed goes into the box");
      const { box, canvas } = await stepper.ask((element) => {
        const rect = (selector) => element.shadowRoot.querySelector(selector).getBoundingClientRect().toJSON();
        return { box: rect(".in-place"), canvas: rect("canvas") };
      });
      assert.ok(box.left >= canvas.left - 1 && box.right <= canvas.right + 1, "the box stands within the drawing");
      assert.ok(Math.abs((box.top + box.bottom) / 2 - canvas.top - number.y - number.height / 2) < 24, "and near the number");
      await page.keyboard.type("0.123456789");
      await page.keyboard.press("Enter");
      assert.equal(await stepper.ask(read), 0.123456789, name);
      assert.equal(await field.count(), 0, "the box is gone");
      assert.equal(await focused(stepper), "stage", "the keys go on working");
    }
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await stepper.position(), [0, 1]);
  });
}

visit("Escape leaves a number as it is, and what is no number is refused in its place", {}, async (stepper, page) => {
  const before = await stepper.bits();
  const open = async () => stepper.network.click({ position: await place(stepper, "w3") });
  const field = stepper.field("Change w3");
  await open();
  await page.keyboard.type("7");
  await page.keyboard.press("Escape");
  assert.equal(await field.count(), 0);
  assert.equal(await focused(stepper), "stage");
  await open();
  await page.keyboard.type("1,5");
  await page.keyboard.press("Enter");
  assert.ok(await page.getByRole("alert").filter({ hasText: "decimal point" }).isVisible());
  assert.equal(await field.inputValue(), "1,5", "what was typed is still there");
  await page.keyboard.press("Escape");
  assert.equal(await field.count(), 0);
  await open();
  await page.keyboard.press("Tab");
  assert.equal(await field.count(), 0, "leaving the box closes it");
  assert.deepEqual(await stepper.bits(), before);
  await open();
  await page.keyboard.type("2");
  await page.keyboard.press("Tab");
  assert.equal(await stepper.ask((element) => element.trainer.weights(0)[1]), 2, "what was typed is taken when the box is left");
});

visit("the pointer says what can be changed", {}, async (stepper) => {
  await stepper.network.hover({ position: await place(stepper, "w3") });
  assert.equal(await stepper.network.getAttribute("title"), "w3 = 0.1, click to change");
  assert.equal(await stepper.network.evaluate((canvas) => getComputedStyle(canvas).cursor), "pointer");
  await stepper.network.hover({ position: { x: 2, y: 2 } });
  assert.equal(await stepper.network.getAttribute("title"), "");
});

/** A network too large for neurons and lines. */
const LARGE = {
  version: 1,
  network: { inputs: 40, layers: [{ units: 24, activation: "tanh" }, { units: 3 }], init: { method: "xavier_uniform", seed: 3 } },
  loss: "half_squared_error",
  optimizer: { method: "sgd", learning_rate: 0.1 },
  data: { inputs: [Array.from({ length: 40 }, (_, index) => index / 40)], targets: [[0, 1, 0]] },
};

for (const width of [1280, 360]) {
  visit(`a neuron of a large network is explained on demand, at ${width}`, { width }, async (stepper, page) => {
    await stepper.ask((element, config) => { element.config = config; }, LARGE);
    await stepper.ready();
    await stepper.button("Next step").click();
    const position = await stepper.ask((element) => {
      const { clientWidth, clientHeight } = element.shadowRoot.querySelector("canvas");
      for (let y = 0; y < clientHeight; y += 2) {
        for (let x = 0; x < clientWidth; x += 2) {
          const subject = element.trainer.networkHit(x, y);
          if (subject?.kind === "neuron" && subject.layer === 0 && subject.unit > 3) return { x, y, unit: subject.unit };
        }
      }
      return null;
    });
    await stepper.network.click({ position });
    const unit = page.getByRole("spinbutton", { name: /^Neuron/ });
    assert.equal(Number(await unit.inputValue()), position.unit + 1);
    // By the keyboard, and its largest weight typed over.
    await unit.fill("1");
    await page.keyboard.press("Tab");
    const name = await stepper.ask((element) => element.trainer.closeUp(0, 0).weights[0].subject.name);
    const field = stepper.field(`${name}, close up`);
    await field.fill("0.75");
    await page.keyboard.press("Enter");
    const first = await stepper.ask((element) => element.trainer.closeUp(0, 0).weights[0]);
    assert.deepEqual([first.subject.name, first.value], [name, 0.75]);
    assert.ok(await field.evaluate((input) => input.matches(":focus")), "the box keeps the focus");
    const text = await stepper.element.evaluate((element) => element.shadowRoot.querySelector(".close-up").textContent);
    assert.match(text, /32 smaller weights are left out/);
  });
}
