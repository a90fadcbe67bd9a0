// What the page asks the engine for with every step: nothing for a closed fold, nothing that grows with the network.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

/** By which open folds are known, and what closed ones must not do. */
const FOLDED = ["prediction", "slice", "closeUp", "gradientChecks", "startConfig", "startEdits"];
const WHOLE = ["names", "config", "moment"];

async function watch(stepper) {
  const counts = {};
  for (const method of [...FOLDED, ...WHOLE]) counts[method] = await stepper.spy(method);
  const runs = { next: await stepper.spy("next", "Comparison"), seek: await stepper.spy("seek", "Comparison"), runs: await stepper.spy("runs", "Comparison") };
  return async (names) => Object.fromEntries(await Promise.all(names.map(async (name) => [name, await (runs[name] ?? counts[name])()])));
}

visit("closed folds ask for nothing", {}, async (stepper, page) => {
  const asked = await watch(stepper);
  const all = [...FOLDED, "next", "seek", "runs"];
  const nothing = Object.fromEntries(all.map((name) => [name, 0]));
  for (let step = 0; step < 5; step += 1) await stepper.button("Next step").click();
  await stepper.button("Update weights").click();
  assert.deepEqual(await asked(all), nothing);
  for (const [title, method] of [["Prediction", "prediction"], ["Loss around the weights", "slice"], ["One neuron, number by number", "closeUp"], ["Compare runs", "runs"]]) {
    const summary = stepper.element.locator("summary").getByText(title, { exact: true });
    await summary.click();
    await page.waitForFunction((name) => globalThis.asked[name] > 0, method);
    await summary.click();
  }
  const before = await asked(all);
  for (let step = 0; step < 5; step += 1) await stepper.button("Next step").click();
  await stepper.button("Update weights").click();
  assert.deepEqual(await asked(all), before, "closed again");
});

visit("a step asks for no names, no document, and one moment, for the address", {}, async (stepper, page) => {
  await stepper.button("Next step").click();
  await stepper.button("Next step").click();
  const asked = await watch(stepper);
  for (let step = 0; step < 20; step += 1) await page.keyboard.press("ArrowRight");
  assert.deepEqual(await stepper.position(), [1, 2]);
  const { moment, ...others } = await asked(WHOLE);
  assert.deepEqual(others, { names: 0, config: 0 });
  assert.ok(moment <= 20, `${moment} moments in 20 steps`);
});
