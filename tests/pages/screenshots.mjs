// Pictures of the page for people to look at, after `cargo xtask build`:
// `node tests/pages/screenshots.mjs FOLDER [FRAGMENT [PANEL …]]`, with these folded panels open or, on a phone, under their tabs.
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { launch } from "./browser.mjs";
import { serve } from "./site.mjs";
import { Stepper } from "./stepper.mjs";

const [folder, fragment = "#lesson=article&position=0.13", ...panels] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node tests/pages/screenshots.mjs FOLDER [FRAGMENT [PANEL …]]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

const site = await serve();
const browser = await launch();
for (const width of [1280, 768, 360]) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, deviceScaleFactor: width === 360 ? 2 : 1, colorScheme });
    const page = await context.newPage();
    page.on("console", (message) => console.error(`${width} ${colorScheme}: ${message.text()}`));
    page.on("pageerror", (error) => console.error(`${width} ${colorScheme}: ${error}`));
    await page.goto(site.address + fragment);
    await new Stepper(page).ready();
    await page.evaluate(() => document.fonts.ready);
    for (const panel of panels) {
      const tab = page.locator(`#tab-${panel}`);
      if (await tab.isVisible()) await tab.click();
      else if (await page.locator(`.panel.${panel} details.fold:not([open])`).count()) await page.locator(`.panel.${panel} summary`).first().click();
    }
    if (panels.length > 0) await page.locator(`.panel.${panels[0]}`).scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    for (const [what, fullPage] of [["window", false], ["page", true]]) {
      const path = join(folder, `${width}-${colorScheme}-${what}.png`);
      await page.screenshot({ path, fullPage });
      console.log(path);
    }
    await context.close();
  }
}
await browser.close();
await site.close();
