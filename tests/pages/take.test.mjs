// Everything that can be taken along, as files; and a document opened again.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { tests } from "./browser.mjs";

const visit = tests();

function panel({ page }) {
  const box = page.getByRole("region", { name: "Take it along", exact: true });
  /** @returns {Promise<{ name: string, text: string, bytes: Buffer }>} the file behind a button */
  const take = async (button) => {
    const coming = page.waitForEvent("download");
    await button.click();
    const file = await coming;
    const bytes = await readFile(await file.path());
    return { name: file.suggestedFilename(), bytes, text: bytes.toString("utf8") };
  };
  return {
    box,
    take,
    open: () => box.locator("summary").first().click(),
    download: (name) => take(box.getByRole("button", { name: `Download: ${name}`, exact: true })),
    copy: (name) => box.getByRole("button", { name: `Copy: ${name}`, exact: true }),
    file: box.getByLabel("Open a config document, or drop one here"),
  };
}

/** A browser lets a page hand over ten files in a row, and then asks. */
const PARTS = [["Sheets", "Programs"], ["Data", "Pictures", "This experiment"]];

for (const groups of PARTS) {
  visit(`${groups.join(", ")}: every file can be had, with a name of its own`, { path: "#lesson=mazur&position=2.5" }, async (stepper) => {
    const { box, open, take } = panel(stepper);
    await open();
    // It is shown once the browser has told that the fold is open.
    await box.getByLabel("First update").evaluate(async (field) => {
      while (field.value !== "3") await new Promise(requestAnimationFrame);
    });
    const names = new Map();
    for (const group of groups) {
      const part = box.locator(".take-group", { has: stepper.page.getByRole("heading", { name: group, exact: true }) });
      const buttons = await part.getByRole("button", { name: /^Download: / }).all();
      assert.ok(buttons.length > 0, group);
      for (const button of buttons) {
        const { name, text, bytes } = await take(button);
        assert.match(name, /^mazur[\w.-]*\.\w+$/);
        assert.ok(!names.has(name), name);
        names.set(name, text);
        if (name.endsWith(".png")) assert.deepEqual([...bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47], name);
        if (name.endsWith(".svg")) assert.ok(text.startsWith("<svg ") && text.endsWith("</svg>\n"), name);
        if (name.endsWith(".json")) JSON.parse(text);
      }
    }
    for (const [id, name] of [["csv", "mazur-trace-update-3.csv"], ["text", "mazur-update-3.txt"]]) {
      if (!names.has(name)) continue;
      assert.equal(names.get(name), await stepper.ask(({ trainer }, id) => trainer.exportAs(id, 1, 2).text, id));
    }
    assert.match(await box.getByRole("status").last().innerText(), /^mazur.*, [\d.]+ (kB|bytes)$/);
  });
}

visit("several updates, and what cannot be", {}, async (stepper) => {
  const { box, open, download } = panel(stepper);
  await open();
  await box.getByLabel("Number of updates").fill("3");
  assert.equal((await download("Every operation, as JSON (.json)")).name, "article-trace-update-1-3.json");
  await box.getByLabel("First update").fill("2");
  await stepper.button("Next step").click();
  const { name, text } = await download("Every operation, as JSON (.json)");
  assert.equal(name, "article-trace-update-2-4.json");
  assert.equal((await download("NumPy (.py)")).name, "article-numpy-update-2-4.py");
  assert.deepEqual(JSON.parse(text).updates.map(({ update }) => update), [1, 2, 3]);
  const press = box.getByRole("button", { name: "Download: Every operation, as JSON (.json)" });
  await box.getByLabel("Number of updates").fill("100000");
  await press.click();
  await box.getByRole("alert").getByText(/updates: expected at most \d+ updates/).waitFor();
  await box.getByLabel("First update").fill("20000001");
  await press.click();
  await box.getByText("Before the first update: expected completed updates from 0 to 10000000, got 20000000").waitFor();
  await box.getByLabel("Number of updates").fill("1.5");
  await press.click();
  await box.getByRole("alert").getByText("Number of updates: expected a whole number from 1.").waitFor();
});

visit("charts that are shown can be taken", { path: "#lesson=xor" }, async (stepper) => {
  const { box, open, download } = panel(stepper);
  await open();
  const slice = box.getByRole("button", { name: "Download: Loss around the weights, SVG" });
  assert.equal(await slice.count(), 0);
  await stepper.page.getByRole("region", { name: "Loss around the weights", exact: true }).locator("summary").click();
  await slice.waitFor();
  const { name, text } = await download("Loss around the weights, SVG");
  assert.equal(name, "xor-slice-after-update-0.svg");
  assert.match(text, /<path|<rect/);
});

visit("copying", {}, async (stepper) => {
  const { box, open, copy } = panel(stepper);
  await open();
  // A page without the permission: the text is there to be copied by hand.
  await stepper.page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
  });
  await copy("NumPy (.py)").click();
  const area = box.getByRole("textbox", { name: "Text to copy" });
  await area.waitFor();
  assert.equal(await area.inputValue(), await stepper.ask((element) => element.trainer.exportAs("numpy", 1, 0).text));
  // A small file too is announced before the page stands still for it.
  await stepper.page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void (globalThis.copied = text);
  });
  await box.getByRole("status").last().evaluate((node) => {
    globalThis.said = [];
    new MutationObserver(() => globalThis.said.push(node.textContent)).observe(node, { childList: true });
  });
  await copy("Config document (.json)").click();
  await box.getByText("Copied what article.json would hold.").waitFor();
  assert.deepEqual(await stepper.page.evaluate(() => globalThis.said), ["Writing…", "Copied what article.json would hold."]);
  assert.ok(await area.isHidden());
  assert.equal(JSON.parse(await stepper.page.evaluate(() => globalThis.copied)).version, 1);
});

const document = (weights) => ({
  version: 1,
  network: { inputs: 1, layers: [{ units: 1, bias: false, weights }] },
  loss: "half_squared_error",
  optimizer: { method: "sgd", learning_rate: 0.1 },
  data: { inputs: [[2]], targets: [[3]] },
});
const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

visit("a document is opened, refused with its place, and taken back", { path: "#lesson=mazur&position=1.4" }, async (stepper) => {
  const { box, open, file: input } = panel(stepper);
  await open();
  const inputs = () => stepper.ask((element) => element.trainer.shape().inputs);
  await input.setInputFiles(file("broken.json", "{"));
  await box.getByRole("alert").getByText(/^broken\.json: expected JSON/).waitFor();
  await input.setInputFiles(file("wrong.json", JSON.stringify(document([[1], [2]]))));
  await box.getByText("wrong.json: network.layers[0].weights: expected 1 row (one per input) of 1 number, got 2 rows").waitFor();
  assert.equal(await inputs(), 2);
  await input.setInputFiles(file("mine.json", JSON.stringify(document([[0.5]]))));
  await box.getByText("mine.json is open.").waitFor();
  assert.equal(await inputs(), 1);
  await box.getByRole("button", { name: "Undo", exact: true }).click();
  assert.equal(await inputs(), 2);
  assert.deepEqual(await stepper.ask((element) => [element.trainer.lesson, element.trainer.step.update, element.trainer.step.operation]), ["mazur", 1, 4]);
  assert.equal(await box.getByText("mine.json is open.").count(), 0);
});

visit("a document is dropped", {}, async (stepper) => {
  const { box } = panel(stepper);
  const data = await stepper.page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.json", { type: "application/json" }));
    return data;
  }, JSON.stringify(document([[0.25]])));
  const huge = await stepper.page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(66e6)], "film.json"));
    return data;
  });
  await box.dispatchEvent("drop", { dataTransfer: huge });
  await box.getByText("film.json: expected a config document of at most 64 MB, got 66 MB").waitFor();
  await box.dispatchEvent("dragover", { dataTransfer: data });
  assert.match(await box.getAttribute("class"), /dropping/);
  await box.dispatchEvent("drop", { dataTransfer: data });
  await box.getByText("dropped.json is open.").waitFor();
  assert.doesNotMatch(await box.getAttribute("class"), /dropping/);
  assert.deepEqual(await stepper.ask((element) => [...element.trainer.weights(0)]), [0.25]);
});
