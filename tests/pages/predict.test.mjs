// Predicting: the next number is asked for, judged, hinted at; nothing in the page shows it before.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

function panel(stepper) {
  const box = stepper.page.getByRole("region", { name: "Predict the next number", exact: true });
  return {
    box,
    input: box.getByRole("textbox", { name: "Your answer" }),
    question: box.locator(".question"),
    said: box.locator(".said"),
    score: box.locator(".score"),
    button: (name) => box.getByRole("button", { name, exact: true }),
    open: async () => {
      await stepper.predicting.click();
      await box.getByRole("textbox", { name: "Your answer" }).waitFor();
      await box.locator(".question", { hasText: /./ }).waitFor();
    },
    answer: async (text) => {
      await box.getByRole("textbox", { name: "Your answer" }).fill(text);
      await stepper.page.keyboard.press("Enter");
    },
  };
}

/** Whether the page shows or tells a number anywhere, by its first digits. */
function shows(element, digits) {
  const texts = [];
  const walk = (node) => {
    if (node instanceof Text) texts.push(node.data);
    if (node instanceof Element && !node.checkVisibility() && !node.matches("canvas, canvas *, option")) return;
    if (node instanceof Element) for (const name of ["aria-label", "title", "value", "aria-valuetext"]) texts.push(node.getAttribute(name) ?? "");
    for (const child of node.shadowRoot?.childNodes ?? node.childNodes) walk(child);
  };
  for (const child of element.shadowRoot.childNodes) walk(child);
  return texts.filter((text) => text.includes(digits)).map((text) => text.slice(0, 200));
}

visit("an update is predicted from the keyboard: right steps on, wrong is named", {}, async (stepper, page) => {
  const { input, question, said, score, button, open, answer, box } = panel(stepper);
  await open();
  assert.equal(await question.innerText(), "What is h1?");
  assert.equal(await input.evaluate((field) => field.getRootNode().activeElement === field), true);
  await answer("9");
  assert.equal(await said.innerText(), "That is what you get without the weights.");
  assert.deepEqual(await stepper.position(), [0, 0]);
  await answer("1,55");
  assert.match(await said.innerText(), /^Hidden neuron h1\. Right: it is 1\.55\.$/);
  assert.deepEqual(await stepper.position(), [0, 1]);
  assert.equal(await input.inputValue(), "");
  assert.equal(await score.innerText(), "1 of 1 predicted, none of them at once.");
  await answer("61/50");
  assert.equal(await score.innerText(), "All 2 predicted, 1 of them at once.");
  await answer("x");
  assert.match(await said.innerText(), /^expected a number, such as /);
  // Neither the arrows nor space move anything while an answer is typed.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Home");
  assert.deepEqual(await stepper.position(), [0, 2]);
  await button("Hint").click();
  assert.equal(await box.locator(".hints .symbols").count(), 1);
  assert.equal(await box.locator(".hints .numbers").count(), 0);
  await button("Numbers").click();
  assert.match(await box.locator(".hints .numbers").innerText(), /1\.55/);
  await button("Show the number").click();
  assert.match(await said.innerText(), /It is 0\.3947\.$/);
  assert.equal(await score.innerText(), "2 of 3 predicted, 1 of them at once.");
  await stepper.ask(({ trainer }) => trainer.seek(0, 18));
  assert.match(await question.innerText(), /^By how much does w1 change/);
  await answer("0.401325");
  assert.equal(await said.innerText(), "That is what you get without the learning rate.");
  await answer("0.1540");
  assert.match(await said.innerText(), /changes by 0\.00401325, from 0\.15 to 0\.154013\.$/);
  assert.match(await question.innerText(), /last number of update 1\.$/);
  await page.keyboard.press("Enter");
  assert.deepEqual(await stepper.position(), [1, 0]);
  assert.equal(await question.innerText(), "What is h1?");
  assert.equal(await score.innerText(), "");
});

for (const lesson of ["article", "mazur"]) {
  visit(`nothing in the page shows what is asked for: ${lesson}`, { path: `#lesson=${lesson}`, height: 2000 }, async (stepper) => {
    await stepper.openAll();
    await stepper.predicting.click();
    const { box } = panel(stepper);
    await box.locator(".question", { hasText: /./ }).waitFor();
    const values = await stepper.ask(async ({ trainer }) => {
      const { Trainer } = await import("./www/engine.js");
      const scout = new Trainer(trainer.config());
      const { operations } = scout.step;
      const values = Array.from({ length: operations }, (_, index) => String(scout.seek(0, index + 1).value));
      scout.free();
      return values;
    });
    for (const [index, value] of values.entries()) {
      const digits = /^-?((?:0\.0*)?(?:\d\.?){5})/.exec(value)?.[1];
      // A bias has the gradient that its neuron has as its error, and what is frozen stays: these are known before.
      const known = index > 0 && values.slice(0, index).includes(value);
      const found = digits && !known ? await stepper.ask(shows, digits) : [];
      assert.deepEqual(found, [], `${value} of operation ${index + 1} is shown`);
      await stepper.ask(({ trainer }) => trainer.next());
    }
  });
}
