// The data panel: data sets by name, tables pasted and opened, samples that come and go, samples kept to test on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { tests } from "./browser.mjs";

const visit = tests();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const FOLD = "Other data, samples to test on";

/** The panel by its accessible names. */
function panelOf(page) {
  const panel = page.getByRole("region", { name: "Data", exact: true });
  return {
    panel,
    open: () => panel.getByText(FOLD).click(),
    of: panel.getByRole("combobox", { name: "Data", exact: true }),
    number: (name) => panel.getByRole("spinbutton", { name, exact: true }),
    choice: (name) => panel.getByRole("combobox", { name, exact: true }),
    text: panel.getByRole("textbox", { name: /^Table as text/ }),
    use: () => panel.getByRole("button", { name: "Use this data" }).click(),
    alert: panel.getByRole("alert").filter({ hasText: /./ }),
    rows: panel.locator(".samples tbody tr"),
  };
}

/** Fisher's iris as a table, as it ships with the page. */
function iris(stepper) {
  return stepper.ask(({ trainer }) => {
    const Trainer = Object.getPrototypeOf(trainer).constructor;
    const flowers = new Trainer(trainer.withData({ dataset: "iris" }).config);
    const { inputs, targets } = flowers.samples();
    flowers.free();
    const names = ["setosa", "versicolor", "virginica"];
    const lines = inputs.map((row, index) => [...row, names[targets[index].indexOf(1)]].join(","));
    return ["sepal length,sepal width,petal length,petal width,species", ...lines].join("\n");
  });
}

visit("a pasted table of 150 flowers is trained on", {}, async (stepper, page) => {
  const data = panelOf(page);
  await data.open();
  await data.of.selectOption({ label: "a table, pasted or from a file" });
  await data.text.fill(await iris(stepper));
  await data.panel.getByText("150 samples of 5 columns, with a comma between them; the first line has the names.").waitFor();
  assert.equal(await data.choice("species is").inputValue(), "target");
  assert.equal(await data.choice("petal width is").inputValue(), "input");
  await data.choice("Kept to test on").selectOption("0.2");
  await data.panel.getByRole("checkbox", { name: "Standardise inputs" }).check();
  await data.use();
  await data.panel.getByText("The network has 4 inputs and 3 outputs now.").waitFor();
  const offer = data.panel.getByRole("button", { name: "Use softmax and cross-entropy" });
  await data.panel.getByText(/^Each sample belongs to one of 3 classes\./).waitFor();
  await offer.click();
  await data.panel.getByText(/^Layer 2 is softmax now/).waitFor();
  assert.ok(await offer.isHidden());
  assert.deepEqual(await stepper.ask(({ config }) => [config.loss, config.network.layers.at(-1).activation]), ["categorical_cross_entropy", "softmax"]);
  const asked = await stepper.ask(({ trainer }) => {
    const shape = trainer.shape();
    return [shape.inputs, shape.layers.at(-1).units, shape.samples, trainer.testRows().length];
  });
  assert.deepEqual(asked, [4, 3, 150, 30]);
  const heads = await data.panel.locator(".samples .given").allTextContents();
  assert.deepEqual(heads, ["sepal length", "sepal width", "petal length", "petal width", "species = setosa", "species = versicolor", "species = virginica"]);
  const before = await stepper.ask(({ trainer }) => trainer.testLoss());
  await page.getByRole("spinbutton", { name: "Updates" }).fill("200");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("backprop-stepper").trainer.step.update === 200);
  assert.ok((await stepper.ask(({ trainer }) => trainer.testLoss())) < before);
  await page.getByText(/Test loss, of the samples not trained on: from \S+ at update 0 to \S+ at update 200/).waitFor();
});

visit("a bad cell has its line, its column and what was expected", {}, async (stepper, page) => {
  const data = panelOf(page);
  const before = await stepper.bits();
  await data.open();
  await data.of.selectOption("table");
  await data.use();
  assert.equal(await data.alert.textContent(), "Paste a table or open a file first.");
  const lines = (await iris(stepper)).split("\n");
  lines[6] = '5.4,3.9,"4,x",0.4,setosa';
  await data.text.fill(lines.join("\n"));
  const message = 'line 7, column 3 (petal length): expected a number, got "4,x"';
  await data.panel.getByText(message).waitFor();
  assert.equal(await data.alert.textContent(), message);
  assert.equal(await data.text.getAttribute("aria-invalid"), "true");
  await data.use();
  assert.equal(await data.alert.count(), 1, "said once");
  assert.ok(await data.text.evaluate((area) => area.matches(":focus")), "where it can be mended");
  assert.deepEqual(await stepper.bits(), before, "nothing has changed");
  lines[6] = "5.4,3.9,1.7,0.4,setosa";
  await data.text.fill(lines.join("\n"));
  await data.panel.getByText(/^150 samples/).waitFor();
  assert.equal(await data.alert.count(), 0);
});

visit("names of columns are text, whatever is in them, and stay in the link", {}, async (stepper, page) => {
  const data = panelOf(page);
  await data.open();
  await data.of.selectOption("table");
  await data.text.fill("<img src=x>,y\n1,2\n3,4\n");
  await data.panel.getByText(/^2 samples of 2 columns/).waitFor();
  await data.use();
  await stepper.ready();
  const heads = () => data.panel.locator(".samples .given").allTextContents();
  assert.deepEqual(await heads(), ["<img src=x>", "y"]);
  assert.equal(await data.panel.locator("img").count(), 0);
  await page.reload();
  await stepper.ready();
  assert.deepEqual(await heads(), ["<img src=x>", "y"]);
});

visit("a file is opened, and its columns are what they are said to be", {}, async (stepper, page) => {
  const data = panelOf(page);
  await data.open();
  await data.of.selectOption("table");
  const text = "x;digit;note\n0,5;7;a\n1,5;3;b\n2,5;7;a\n";
  await data.panel.getByLabel("Or open a file").setInputFiles({ name: "digits.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await data.panel.getByText("3 samples of 3 columns, with a semicolon between them; the first line has the names; numbers have a decimal comma.").waitFor();
  await data.choice("note is").selectOption({ label: "not used" });
  await data.choice("digit is").selectOption({ label: "target: classes" });
  assert.equal(await data.choice("digit is").evaluate((select) => select.selectedOptions[0].textContent), "target: 2 classes");
  await data.use();
  await data.panel.getByText("The network has 1 input and 2 outputs now.").waitFor();
  const { inputs, targets } = await stepper.ask(({ trainer }) => trainer.samples());
  assert.deepEqual([inputs, targets], [[[0.5], [1.5], [2.5]], [[1, 0], [0, 1], [1, 0]]]);
});

visit("a column that can't hold classes stays what it was, and so do the others", {}, async (stepper, page) => {
  const data = panelOf(page);
  await data.open();
  await data.of.selectOption("table");
  const lines = Array.from({ length: 1100 }, (_, row) => `${row},1,2`);
  await data.text.fill(["a,b,c", ...lines].join("\n"));
  await data.panel.getByText(/^1100 samples of 3 columns/).waitFor();
  await data.choice("b is").selectOption("");
  await data.choice("a is").selectOption("classes");
  assert.match(await data.alert.textContent(), /expected at most 1024 different names/);
  const roles = async () => [await data.choice("a is").inputValue(), await data.choice("b is").inputValue(), await data.choice("c is").inputValue()];
  assert.deepEqual(await roles(), ["input", "", "target"]);
  assert.ok(await data.choice("a is").evaluate((select) => select.matches(":focus")));
  // A text that can't be read for a while does not take them away either.
  await data.text.fill(["a,b,c", ...lines, "x,,"].join("\n"));
  await data.alert.filter({ hasText: "line 1102" }).waitFor();
  await data.text.fill(["a,b,c", ...lines, "1,2,3"].join("\n"));
  await data.panel.getByText(/^1101 samples/).waitFor();
  assert.deepEqual(await roles(), ["input", "", "target"]);
});

visit("a part that is not in the list is offered once", {}, async (stepper, page) => {
  const data = panelOf(page);
  await data.open();
  const keep = (fraction) =>
    stepper.ask((element, fraction) => element.changeExperiment(element.trainer.withPreparation({ test: { fraction } }).config), fraction);
  await stepper.ask((element) => element.changeExperiment(element.trainer.withData({ generator: "line" }).config));
  for (const fraction of [0.15, 0.15, 0.07]) await keep(fraction);
  const parts = await data.choice("Kept to test on").locator("option").allTextContents();
  assert.deepEqual(parts, ["none", "10 %", "20 %", "25 %", "30 %", "50 %", "7 %"]);
  assert.equal(await data.choice("Kept to test on").inputValue(), "0.07");
});

visit("a step asks for no name of a weight and no row that is not seen", { path: "#lesson=article" }, async (stepper, page) => {
  const calls = await stepper.ask(async (element) => {
    const config = element.trainer.withData({ generator: "line", samples: 60_000 }).config;
    const calls = { names: 0, batchRows: 0, config: 0, moment: 0 };
    const { prototype } = Object.getPrototypeOf(element.trainer).constructor;
    for (const name of Object.keys(calls)) {
      const own = prototype[name];
      prototype[name] = function (...given) {
        calls[name] += 1;
        return own.apply(this, given);
      };
    }
    element.changeExperiment(config);
    const loaded = { ...calls };
    for (let step = 0; step < 3; step += 1) element.next();
    return [loaded.names, loaded.config, calls.names, calls.batchRows, calls.config];
  });
  assert.deepEqual(calls, [0, 0, 0, 0, 0]);
  assert.equal(await panelOf(page).rows.count(), 10);
  assert.equal(await panelOf(page).panel.locator(".samples tr.batch").count(), 10);
});

visit("a named data set is used, looked through and kept in the link", { path: "#lesson=article&position=1.4" }, async (stepper, page) => {
  const data = panelOf(page);
  const before = await stepper.bits();
  await data.open();
  await data.of.selectOption("moons");
  await data.number("Samples").fill("25");
  await data.number("Noise").fill("-1");
  await data.use();
  assert.equal(await data.alert.textContent(), "data.noise: expected a number from 0 to 10, got -1");
  assert.deepEqual(await stepper.bits(), before);
  await data.number("Noise").fill("0.1");
  await data.use();
  await data.panel.getByText("Two moons: 25 samples.").waitFor();
  assert.deepEqual(await stepper.position(), [0, 0]);
  assert.deepEqual((await stepper.ask((element) => element.config)).data, { generator: "moons", samples: 25, noise: 0.1, seed: 1 });

  assert.equal(await data.rows.count(), 10);
  await data.panel.getByRole("button", { name: "Later" }).click();
  await data.panel.getByRole("button", { name: "Later" }).click();
  await data.panel.getByText("21–25 of 25").waitFor();
  assert.equal(await data.rows.count(), 5);
  const shown = await stepper.field("Input x1, sample 25").or(stepper.field("Input i1, sample 25")).inputValue();
  assert.equal(shown, await stepper.ask(({ trainer }) => trainer.format(trainer.samples(24).inputs[0][0])));

  await page.reload();
  await stepper.ready();
  assert.equal((await stepper.ask((element) => element.config)).data.generator, "moons", "the link holds it");
});

visit("samples come and go, and undo brings them back", { path: "#lesson=article&position=1.4" }, async (stepper, page) => {
  const data = panelOf(page);
  const before = await stepper.bits();
  await data.panel.getByRole("button", { name: "Add a sample" }).click();
  assert.equal(await stepper.ask(({ trainer }) => trainer.shape().samples), 2);
  await stepper.field("Input i1, sample 2").fill("3");
  await stepper.field("Input i1, sample 2").press("Enter");
  assert.deepEqual(await stepper.ask(({ trainer }) => trainer.samples().inputs), [[5, 4], [3, 0]]);
  await data.panel.getByRole("button", { name: "Remove sample 1" }).click();
  assert.deepEqual(await stepper.ask(({ trainer }) => trainer.samples().inputs), [[3, 0]]);
  assert.equal(await data.panel.getByRole("button", { name: /^Remove/ }).count(), 0, "one has to be left");
  for (let change = 0; change < 2; change += 1) await stepper.ask((element) => element.undoChange());
  assert.deepEqual(await stepper.bits(), before);
});

for (const [width, dark] of [[1280, false], [768, true], [360, false]]) {
  visit(`axe-core finds nothing in the open panel at ${width}`, { width, dark, height: 900 }, async (stepper, page) => {
    const data = panelOf(page);
    await data.open();
    const complaints = async () => {
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    };
    await data.of.selectOption("spiral");
    await data.choice("Kept to test on").selectOption("0.25");
    assert.deepEqual(await complaints(), []);
    await data.use();
    await data.of.selectOption("table");
    await data.text.fill("a,b\n1,2\n3,x\n");
    await data.alert.first().waitFor();
    assert.deepEqual(await complaints(), []);
    await data.text.fill("a,b,c\n1,2,u\n3,4,v\n");
    await data.panel.getByText(/^2 samples of 3 columns/).waitFor();
    assert.deepEqual(await complaints(), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, "nothing reaches out of the page");
  });
}
