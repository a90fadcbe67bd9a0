// Every button, key and slider, and what they do to the position.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

visit("the page shows the article at its start", {}, async (stepper, page) => {
  assert.match(await page.title(), /backprop/i);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.deepEqual(await stepper.position(), [0, 0]);
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), "article");
  for (const name of ["Next step", "Previous step", "Forward pass", "Backward pass", "Update weights", "Play", "Reset"]) {
    assert.equal(await stepper.button(name).count(), 1, `there is one button ${name}`);
    assert.ok(await stepper.button(name).isVisible(), `${name} can be seen`);
    assert.equal(await stepper.button(name).evaluate((button) => button.localName), "button", `${name} is a real button`);
  }
  assert.equal(await stepper.slider.count(), 1);
  assert.equal(await stepper.stepBy.count(), 1);
  assert.equal(await stepper.element.evaluate((element) => element.shadowRoot?.mode), "open");
});

visit("Next step goes through the whole first update, Previous step leads back through the same", {}, async (stepper) => {
  const seen = [];
  const look = async () => ({ step: await stepper.step(), said: await stepper.status.textContent() });
  seen.push(await look());
  for (let operation = 1; operation <= 19; operation += 1) {
    await stepper.button("Next step").click();
    const now = await look();
    assert.deepEqual([now.step.update, now.step.operation], [0, operation]);
    assert.equal(now.said, now.step.text, "the sentence in the live region is the step's");
    seen.push(now);
  }
  const value = (operation) => Number(seen[operation].step.value);
  const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-15, `${actual}, ${expected}`);
  near(value(3), 0.3947);
  near(value(4), 1.288494045);
  near(value(5), -1.6053);
  near(value(6), -1.958466);
  near(value(14), 0.27958466);
  near(value(19), 0.15401325);
  await stepper.button("Next step").click();
  assert.deepEqual(await stepper.position(), [1, 0]);
  near(await stepper.ask(({ trainer }) => trainer.predict([5, 4])[0]), 0.5074688075164043);
  for (const then of seen.reverse()) {
    await stepper.button("Previous step").click();
    assert.deepEqual(await look(), then);
  }
  await stepper.button("Previous step").click();
  assert.deepEqual(await stepper.position(), [0, 0]);
});

visit("the value is shown at full precision", {}, async (stepper, page) => {
  await stepper.ask(({ trainer }) => trainer.train(1));
  await page.keyboard.press("Tab");
  await stepper.button("Forward pass").click();
  await stepper.button("Previous step").click();
  assert.ok((await stepper.element.getByText("0.5074688075164043").count()) > 0);
});

visit("the live region changes synchronously with the click", {}, async (stepper) => {
  for (const name of ["Next step", "Next step", "Previous step", "Forward pass", "Backward pass", "Update weights", "Reset"]) {
    const { before, after, expected } = await stepper.ask((element, name) => {
      const button = [...element.shadowRoot.querySelectorAll("button")].find((button) => button.textContent.trim() === name);
      const status = element.shadowRoot.querySelector("[role=status]");
      const before = status.textContent;
      button.click();
      return { before, after: status.textContent, expected: element.trainer.step.text };
    }, name);
    assert.notEqual(after, before, name);
    assert.equal(after, expected, name);
  }
});

visit("the passes", {}, async (stepper) => {
  await stepper.button("Forward pass").click();
  assert.deepEqual(await stepper.position(), [0, 4]);
  await stepper.button("Backward pass").click();
  assert.deepEqual(await stepper.position(), [0, 13]);
  await stepper.button("Update weights").click();
  assert.deepEqual(await stepper.position(), [1, 0]);
  await stepper.button("Backward pass").click();
  assert.deepEqual(await stepper.position(), [1, 13]);
  await stepper.button("Update weights").click();
  await stepper.button("Reset").click();
  assert.deepEqual(await stepper.position(), [0, 0]);
});

visit("Step by", {}, async (stepper) => {
  for (const [by, place] of [["operation", [0, 1]], ["pass", [0, 4]], ["update", [1, 0]], ["epoch", [1, 0]]]) {
    await stepper.button("Reset").click();
    await stepper.stepBy.selectOption(by);
    await stepper.button("Next step").click();
    assert.deepEqual(await stepper.position(), place, by);
    await stepper.button("Previous step").click();
    assert.deepEqual(await stepper.position(), [0, 0], by);
  }
  await stepper.stepBy.selectOption("layer");
  await stepper.button("Next step").click();
  const [update, operation] = await stepper.position();
  assert.ok(update === 0 && operation > 1 && operation < 5, `a layer ends at ${operation}`);
});

visit("the slider reaches every position, by mouse and by key", {}, async (stepper, page) => {
  await stepper.ask((element) => element.trainer.train(2));
  await stepper.button("Next step").click();
  await stepper.slider.fill("0");
  assert.deepEqual(await stepper.position(), [0, 0]);
  for (const [index, place] of [[1, [0, 1]], [19, [0, 19]], [20, [1, 0]], [33, [1, 13]], [40, [2, 0]]]) {
    await stepper.slider.fill(String(index));
    assert.deepEqual(await stepper.position(), place);
    assert.equal(await stepper.status.textContent(), (await stepper.step()).text);
  }
  await stepper.slider.focus();
  await page.keyboard.press("ArrowLeft");
  assert.deepEqual(await stepper.position(), [1, 19]);
  await page.keyboard.press("Home");
  assert.deepEqual(await stepper.position(), [0, 0]);
  assert.equal(await stepper.slider.inputValue(), "0");
  const box = await stepper.slider.boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const [update] = await stepper.position();
  assert.ok(update === 1 || update === 0, "the middle of the slider is the middle of the history");
  assert.notDeepEqual(await stepper.position(), [0, 0]);
  await stepper.button("Next step").click();
  const place = await stepper.position();
  assert.equal(Number(await stepper.slider.inputValue()), await stepper.ask(({ trainer }, place) => trainer.positionOf(...place), place));
});

visit("keys, when the element has the focus", {}, async (stepper, page) => {
  await stepper.element.focus();
  assert.equal(await page.evaluate(() => document.activeElement.localName), "backprop-stepper");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await stepper.position(), [0, 2]);
  await page.keyboard.press("ArrowLeft");
  assert.deepEqual(await stepper.position(), [0, 1]);
  await page.keyboard.press("Home");
  assert.deepEqual(await stepper.position(), [0, 0]);
  await page.keyboard.press(" ");
  await stepper.button("Pause").waitFor();
  await page.keyboard.press(" ");
  await stepper.button("Play").waitFor();
});

visit("keys with a modifier are somebody else's", {}, async (stepper, page) => {
  await stepper.button("Next step").click();
  // Not the button, which has its own use for the space bar.
  await stepper.element.locator(".stage").focus();
  for (const modifier of ["Shift", "Control", "Alt", "Meta"]) {
    for (const key of ["ArrowRight", "ArrowLeft", "Home", "Space"]) {
      // These two of the browser's own would leave the page.
      if (modifier === "Alt" && key !== "Space") continue;
      await page.keyboard.press(`${modifier}+${key}`);
      assert.deepEqual(await stepper.position(), [0, 1], `${modifier}+${key}`);
      assert.equal(await stepper.button("Play").count(), 1, `${modifier}+${key}`);
    }
  }
});

visit("keys leave a field that is typed in alone", {}, async (stepper, page) => {
  await stepper.button("Next step").click();
  const field = stepper.field("Weight w1");
  await field.focus();
  for (const key of ["ArrowRight", "ArrowLeft", "Home", " "]) await page.keyboard.press(key);
  assert.deepEqual(await stepper.position(), [0, 1]);
  assert.equal(await stepper.button("Play").count(), 1);
});

visit("a focused button does its own thing once", {}, async (stepper, page) => {
  await stepper.button("Next step").focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await stepper.position(), [0, 1]);
  await page.keyboard.press(" ");
  assert.deepEqual(await stepper.position(), [0, 2]);
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await stepper.position(), [0, 3]);
  assert.equal(await stepper.button("Play").count(), 1);
});

visit("everything can be reached by Tab, and where one is can be seen", {}, async (stepper, page) => {
  const reached = new Set();
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await stepper.ask((element) => {
      const active = element.shadowRoot.activeElement;
      if (!active) return null;
      const style = getComputedStyle(active);
      const visible = style.outlineStyle !== "none" || style.boxShadow !== "none";
      return { name: (active.ariaLabel ?? active.labels?.[0]?.textContent ?? active.textContent).trim(), visible };
    });
    if (!focused) continue;
    assert.ok(focused.visible, `nothing shows that ${focused.name} has the focus`);
    reached.add(focused.name);
  }
  for (const name of ["Next step", "Previous step", "Forward pass", "Backward pass", "Update weights", "Play", "Reset", "Position", "Weight w1", "Weight w6"]) {
    if (name === "Previous step" && !(await stepper.button(name).isEnabled())) continue;
    assert.ok(reached.has(name), `Tab does not reach ${name}: ${[...reached].join(", ")}`);
  }
});

visit("playing", {}, async (stepper, page) => {
  const speeds = await page.getByRole("combobox", { name: "Speed" }).locator("option").evaluateAll((options) => options.map((option) => option.value));
  await page.getByRole("combobox", { name: "Speed" }).selectOption(speeds.at(-1));
  await stepper.button("Play").click();
  await stepper.button("Pause").waitFor();
  await page.waitForFunction(() => document.querySelector("backprop-stepper").trainer.step.operation >= 5);
  await stepper.button("Pause").click();
  await stepper.button("Play").waitFor();
  const place = await stepper.position();
  await page.waitForTimeout(400);
  assert.deepEqual(await stepper.position(), place, "paused is paused");
  assert.match(new URL(page.url()).hash, new RegExp(`position=${place[0]}\\.${place[1]}(&|$)`), "the fragment is written on pause");
  await stepper.button("Play").click();
  await stepper.button("Reset").click();
  await stepper.button("Play").waitFor();
  assert.deepEqual(await stepper.position(), [0, 0]);
});

visit("playing with reduced motion still steps, and nothing glides", { still: true }, async (stepper, page) => {
  await stepper.button("Play").click();
  await page.waitForFunction(() => document.querySelector("backprop-stepper").trainer.step.operation >= 1);
  const gliding = await stepper.ask((element) => {
    element.shadowRoot.querySelector("button").click();
    return element.shadowRoot.getAnimations().filter((animation) => animation.playState === "running" && animation.effect.getTiming().duration > 1).length;
  });
  assert.equal(gliding, 0);
});

visit("the loss curve is clickable", {}, async (stepper, page) => {
  await page.getByRole("spinbutton", { name: "Updates" }).fill("30");
  await stepper.button("Train").click();
  assert.deepEqual(await stepper.position(), [30, 0]);
  assert.ok(Math.abs((await stepper.ask(({ trainer }) => trainer.predict([5, 4])[0])) - 2) < 0.01);
  const box = await stepper.loss.boundingBox();
  await stepper.loss.click({ position: { x: box.width / 2, y: box.height / 2 } });
  const [update, operation] = await stepper.position();
  assert.equal(operation, 0);
  assert.ok(update > 5 && update < 25, `the middle of the curve is update ${update}`);
  await stepper.loss.click({ position: { x: box.width - 2, y: box.height / 2 } });
  assert.ok((await stepper.position())[0] >= 29);
});
