// The page for printing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { tests } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const visit = tests();

visit("the sheet of the moment is a link away, and leads back to it", { path: "#lesson=mazur&position=1.4" }, async (stepper, page) => {
  await page.getByRole("link", { name: "Sheet", exact: true }).click();
  await page.getByRole("heading", { name: "Update 2, worked out" }).waitFor();
  assert.equal(new URL(page.url()).hash, "#lesson=mazur&position=1.4");
  assert.equal(await page.locator(".steps li").count(), 37);
  const network = page.getByRole("img", { name: /E of the batch|w1/ });
  assert.ok(await network.evaluate((picture) => picture.decode().then(() => picture.naturalWidth > 500)));
  await page.getByRole("button", { name: "Previous update" }).click();
  await page.getByRole("heading", { name: "Update 1, worked out" }).waitFor();
  assert.ok(await page.getByRole("button", { name: "Previous update" }).isDisabled());
  await page.getByLabel("Form").selectOption("worksheet");
  assert.equal(await page.getByRole("article").count(), 2);
  assert.equal(new URL(page.url()).search, "?form=worksheet");
  assert.match(await page.title(), /^Worksheet: update 1\./);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as LaTeX" }).click()]);
  assert.equal(saved.suggestedFilename(), "mazur-worksheet-update-1.tex");
  await page.getByRole("link", { name: "Back to the stepper" }).click();
  await stepper.ready();
  assert.deepEqual(await stepper.ask(({ trainer }) => trainer.moment().position), [0, 0]);
});

for (const [width, dark, form] of [[1280, false, "worked"], [768, true, "worksheet"], [360, true, "worked"]]) {
  visit(`the sheet at ${width}`, { path: `sheet.html?form=${form}#lesson=iris`, width, dark, waits: false }, async (_stepper, page, open) => {
    await page.getByRole("article").first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    // A short one, for all of its formulas are gone through.
    const { page: short } = await open({ path: `sheet.html?form=${form}#lesson=one-neuron`, width, dark, waits: false });
    await short.getByRole("article").first().waitFor();
    await short.evaluate(AXE);
    const { violations } = await short.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]), []);
  });
}

visit("paper gets the sheet and nothing else", { path: "sheet.html?form=worksheet#lesson=article", dark: true, waits: false }, async (_stepper, page) => {
  await page.getByRole("article").first().waitFor();
  // What an A4 page has between its margins.
  await page.setViewportSize({ width: 672, height: 1000 });
  await page.emulateMedia({ media: "print" });
  for (const hidden of ["header", ".tools", "#state"]) assert.ok(await page.locator(hidden).isHidden(), hidden);
  const look = await page.getByRole("article").last().evaluate((article) => {
    const { color, backgroundColor, breakBefore } = getComputedStyle(article);
    const right = Math.max(...[...article.querySelectorAll("*")].map((element) => element.getBoundingClientRect().right));
    return { color, backgroundColor, breakBefore, fits: right <= innerWidth + 1 };
  });
  assert.deepEqual(look, { color: "rgb(0, 0, 0)", backgroundColor: "rgb(255, 255, 255)", breakBefore: "page", fits: true });
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages >= 3 && pages <= 8, `${pages} pages`);
});

visit("a fragment that names nothing says so", { path: "sheet.html#lesson=nothing", waits: false }, async (_stepper, page) => {
  await page.getByText(/^No sheet can be made: lesson: expected one of article/).waitFor();
  assert.equal(await page.getByRole("article").count(), 0);
  // A document may say what it likes: it is text here, and a name that is no number's.
  const config = { version: 1, network: { inputs: 1, layers: [{ units: 1, "<img src=x onerror=alert(1)>": 1 }] } };
  await page.goto(page.url().replace(/#.*/, `#config=${encodeURIComponent(JSON.stringify(config))}`));
  await page.getByText(/No sheet can be made: .*<img/).waitFor();
  assert.equal(await page.locator("img").count(), 0);
  await page.goto(page.url().replace(/#.*/, "#lesson=xor"));
  await page.getByRole("heading", { name: "Update 1, worked out" }).waitFor();
});
