// The article's story: reading on moves the position, stepping moves the reading.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

/** Index of the scene that is marked as being read, and of the one that is visible. */
const reading = (stepper) =>
  stepper.ask((element) => {
    const buttons = [...element.shadowRoot.querySelectorAll("nav button")];
    const sections = [...element.shadowRoot.querySelectorAll(".scene")];
    return { marked: buttons.findIndex((button) => button.ariaCurrent), visible: sections.findIndex((section) => section.checkVisibility()) };
  });

visit("all fourteen scenes are there", {}, async (stepper) => {
  const scenes = await stepper.ask(({ trainer }) => trainer.scenes().map(({ id, title, position, blocks }) => ({ id, title, position, blocks: blocks.length })));
  assert.equal(scenes.length, 14);
  assert.equal(new Set(scenes.map(({ id }) => id)).size, 14);
  for (const scene of scenes) assert.ok(scene.blocks > 0 && scene.title.length > 0, scene.id);
});

visit("reading on moves the position", {}, async (stepper, page) => {
  const scenes = await stepper.ask(({ trainer }) => trainer.scenes().map(({ title, position }) => ({ title, position })));
  for (let index = 1; index < scenes.length; index += 1) {
    await stepper.button("Next scene").click();
    assert.deepEqual(await reading(stepper), { marked: index, visible: index });
    assert.deepEqual(await stepper.position(), scenes[index].position, scenes[index].title);
    assert.ok(await page.getByRole("heading", { name: scenes[index].title }).isVisible());
  }
  assert.ok(await stepper.button("Next scene").isDisabled());
  for (let index = scenes.length - 2; index >= 0; index -= 1) {
    await stepper.button("Previous scene").click();
    assert.deepEqual(await reading(stepper), { marked: index, visible: index });
    assert.deepEqual(await stepper.position(), scenes[index].position);
  }
  for (const index of [7, 0, 13, 4]) {
    await stepper.button(`${index + 1}. ${scenes[index].title}`).click();
    assert.deepEqual(await stepper.position(), scenes[index].position);
    assert.deepEqual(await reading(stepper), { marked: index, visible: index });
  }
});

visit("stepping moves the reading", {}, async (stepper) => {
  const scenes = await stepper.ask(({ trainer }) => trainer.scenes().map(({ position, until }) => ({ position, until })));
  const before = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]);
  const seen = new Set();
  for (let index = 0; index < 45; index += 1) {
    const { marked, visible } = await reading(stepper);
    const place = await stepper.position();
    assert.equal(marked, visible);
    seen.add(marked);
    const { position, until } = scenes[marked];
    const belongs = before(position, place) && before(place, until);
    const homeless = !scenes.some((scene) => before(scene.position, place) && before(place, scene.until));
    assert.ok(belongs || homeless, `at ${place} scene ${marked + 1} is read, which is about ${position} to ${until}`);
    await stepper.button("Next step").click();
  }
  assert.ok(seen.size >= 5, `stepping through two updates reads scenes ${[...seen].map((index) => index + 1)}`);
  await stepper.button("Reset").click();
  const { marked } = await reading(stepper);
  assert.deepEqual(scenes[marked].position, [0, 0]);
});

visit("formulas are typeset: MathML whose symbols know what they stand for", {}, async (stepper) => {
  await stepper.button("Forward pass").click();
  const found = await stepper.ask((element) => {
    const formulas = [...element.shadowRoot.querySelectorAll("math")].filter((math) => math.checkVisibility());
    return {
      count: formulas.length,
      subjects: [...element.shadowRoot.querySelectorAll("math [data-subject]")].map((symbol) => symbol.dataset.subject),
      // Source of another notation, shown by mistake.
      source: /\\frac|\\partial|\$/.test(element.shadowRoot.querySelector("[role=status]").closest("section").textContent),
      flat: formulas.filter((math) => math.getBoundingClientRect().width < 1).length,
    };
  });
  assert.ok(found.count >= 2);
  assert.equal(found.source, false);
  assert.equal(found.flat, 0);
  for (const subject of found.subjects) assert.match(subject, /^[a-z_]+:[a-z_]+(:\d*){4}$/);
});

visit("printed figures stand beside the exact ones, and the source is named", {}, async (stepper, page) => {
  const verdicts = await stepper.ask(({ trainer }) =>
    trainer.scenes().flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "figures").flatMap(({ rows }) => rows.map(({ verdict }) => verdict))),
  );
  for (const verdict of ["cut", "computed_from_printed"]) assert.ok(verdicts.includes(verdict), `no figure is ${verdict}`);
  // The article and the notebook, by links that can be seen.
  const links = await stepper.element.getByRole("link").evaluateAll((links) => links.map((link) => link.href));
  assert.ok(links.some((href) => href.includes("hmkcode")), links.join(" "));
  assert.ok(new Set(links).size >= 2, links.join(" "));
  assert.match(await page.getByRole("contentinfo").innerText(), /hmkcode/);
});

visit("the table of figures says what it is, and that it stays", {}, async (stepper) => {
  const captions = await stepper.ask((element) => [...element.shadowRoot.querySelectorAll("table.figures")].map((table) => table.caption?.textContent ?? ""));
  assert.ok(captions.length > 0);
  for (const caption of captions) assert.match(caption, /the lesson’s own numbers/);
});

visit("the legend names the scene's lights while there are some", {}, async (stepper) => {
  const entry = stepper.element.getByText("the scene’s topic", { exact: true });
  const seen = new Set();
  for (let index = 0; index < 14; index += 1) {
    const lit = await stepper.ask((element) => {
      const scene = [...element.shadowRoot.querySelectorAll("nav button")].findIndex((button) => button.ariaCurrent);
      return element.trainer.scenes()[scene].lights.length > 0;
    });
    assert.equal(await entry.isVisible(), lit, `scene ${index + 1}`);
    seen.add(lit);
    if (index < 13) await stepper.button("Next scene").click();
  }
  assert.equal(seen.size, 2, "there are scenes with lights, and scenes without");
});

visit("a column that goes on shows it, at the edge where it does", { width: 1280, height: 800 }, async (stepper) => {
  await stepper.button("9. Further back: w1").click();
  const edges = () => stepper.ask((element) => {
    const column = element.shadowRoot.querySelector(".column");
    return [getComputedStyle(column, "::before").opacity, getComputedStyle(column, "::after").opacity];
  });
  const scroll = (top) => stepper.ask(async (element, top) => {
    element.shadowRoot.querySelector(".scenes").scrollTop = top;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, top);
  assert.deepEqual(await edges(), ["0", "1"]);
  await scroll(60);
  assert.deepEqual(await edges(), ["1", "1"]);
  await scroll(100_000);
  assert.deepEqual(await edges(), ["1", "0"]);
  await stepper.button("5. How wrong is it?").click();
  assert.equal((await edges())[0], "0");
});

visit("code that is cut can be scrolled by keyboard", { width: 1280 }, async (stepper) => {
  await stepper.button("14. The program").click();
  const code = stepper.element.locator(".scene pre").filter({ visible: true }).first();
  await stepper.ask(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const cut = await code.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  assert.ok(cut, "this test needs code that is cut");
  assert.equal(await code.getAttribute("tabindex"), "0");
});

visit("the second case is a lesson of its own", { path: "#lesson=article-2" }, async (stepper) => {
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), "article-2");
  await stepper.button("Forward pass").click();
  assert.ok(Math.abs((await stepper.ask(({ trainer }) => trainer.step.value)) - 0.3272405) < 1e-15);
  assert.ok((await stepper.ask(({ trainer }) => trainer.scenes().length)) > 0);
});

visit("every scene at 360 pixels", { width: 360, height: 740 }, async (stepper, page) => {
  const count = await stepper.ask(({ trainer }) => trainer.scenes().length);
  for (let index = 0; index < count; index += 1) {
    const { wide, inner } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, inner: innerWidth }));
    assert.ok(wide <= inner, `scene ${index + 1} is ${wide} pixels wide`);
    if (index < count - 1) await stepper.button("Next scene").click();
  }
});
