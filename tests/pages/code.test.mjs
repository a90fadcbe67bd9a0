// The program beside the picture: which line is current, what lines give, what lights up, and what is remembered.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

const current = (stepper) => stepper.element.locator(".program [aria-current]");

/** Whether the current line is inside of the box that scrolls. */
function inSight(stepper) {
  return stepper.ask(async (element) => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const box = element.shadowRoot.querySelector(".program").getBoundingClientRect();
    const line = element.shadowRoot.querySelector(".program [aria-current]").getBoundingClientRect();
    return line.top >= box.top && line.bottom <= box.bottom;
  });
}

visit("the current line is marked and in sight, and nothing else moves", {}, async (stepper, page) => {
  const value = stepper.element.locator(".line-value");
  assert.equal(await current(stepper).count(), 0);
  const place = () => stepper.ask((element) => [scrollY, element.shadowRoot.querySelector(".panel.code").getBoundingClientRect().height]);
  const before = await place();
  const lines = [];
  const next = stepper.button("Next step");
  const { operations } = await stepper.ask(({ trainer }) => trainer.step);
  for (let operation = 1; operation <= operations; operation += 1) {
    await next.click();
    lines.push((await current(stepper).innerText()).trim());
    assert.ok(await inSight(stepper), `operation ${operation}`);
  }
  assert.deepEqual(lines.filter((line, index) => line !== lines[index - 1]), [
    "A1 = X @ W1",
    "prediction = A1 @ W2",
    "loss = np.sum((prediction - Y) ** 2) / 2  # half the squared error",
    "D2 = prediction - Y",
    "dW2 = A1.T @ D2",
    "D1 = D2 @ W2.T",
    "dW1 = X.T @ D1",
    "W2 = W2 - a * dW2",
    "W1 = W1 - a * dW1",
  ]);
  assert.deepEqual(await place(), before);
  assert.match(await value.innerText(), /^W1, 2 × 2\n0\.154013/);
  // Pointing at another line shows what that one gives, as long as it lasts.
  await stepper.element.locator(".line").getByText("D2", { exact: true }).first().hover();
  assert.match(await value.innerText(), /^D2, 1 × 1\n−1\.6053/);
  await next.hover();
  assert.match(await value.innerText(), /^W1, 2 × 2/);
  // By keyboard from name to name; the first are those of what the program starts from.
  await stepper.element.locator(".program").focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.querySelector("backprop-stepper").shadowRoot.querySelector(".line-value").textContent.startsWith("X, 1 × 2"));
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.querySelector("backprop-stepper").shadowRoot.querySelector(".line-value").textContent.startsWith("Y, 1 × 1"));
});

visit("names in the program light up what they hold, and the other way round", { path: "#lesson=article&position=0.10" }, async (stepper) => {
  const pointed = (selector) => stepper.element.locator(`${selector}.pointed`).filter({ visible: true });
  const names = () => pointed(".program span").allInnerTexts();
  await current(stepper).getByText("dW1", { exact: true }).hover();
  assert.ok((await pointed(".card math [data-subject^='weight:gradient:0:']").count()) > 0, "in the formula");
  assert.deepEqual([...new Set(await names())].sort(), ["W1", "dW1"]);
  await stepper.element.locator(".card math [data-subject^='weight:value:1:']").filter({ visible: true }).first().hover();
  assert.deepEqual([...new Set(await names())].sort(), ["W2", "dW2"]);
});

visit("another language is remembered, and copied as it is run", { width: 360, height: 740, path: "#lesson=mazur&position=0.20" }, async (stepper, page) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await stepper.element.getByRole("tab", { name: "Code" }).click();
  assert.equal(await current(stepper).count(), 1);
  await page.getByRole("combobox", { name: "Language" }).selectOption("JavaScript");
  const line = (await current(stepper).innerText()).trim();
  assert.match(line, /^const \w+ = .*;$/);
  assert.ok(await inSight(stepper));
  await stepper.button("Copy").click();
  await stepper.button("Copied").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await stepper.ask(({ trainer }) => trainer.code("javascript")));
  await page.reload();
  await stepper.ready();
  const program = stepper.element.locator(".program");
  assert.equal(await program.innerText().catch(() => ""), "", "not even written under a tab that is not chosen");
  await stepper.element.getByRole("tab", { name: "Code" }).click();
  assert.equal((await current(stepper).innerText()).trim(), line);
});
