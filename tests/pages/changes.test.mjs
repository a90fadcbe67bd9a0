// A change of the experiment is a new run that can be undone, and the page stays as it was around it.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

const widen = (element) => {
  const config = element.trainer.config();
  delete config.state;
  config.network.layers[0] = { units: 3, activation: "tanh" };
  delete config.network.layers[1].weights;
  element.changeExperiment(config);
};

visit("a change is a new run, undone and made again with its position and its edits", { path: "#lesson=article&position=2.7" }, async (stepper, page) => {
  await stepper.ask(({ trainer }) => trainer.setWeight(0, 0, 0, 0.5));
  await stepper.button("Next step").click();
  const before = await stepper.bits();
  await stepper.ask(widen);
  assert.deepEqual(await stepper.position(), [0, 0]);
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), null);
  assert.match(page.url(), /config=/);
  await stepper.button("Update weights").click();
  await stepper.button("Next step").click();
  const after = await stepper.bits();

  await stepper.ask((element) => element.undoChange());
  assert.deepEqual(await stepper.bits(), before);
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), "article");
  assert.match(page.url(), /lesson=article&position=2\.1&edits=/);

  await stepper.ask((element) => element.redoChange());
  assert.deepEqual(await stepper.bits(), after);
  await page.reload();
  await stepper.ready();
  assert.deepEqual(await stepper.bits(), after, "the link holds the changed experiment");
});

visit("numbers and names are shown as before in every run that follows", {}, async (stepper) => {
  const display = { digits: 3, rounding: "cut", names: "index" };
  const shown = () => stepper.ask(({ trainer }) => trainer.display());
  await stepper.ask(({ trainer }, display) => trainer.setDisplay(display), display);
  await stepper.ask(widen);
  assert.deepEqual(await shown(), display);
  await stepper.ask(({ trainer }) => trainer.setDisplay({ digits: 4 }));
  await stepper.ask((element) => element.undoChange());
  assert.deepEqual(await shown(), { ...display, digits: 4 });
  await stepper.ask((element) => element.redoChange());
  await stepper.ask(async (element) => {
    element.replaceWith(element.ownerDocument.createComment("away"));
    element.ownerDocument.body.append(element);
    await element.ready;
  });
  assert.deepEqual(await shown(), { ...display, digits: 4 });
  await stepper.ask((element) => element.openLesson("article-2"));
  assert.equal((await shown()).digits, 6, "something else is shown as usual");
});

visit("what is refused changes nothing and is not remembered", { path: "#lesson=article&position=1.4" }, async (stepper) => {
  const before = await stepper.bits();
  const message = await stepper.ask((element) => {
    const config = element.trainer.config();
    delete config.state;
    config.network.layers[0].units = 5;
    try {
      element.changeExperiment(config);
    } catch (error) {
      return `${error.name}: ${error.message}`;
    }
  });
  assert.match(message, /^ConfigError: network\.layers\[0\]\.weights/);
  assert.deepEqual(await stepper.bits(), before);
  await stepper.ask((element) => element.undoChange());
  assert.deepEqual(await stepper.bits(), before);
});

visit("opening something else leaves nothing to undo", {}, async (stepper) => {
  await stepper.ask(widen);
  await stepper.ask((element) => void (element.config = element.config));
  const before = await stepper.bits();
  await stepper.ask((element) => element.undoChange());
  assert.deepEqual(await stepper.bits(), before);
});

visit("a lesson that is opened over one's own network gives it back", {}, async (stepper, page) => {
  await stepper.ask(widen);
  await stepper.button("Update weights").click();
  const before = await stepper.bits();
  await page.getByRole("combobox", { name: "Lesson", exact: true }).selectOption("article-2");
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), "article-2");
  await stepper.ask((element) => element.shadowRoot.querySelector(".panel.setup summary").click());
  await stepper.button("Undo change").click();
  assert.deepEqual(await stepper.bits(), before);
  await page.waitForFunction(() => document.querySelector("#lesson").value === "");
  await stepper.button("Redo change").click();
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), "article-2");
});

visit("open folds, the focus and the place on the page stay", { width: 360, height: 800 }, async (stepper, page) => {
  await stepper.ask((element) => element.shadowRoot.querySelector(".panel.setup summary").click());
  await stepper.ask((element) => element.shadowRoot.querySelector(".panel.setup summary").focus());
  const look = (element) => {
    const { activeElement } = element.shadowRoot;
    return { top: activeElement?.getBoundingClientRect().top, name: activeElement?.textContent, open: activeElement?.parentElement.open };
  };
  const before = await stepper.ask(look);
  // The lesson above goes away.
  await stepper.ask(widen);
  const after = await stepper.ask(look);
  assert.equal(after.name, before.name);
  assert.equal(after.open, true);
  assert.ok(Math.abs(after.top - before.top) < 2, `${before.top} became ${after.top}`);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.ok(Math.abs((await stepper.ask(look)).top - before.top) < 2);
});
