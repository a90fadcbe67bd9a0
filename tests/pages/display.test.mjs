// How numbers are shown, chosen by the reader.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

const settings = (page) => page.locator("details.display");
const shown = (stepper) => stepper.ask(({ trainer }) => trainer.display());

visit("a reader's choice changes what is shown, stays for other lessons, and for the next visit", { path: "#lesson=article&position=0.4" }, async (stepper, page) => {
  await settings(page).locator("> summary").click();
  await page.getByRole("combobox", { name: "Counted" }).selectOption("decimals");
  await page.getByRole("combobox", { name: "The rest is" }).selectOption("cut");
  await stepper.field("Digits").fill("3");
  await stepper.field("Digits").press("Enter");
  await page.getByRole("checkbox", { name: "Exact fractions" }).check();
  await page.getByRole("checkbox", { name: /^As on paper/ }).check();
  const card = page.locator(".card .body");
  await card.getByText("With all digits 1.288.").waitFor();
  assert.match(await page.locator(".card .figure").first().innerText(), /257698809[\s\S]*200000000[\s\S]*1\.288494045/);
  assert.equal(await stepper.status.innerText(), "The loss is half the square of 0.394 minus 2, which gives 1.288.");
  await settings(page).getByText("On paper every result is cut to 3 decimals before it is used again.").waitFor();
  await page.getByRole("combobox", { name: "Names" }).selectOption("index");
  assert.match(await stepper.ask(({ trainer }) => trainer.explanation().title + trainer.step.formula.symbols), /a\^\{\(2\)\}/);
  await page.getByRole("combobox", { name: "Names" }).selectOption("usual");

  const chosen = { digits: 3, rounding: "cut", counting: "decimals", exact: true, paper: true };
  await stepper.ask((element) => element.openLesson("mazur"));
  assert.deepEqual(await shown(stepper), { ...chosen, names: "article" });
  await page.reload();
  await stepper.ready();
  assert.deepEqual(await shown(stepper), { ...chosen, names: "article" });
  // A page that asks for digits gets them.
  await stepper.ask((element) => {
    element.setAttribute("digits", "5");
    element.setAttribute("lesson", "article");
    return element.ready;
  });
  assert.deepEqual(await shown(stepper), { digits: 5, rounding: "cut", exact: true, paper: true });
});

visit("what is refused is said beside the field, and what was kept by somebody else is no reason to fail", {}, async (stepper, page) => {
  await settings(page).locator("> summary").click();
  await stepper.field("Digits").fill("18");
  await stepper.field("Digits").press("Enter");
  await settings(page).getByText("expected a whole number from 1 to 17, got 18").waitFor();
  assert.equal((await shown(stepper)).digits, 6);
  for (const kept of ['{"digits":99}', "[1]", "no JSON"]) {
    await page.evaluate((kept) => localStorage.setItem("backprop-stepper display", kept), kept);
    await page.reload();
    await stepper.ready();
    assert.equal((await shown(stepper)).digits, 6);
    assert.equal(await page.getByRole("alert").filter({ hasText: /\S/ }).count(), 0);
  }
});

visit("the height of the card is found without computing every step in other arithmetics", { path: "#lesson=iris&position=0.1" }, async (stepper, page) => {
  await settings(page).locator("> summary").click();
  await page.getByRole("checkbox", { name: /^As on paper/ }).check();
  await stepper.ask(({ trainer }) => {
    const told = Object.getPrototypeOf(trainer);
    const { figures } = told;
    window.toldOnPaper = 0;
    told.figures = function () {
      window.toldOnPaper += 1;
      return figures.call(this);
    };
  });
  await page.setViewportSize({ width: 700, height: 800 });
  await page.waitForFunction(() => window.toldOnPaper > 0);
  assert.ok(await page.evaluate(() => window.toldOnPaper) <= 40, "only of what is laid out");
});
