// The panel that sets runs side by side: the article's four rates, by mouse and by key, and back into the element.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { tests } from "./browser.mjs";

const visit = tests();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const panel = (page) => page.getByRole("region", { name: "Compare runs" });

async function open(page) {
  await panel(page).locator("summary").click();
  await panel(page).getByRole("table").waitFor();
}

/** The table by its row heads. */
function rows(page) {
  return panel(page).locator("table tr").evaluateAll((all) =>
    Object.fromEntries(all.map((row) => [row.cells[0].textContent, [...row.cells].slice(1).map((cell) => (cell.querySelector("strong") ?? cell).textContent)])),
  );
}

async function complaints(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.flat().join(" ")}`));
}

visit("the article at four rates, by keys alone", {}, async (stepper, page) => {
  await panel(page).locator("summary").focus();
  await page.keyboard.press("Enter");
  await panel(page).getByRole("table").waitFor();
  const start = await rows(page);
  assert.deepEqual(start["learning rate"], ["0.01", "0.05", "0.1", "0.2"]);
  assert.deepEqual(start.behaviour, ["creeps", "overshoots and settles", "oscillates", "diverges at update 7"]);
  assert.deepEqual(start.loss.map(Number.parseFloat), [1.28849, 1.28849, 1.28849, 1.28849]);
  await panel(page).getByRole("button", { name: "Clock forward" }).focus();
  for (let update = 0; update < 10; update += 1) await page.keyboard.press("Enter");
  await panel(page).getByText(/^At update 10: learning rate 0\.01: loss 0\.0670595; .* the lowest; .*; learning rate 0\.2 diverged at update 7\.$/).waitFor();
  const there = await rows(page);
  assert.deepEqual(there.update, ["10", "10", "10", "7, the last"]);
  assert.match(there.loss[1], /lowest/);
  await panel(page).getByRole("slider", { name: "Clock" }).focus();
  await page.keyboard.press("Home");
  assert.deepEqual((await rows(page)).loss, start.loss);
  await page.keyboard.press("ArrowRight");
  await panel(page).getByText(/^At update 1:/).waitFor();
  assert.deepEqual(await stepper.position(), [0, 0], "the element's own position stays");
  assert.deepEqual(await complaints(page), []);
});

visit("the clock runs, stops, and follows the pointer", { width: 360 }, async (stepper, page) => {
  await open(page);
  const clock = panel(page).getByRole("slider", { name: "Clock" });
  await panel(page).getByRole("button", { name: "Run clock" }).click();
  await page.waitForFunction(() => Number(document.querySelector("backprop-stepper").shadowRoot.querySelector(".clock input").value) >= 2);
  await panel(page).getByRole("button", { name: "Stop clock" }).click();
  await panel(page).getByRole("button", { name: "Run clock" }).waitFor();
  const canvas = panel(page).locator("canvas");
  const box = await canvas.boundingBox();
  await canvas.click({ position: { x: box.width - 2, y: 100 } });
  assert.equal(await clock.inputValue(), "40");
  await panel(page).getByRole("button", { name: "Clock forward" }).click();
  assert.equal(await clock.getAttribute("max"), "41", "it goes on behind the end of the curves");
  await panel(page).getByRole("combobox", { name: "Clock moves by" }).selectOption("1000");
  await panel(page).getByRole("button", { name: "Clock forward" }).click();
  await page.waitForFunction(() => document.querySelector("backprop-stepper").shadowRoot.querySelector(".clock input").value === "1041");
  await panel(page).getByRole("button", { name: "Clock back" }).click();
  assert.equal(await clock.inputValue(), "41");
  await canvas.click({ position: { x: 20, y: 100 } });
  assert.equal(await clock.inputValue(), "0");
  assert.deepEqual(await complaints(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
});

visit("other values, other settings, and what is refused", {}, async (stepper, page) => {
  await open(page);
  const type = async (name, text) => {
    await panel(page).getByRole("textbox", { name, exact: true }).fill(text);
    await panel(page).getByRole("textbox", { name, exact: true }).press("Enter");
    await page.keyboard.press("Tab");
  };
  await type("Run 4", "");
  await type("Run 1", "0.03");
  assert.deepEqual((await rows(page))["learning rate"], ["0.03", "0.05", "0.1"]);
  assert.equal((await rows(page)).behaviour[0], "settles without overshooting");
  await type("Run 2", "fast");
  await panel(page).getByRole("alert").getByText('Run 2: expected a number, got "fast"').waitFor();
  assert.equal(await panel(page).getByRole("table").count(), 0);
  const invalid = (run) => panel(page).getByRole("textbox", { name: run, exact: true }).getAttribute("aria-invalid");
  assert.deepEqual([await invalid("Run 1"), await invalid("Run 2")], [null, "true"]);
  await type("Run 2", "");
  await panel(page).getByText("Without a value, so not compared: Run 2, Run 4.").waitFor();
  assert.deepEqual((await rows(page))["learning rate"], ["0.03", "0.1"]);
  await type("Run 3", "-1");
  await panel(page).getByRole("alert").getByText("Run 3: expected a learning rate of at least 0, got -1").waitFor();
  await type("Run 3", "0.03");
  await panel(page).getByRole("alert").getByText("Runs 1 and 3: expected different values, got 0.03 twice").waitFor();
  await type("Run 3", "0.1");
  await type("Run 2", "0.06");
  assert.deepEqual((await rows(page))["learning rate"], ["0.03", "0.06", "0.1"]);
  const differ = panel(page).getByRole("combobox", { name: "The runs differ in" });
  await differ.selectOption("optimizer");
  assert.deepEqual((await rows(page)).optimizer, ["SGD", "Adagrad", "RMSprop", "Adam"]);
  assert.ok((await panel(page).getByRole("combobox", { name: "Run 2" }).locator("option").allTextContents()).includes("gradient descent (SGD)"), "named as under Set up");
  await differ.selectOption("update_order");
  assert.deepEqual((await rows(page))["update order"], ["all at once", "in place"]);
  await differ.selectOption("momentum");
  assert.deepEqual((await rows(page)).momentum, ["0", "0.5", "0.9"]);
});

visit("a run is opened, and the comparison stays", {}, async (stepper, page) => {
  await open(page);
  await panel(page).getByRole("slider", { name: "Clock" }).fill("9");
  const before = await rows(page);
  await panel(page).getByRole("button", { name: "Open this run: learning rate 0.05" }).click();
  assert.deepEqual(await stepper.position(), [9, 0]);
  assert.equal(await stepper.ask(({ trainer }) => trainer.learningRate), 0.05);
  assert.equal(await stepper.ask(({ trainer }) => trainer.format(trainer.predict([5, 4])[0])), before.prediction[1]);
  assert.deepEqual(await rows(page), before);
  await stepper.ask((element) => element.undoChange());
  assert.equal(await stepper.ask(({ trainer }) => trainer.learningRate), 0.01);
});

visit("the comparison follows what the element shows", {}, async (stepper, page) => {
  await open(page);
  await stepper.ask(({ trainer }) => trainer.setWeight(0, 0, 0, 0.5));
  assert.equal((await rows(page)).w1[0], "0.5", "an edit before the first update");
  await stepper.ask(({ trainer }) => trainer.train(3));
  await stepper.ask(({ trainer }) => trainer.setWeight(0, 0, 0, 0.7));
  assert.equal((await rows(page)).w1[0], "0.5", "one later is no part of the start");
  await stepper.ask((element) => element.openLesson("article-2"));
  await panel(page).getByRole("table").waitFor();
  const there = await rows(page);
  assert.notDeepEqual(there["learning rate"], ["0.01", "0.05", "0.1", "0.2"]);
});

visit("the clock stops where nothing goes on, and is read out when it has arrived", {}, async (stepper, page) => {
  const made = await stepper.spy("next", "Comparison");
  await stepper.button("Next step").click();
  assert.equal(await made(), 0, "closed, it computes nothing");
  await open(page);
  for (const [run, text] of [["Run 1", "0.3"], ["Run 2", "0.4"], ["Run 3", ""], ["Run 4", ""]]) {
    await panel(page).getByRole("textbox", { name: run, exact: true }).fill(text);
    await page.keyboard.press("Tab");
  }
  await panel(page).getByRole("slider", { name: "Clock" }).fill("3");
  const words = panel(page).locator("#comparison-words");
  assert.equal(await words.getAttribute("aria-live"), "polite");
  await panel(page).getByRole("button", { name: "Run clock" }).click();
  assert.equal(await words.getAttribute("aria-live"), "off");
  await panel(page).getByRole("button", { name: "Run clock" }).waitFor();
  assert.match(await words.textContent(), /learning rate 0\.3 diverged .*; learning rate 0\.4 diverged/);
  assert.equal(await words.getAttribute("aria-live"), "polite");
  // Nor does it go on by hand.
  const there = await panel(page).getByRole("slider", { name: "Clock" }).inputValue();
  await panel(page).getByRole("button", { name: "Clock forward" }).click();
  assert.equal(await panel(page).getByRole("slider", { name: "Clock" }).inputValue(), there);
});

visit("far away, a run is opened in slices, and typed values stay when it is undone", {}, async (stepper, page) => {
  await open(page);
  await panel(page).getByRole("textbox", { name: "Run 1", exact: true }).fill("0.015");
  await page.keyboard.press("Tab");
  await panel(page).getByRole("combobox", { name: "Clock moves by" }).selectOption("1000");
  const clock = panel(page).getByRole("slider", { name: "Clock" });
  for (const update of ["1000", "2000", "3000"]) {
    await panel(page).getByRole("button", { name: "Clock forward" }).click();
    await page.waitForFunction((value) => document.querySelector("backprop-stepper").shadowRoot.querySelector(".clock input").value === value, update);
  }
  const trained = await stepper.spy("train");
  await panel(page).getByRole("button", { name: "Open this run: learning rate 0.015" }).click();
  await page.waitForFunction(() => document.querySelector("backprop-stepper").trainer.step.update === 3000);
  assert.ok((await trained()) > 1, "not in one go");
  await stepper.ask((element) => element.undoChange());
  assert.deepEqual((await rows(page))["learning rate"], ["0.015", "0.05", "0.1", "0.2"]);
  await clock.waitFor();
  await stepper.ask((element) => element.openLesson("article-2"));
  await panel(page).getByRole("table").waitFor();
  const suggested = (await rows(page))["learning rate"];
  assert.ok(!suggested.includes("0.015"), `another lesson has its own suggestions: ${suggested}`);
});
