// The set-up panel: every part of the experiment but its data is changed there, keeps what can be kept, and can be undone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { tests } from "./browser.mjs";

const visit = tests();
const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** Opens the panel and answers with what finds things in it. */
async function setup(stepper) {
  const panel = stepper.element.locator(".panel.setup");
  if (!(await panel.locator("details").first().getAttribute("open").then((open) => open !== null))) await panel.locator("summary").first().click();
  await panel.getByRole("combobox", { name: "Loss", exact: true }).waitFor();
  return {
    panel,
    button: (name) => panel.getByRole("button", { name, exact: true }),
    select: (label) => panel.getByRole("combobox", { name: label, exact: true }),
    choose: (label, value) => panel.getByRole("combobox", { name: label, exact: true }).selectOption(value),
    tick: (label) => panel.getByRole("checkbox", { name: label, exact: true }).click(),
    type: async (label, text) => {
      const field = panel.getByRole("textbox", { name: label, exact: true });
      await field.fill(text);
      await field.press("Enter");
    },
    note: () => panel.locator(".note").textContent(),
    problems: () => panel.locator(".problem:visible").allTextContents().then((all) => all.filter(Boolean)),
  };
}

const config = (stepper) => stepper.ask(({ trainer }) => trainer.config());

/** XOR with everything drawn: any loss can be taken of its targets. */
const XOR = `#config=${encodeURIComponent(
  JSON.stringify({
    version: 1,
    network: { inputs: 2, layers: [{ units: 2, activation: "tanh" }, { units: 2, activation: "sigmoid" }], init: { method: "xavier_uniform", seed: 3 } },
    loss: "half_squared_error",
    optimizer: { method: "sgd", learning_rate: 0.1 },
    batch: { size: 2 },
    data: { inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [[1, 0], [0, 1], [0, 1], [1, 0]] },
  }),
)}`;

visit("what a field refuses is told with the field, and a box that flips back says why", { path: XOR }, async (stepper, page) => {
  const form = await setup(stepper);
  const told = (locator) => locator.evaluate((field) => field.getRootNode().getElementById(field.getAttribute("aria-describedby"))?.textContent);
  const units = form.panel.getByRole("textbox", { name: "Units of layer 1", exact: true });
  await form.type("Units of layer 1", "0");
  assert.match(await told(units), /expected a whole number from 1 to 1024, got 0/);
  await form.type("Units of layer 1", "3");
  assert.equal(await units.getAttribute("aria-describedby"), null);

  await form.panel.getByText("Freeze single weights").click();
  await stepper.ask(({ trainer }) => {
    Object.getPrototypeOf(trainer).changed = () => {
      throw new RangeError("change: not today");
    };
  });
  const box = form.panel.locator(".freeze input[type=checkbox]").first();
  await box.click();
  assert.equal(await told(box), "not today");
  assert.equal(await box.isChecked(), false);
  await form.choose("Loss", "huber");
  assert.equal(await told(form.select("Loss")), "not today");
  const frozen = form.panel.getByRole("checkbox", { name: "Layer 1 is frozen" });
  await frozen.click();
  assert.equal(await told(frozen), "not today");
});

visit("text twice as large makes nothing of it wider than the page, and covers no label", {}, async (stepper, page) => {
  // A strict policy takes no styles from markup. It is there before the page: what is asked of containers is asked once.
  await page.addInitScript(() => document.addEventListener("readystatechange", () => void (document.documentElement.style.fontSize = "32px")));
  for (const width of [1280, 768, 360]) {
    await page.setViewportSize({ width, height: 740 });
    await page.reload();
    await stepper.ready();
    const { panel } = await setup(stepper);
    const [out, covered] = await panel.evaluate((panel) => {
      const { right } = panel.getBoundingClientRect();
      const out = [...panel.querySelectorAll("*")].filter((part) => part.getBoundingClientRect().right > right).map(({ className }) => className);
      const names = [...panel.querySelectorAll(".layer-name")];
      const covered = names.filter((name) => {
        const [own, field] = [name, name.parentElement.querySelector(".count-field")].map((part) => {
          const range = document.createRange();
          range.selectNodeContents(part);
          return range.getBoundingClientRect();
        });
        return own.right > field.left && own.bottom > field.top && own.top < field.bottom;
      });
      return [out, covered.map(({ textContent }) => textContent)];
    });
    assert.deepEqual([out, covered], [[], []], `at ${width}`);
  }
});

visit("layers are added, resized and removed, and undone", {}, async (stepper, page) => {
  const form = await setup(stepper);
  const before = await stepper.bits();
  await form.button("One unit more in layer 1").click();
  let document = await config(stepper);
  assert.equal(document.network.layers[0].units, 3);
  assert.deepEqual(document.network.layers[0].weights.map((row) => row.slice(0, 2)), [[0.15, 0.1], [0.2, 0.18]].map((row) => [row[0], row[1]]));
  assert.match(await form.note(), /keep the weights that have a place/);
  assert.equal(await stepper.ask((element) => element.shadowRoot.activeElement.ariaLabel), "One unit more in layer 1", "the focus stays");

  await form.button("Add layer before layer 2").click();
  await form.type("Units of layer 2", "4");
  await form.choose("Activation of layer 2", "tanh");
  await form.choose("Bias of layer 2", "frozen");
  document = await config(stepper);
  assert.deepEqual(document.network.layers.map(({ units }) => units), [3, 4, 1]);
  assert.deepEqual([document.network.layers[1].activation, document.network.layers[1].bias], ["tanh", "frozen"]);
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), null);

  await form.button("Remove layer 2").click();
  assert.deepEqual((await config(stepper)).network.layers.map(({ units }) => units), [3, 1]);
  for (let count = 0; count < 6; count += 1) await form.button("Undo change").click();
  assert.deepEqual(await stepper.bits(), before);
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), "article", "the lesson is back");
  await form.button("Undo change").click({ force: true });
  assert.deepEqual(await stepper.bits(), before, "there is nothing more to undo");
  await form.button("Redo change").click();
  assert.equal((await config(stepper)).network.layers[0].units, 3);
  await page.reload();
  await stepper.ready();
  assert.equal((await config(stepper)).network.layers[0].units, 3, "the link has the change");
});

visit("what is refused is said at the field, and nothing is lost", {}, async (stepper) => {
  const form = await setup(stepper);
  await stepper.button("Next step").click();
  const before = await stepper.bits();
  await form.type("Units of layer 1", "5000");
  assert.deepEqual(await form.problems(), ["expected a whole number from 1 to 1024, got 5000"]);
  assert.equal(await form.panel.getByRole("textbox", { name: "Units of layer 1", exact: true }).inputValue(), "5000");
  await form.choose("Loss", "binary_cross_entropy");
  assert.equal((await form.problems())[1], "target 1 of sample 1 is 2; binary cross-entropy needs targets from 0 to 1");
  assert.equal(await form.select("Loss").inputValue(), "half_squared_error");
  await form.type("Seed of the weights", "1.5");
  assert.match((await form.problems())[2], /^expected a whole number from 0 to/);
  await form.type("Seed of the weights", "many");
  assert.equal((await form.problems())[2], "expected a whole number, such as 3, got “many”");
  assert.deepEqual(await stepper.bits(), before);
  await form.type("Units of layer 1", "-1");
  assert.equal((await form.problems())[0], "expected a whole number from 1 to 1024, got -1");

  // What a loss was refused for is put right, and it can be taken.
  await stepper.field("Target prediction").fill("1");
  await stepper.field("Target prediction").press("Enter");
  assert.equal((await form.problems()).length, 2, "the fields that hold what can’t be");
  await form.choose("Loss", "binary_cross_entropy");
  assert.equal((await config(stepper)).loss, "binary_cross_entropy");
});

visit("functions that go together change together, with a note", { path: XOR }, async (stepper) => {
  const form = await setup(stepper);
  await form.choose("Loss", "categorical_cross_entropy");
  assert.equal((await config(stepper)).network.layers[1].activation, "softmax");
  assert.match(await form.note(), /Layer 2 is softmax now/);
  await form.choose("Activation of layer 2", "relu");
  assert.equal((await config(stepper)).loss, "mean_squared_error");
  const hidden = await form.select("Activation of layer 1").locator("option").allTextContents();
  assert.ok(!hidden.includes("softmax"), "softmax is offered on the last layer only");
  await form.tick("Nesterov");
  assert.equal((await config(stepper)).optimizer.momentum, 0.9);
  await form.type("Momentum", "0");
  assert.equal((await config(stepper)).optimizer.nesterov, undefined);
});

visit("frozen weights, batches, order, seeds", { path: XOR }, async (stepper) => {
  const form = await setup(stepper);
  await form.panel.getByText("Freeze single weights").click();
  const names = await stepper.ask(({ trainer }) => trainer.names().weights[0]);
  await form.tick(`Weight ${names[1]} is frozen`);
  assert.deepEqual((await config(stepper)).network.layers[0].frozen, [[0, 1]]);
  assert.equal(await stepper.ask((element) => element.shadowRoot.activeElement.ariaLabel), `Weight ${names[1]} is frozen`);
  await form.tick("Layer 2 is frozen");
  const layer = (await config(stepper)).network.layers[1];
  assert.deepEqual([layer.frozen.length, layer.bias], [4, "frozen"]);

  await form.type("Samples in a batch", "99");
  assert.match(await form.note(), /only 4 samples/);
  assert.equal((await config(stepper)).batch?.size, undefined, "as it is shown");
  await form.type("Samples in a batch", "3");
  await form.tick("Shuffle each epoch");
  await form.type("Seed of the order", "9");
  assert.deepEqual((await config(stepper)).batch, { size: 3, shuffle: true, seed: 9 });
  await form.choose("Weights are updated", "in_place");
  assert.equal((await config(stepper)).update_order, "in_place");

  const weights = () => stepper.ask(({ trainer }) => [...trainer.weights(0)]);
  const first = await weights();
  await form.type("Seed of the weights", "12");
  assert.match(await form.note(), /drawn anew, from seed 12/);
  const second = await weights();
  assert.notDeepEqual(second, first);
  await form.button("Draw new weights").click();
  assert.notDeepEqual(await weights(), second);
  assert.equal((await config(stepper)).network.init.seed, 13);
});

visit("the learning rate is an edit of the run, not another one", { path: "#lesson=article&position=2.0" }, async (stepper) => {
  const form = await setup(stepper);
  await form.type("Learning rate", "0.25");
  assert.deepEqual(await stepper.position(), [2, 0]);
  assert.equal(await stepper.ask(({ trainer }) => trainer.learningRate), 0.25);
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), "article");
  assert.equal(await form.button("Undo change").getAttribute("aria-disabled"), "true");
});

visit("trained weights are the new start", { path: `${XOR}&position=3.0` }, async (stepper) => {
  const form = await setup(stepper);
  const trained = await stepper.ask(({ trainer }) => [...trainer.weights(0)]);
  await form.choose("Activation of layer 1", "gelu");
  assert.deepEqual(await stepper.position(), [0, 0]);
  assert.deepEqual(await stepper.ask(({ trainer }) => [...trainer.weights(0)]), trained);
  assert.match(await form.note(), /Reset goes back to here now/);
  await stepper.button("Update weights").click();
  await stepper.button("Reset").click();
  assert.deepEqual(await stepper.ask(({ trainer }) => [...trainer.weights(0)]), trained);
  await form.choose("Activation of layer 1", "elu");
  assert.doesNotMatch(await form.note(), /Reset/, "from a start to a start nothing is lost");
});

/** One update, operation by operation, with what is shown of each; then the link has all of it. */
async function walk(stepper, page, what) {
  const seen = await stepper.ask((element) => {
    const root = element.shadowRoot;
    const next = [...root.querySelectorAll("button")].find((button) => button.textContent.trim() === "Next step");
    return Array.from({ length: element.trainer.step.operations }, () => {
      next.click();
      const { operation, value } = element.trainer.step;
      const told = root.querySelector("[role=status]").textContent;
      return { operation, finite: Number.isFinite(value), told, formulas: root.querySelectorAll(".card math").length, quiet: root.querySelector(".alert").hidden };
    });
  });
  assert.ok(seen.length > 20, what);
  seen.forEach((step, index) => {
    assert.equal(step.operation, index + 1, what);
    assert.ok(step.finite && step.told.length > 10 && step.formulas > 0 && step.quiet, `${what}: ${JSON.stringify(step)}`);
  });
  const before = await stepper.bits();
  await page.reload();
  await stepper.ready();
  assert.deepEqual(await stepper.bits(), before, `${what} after a reload`);
}

const options = (form, label) => form.select(label).locator("option").evaluateAll((all) => all.map((option) => option.value));

for (const [label, count] of [["Activation of layer 2", 10], ["Loss", 6], ["Optimizer", 5], ["Weights are drawn", 7], ["Weights are updated", 2]]) {
  visit(`every “${label}” can be chosen, stepped through and linked to`, { path: XOR, height: 700 }, async (stepper, page) => {
    let form = await setup(stepper);
    const values = await options(form, label);
    assert.equal(values.length, count);
    for (const value of values) {
      form = await setup(stepper);
      await form.choose(label, value);
      assert.deepEqual(await form.problems(), [], value);
      assert.equal(await form.select(label).inputValue(), value);
      await walk(stepper, page, value);
    }
  });
}

for (const [name, width, dark] of [["1280 light", 1280, false], ["360 dark", 360, true]]) {
  visit(`axe-core finds nothing in the open panel at ${name}`, { width, dark }, async (stepper, page) => {
    const form = await setup(stepper);
    await form.panel.getByText("Freeze single weights").click();
    await form.type("Units of layer 1", "5000");
    await form.choose("Optimizer", "adam");
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" ")).join(", ")}`), []);
  });
}

for (const width of [1280, 768, 360, 320]) {
  visit(`nothing of the panel is wider than the page at ${width} pixels`, { width, path: XOR }, async (stepper, page) => {
    const form = await setup(stepper);
    await form.choose("Optimizer", "adamw");
    await form.type("Units of layer 1", "this is no number, and a long one");
    const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(wide[0] <= wide[1], `${wide}`);
    const out = await form.panel.evaluate((panel) => {
      const { right } = panel.getBoundingClientRect();
      return [...panel.querySelectorAll("button, input, select")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > right).map((one) => one.ariaLabel ?? one.textContent);
    });
    assert.deepEqual(out, []);
  });
}

visit("targets of the open panel are large enough for a finger at 360 pixels", { width: 360 }, async (stepper) => {
  const form = await setup(stepper);
  await form.panel.getByText("Freeze single weights").click();
  const small = await form.panel.evaluate((panel) =>
    [...panel.querySelectorAll("button, select, input, summary")]
      .filter((control) => control.checkVisibility())
      .map((control) => ({ name: control.ariaLabel ?? control.textContent.trim(), ...control.getBoundingClientRect().toJSON() }))
      .filter(({ width, height }) => width < 24 || height < 24)
      .map(({ name, width, height }) => `${name}: ${width} × ${height}`),
  );
  assert.deepEqual(small, []);
});

visit("a long run comes back at once, exact to the bit", { path: XOR }, async (stepper) => {
  const form = await setup(stepper);
  await stepper.ask(({ trainer }) => trainer.train(5000));
  const before = await stepper.bits();
  await form.button("One unit more in layer 1").click();
  const took = await stepper.ask((element) => {
    const start = performance.now();
    element.undoChange();
    return performance.now() - start;
  });
  assert.deepEqual(await stepper.bits(), before);
  assert.ok(took < 1000, `${took} ms`);
});

visit("given weights are said to be given, until they are drawn", {}, async (stepper) => {
  const form = await setup(stepper);
  const words = form.panel.getByText("are given");
  await words.waitFor();
  await form.button("Draw new weights").click();
  assert.equal(await words.count(), 0);
});
