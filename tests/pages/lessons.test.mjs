// Every lesson opens by its id and reads through to its end; the Verify page recomputes what was printed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { tests } from "./browser.mjs";

const visit = tests();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PUBLISHED = ["article", "article-2", "mazur", "rgu", "one-neuron", "slow-neuron"];
const OWN = ["xor", "circle", "spiral", "iris", "dead-relu", "vanishing-gradient", "exploding", "momentum"];

for (const lesson of [...PUBLISHED, ...OWN]) {
  visit(`${lesson} reads through to its end`, { path: `#lesson=${lesson}`, width: lesson.length % 2 ? 360 : 1280 }, async (stepper, page) => {
    assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), lesson);
    const scenes = await stepper.ask(({ trainer }) => trainer.scenes().map(({ id, title, panels }) => ({ id, title, panels })));
    assert.ok(scenes.length >= 3);
    for (const [index, { title, panels }] of scenes.entries()) {
      if (index > 0) await stepper.button("Next scene").click();
      await page.getByRole("region", { name: title, exact: true }).waitFor();
      for (const panel of panels) {
        assert.ok(await page.locator(`.panel.${panel} details`).first().evaluate((fold) => fold.open), `${title} opens ${panel}`);
      }
      const alerts = await page.getByRole("alert").filter({ hasText: /\S/ }).allTextContents();
      // The lesson about divergence ends in one.
      if (lesson === "exploding" && index === scenes.length - 1) assert.match(alerts.join(), /no longer finite|learning rate/);
      else assert.deepEqual(alerts, [], title);
    }
    // No scene is longer than its column, and nothing makes the page wider than the window.
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

visit("the select offers the lessons in two groups", {}, async (_stepper, page) => {
  const groups = await page.locator("#lesson optgroup").evaluateAll((groups) =>
    groups.map((group) => [group.label, [...group.children].map((option) => option.value)]),
  );
  assert.deepEqual(groups, [["Published examples", PUBLISHED], ["Our own", OWN]]);
});

visit("the spiral untangles while the page answers", { path: "#lesson=spiral" }, async (stepper, page) => {
  await page.getByRole("spinbutton", { name: "Updates", exact: true }).fill("750");
  await stepper.button("Train").click();
  await page.waitForFunction(() => document.querySelector("backprop-stepper").trainer.step.update === 750);
  const loss = await stepper.ask(({ trainer }) => trainer.losses().at(-1));
  assert.ok(loss < 0.05, `${loss}`);
});

visit("the Verify page is found from the stepper, and a lesson from there", {}, async (stepper, page) => {
  await page.getByRole("link", { name: "Verify", exact: true }).click();
  await page.getByRole("region", { name: /Mazur/ }).getByRole("link", { name: "Step through it" }).click();
  await stepper.ready();
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), "mazur");
  await page.goto(new URL("verify.html#rgu", page.url()).href);
  await page.getByRole("heading", { name: /Robert Gordon/ }).waitFor();
  const top = await page.locator("#rgu").evaluate((heading) => heading.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 200, `the example that was asked for is at ${top}`);
});

for (const [width, dark] of [[1280, false], [768, true], [360, true]]) {
  visit(`the Verify page at ${width}`, { path: "verify.html", width, dark, waits: false }, async (_stepper, page) => {
    const total = page.locator("#total");
    await page.waitForFunction(() => /holds?\./.test(document.querySelector("#total").textContent));
    assert.match(await total.textContent(), /^\d+ figures: .*errata.*Every verdict holds\./);
    assert.equal(await page.getByRole("table").count(), PUBLISHED.length);
    const row = page.getByRole("row").filter({ hasText: "1.289" }).first();
    assert.match(await row.textContent(), /1\.288494045/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]), []);
  });
}
