// Views of one step: beside each other where there is room, tabs on a phone.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

const seen = (stepper) =>
  stepper.ask((element) => ["card", "matrix", "code", "graph"].filter((name) => {
    const panel = element.shadowRoot.querySelector(`.panel.${name}`);
    return panel.checkVisibility() && !panel.classList.contains("only-spoken");
  }));

visit("with room, all of them are there and no tabs", {}, async (stepper, page) => {
  assert.deepEqual(await seen(stepper), ["card", "matrix", "code", "graph"]);
  assert.equal(await page.getByRole("tab").count(), 0);
});

visit("on a phone they are tabs, and the spoken sentence goes on", { width: 360, height: 780 }, async (stepper, page) => {
  assert.deepEqual(await seen(stepper), ["card"]);
  const tab = (name) => page.getByRole("tab", { name, exact: true });
  await tab("Code").click();
  assert.deepEqual(await seen(stepper), ["code"]);
  assert.equal(await page.getByRole("tabpanel").count(), 1);
  await stepper.button("Next step").click();
  assert.match(await stepper.status.textContent(), /1\.55/);
  // A tab stands right above what it shows.
  const [bar, panel] = [await tab("Code").boundingBox(), await page.getByRole("tabpanel").boundingBox()];
  assert.ok(panel.y > bar.y && panel.y - (bar.y + bar.height) < 30, JSON.stringify({ bar, panel }));
});

visit("arrows go from tab to tab and do not step", { width: 360, height: 780 }, async (stepper, page) => {
  await page.getByRole("tab", { name: "Formula" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await seen(stepper), ["matrix"]);
  await page.keyboard.press("End");
  assert.deepEqual(await seen(stepper), ["graph"]);
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await seen(stepper), ["card"]);
  assert.deepEqual(await stepper.position(), [0, 0]);
  assert.equal(await page.getByRole("tab", { selected: true }).textContent(), "Formula");
});

visit("turned wide and narrow again, the chosen view is still chosen", { width: 360, height: 780 }, async (stepper, page) => {
  await page.getByRole("tab", { name: "Code" }).click();
  await page.setViewportSize({ width: 900, height: 700 });
  await page.waitForFunction(() => document.querySelector("backprop-stepper").shadowRoot.querySelector(".matrix").checkVisibility());
  assert.deepEqual(await seen(stepper), ["card", "matrix", "code", "graph"]);
  await page.setViewportSize({ width: 360, height: 700 });
  await page.waitForFunction(() => !document.querySelector("backprop-stepper").shadowRoot.querySelector(".matrix").checkVisibility());
  assert.deepEqual(await seen(stepper), ["code"]);
});
