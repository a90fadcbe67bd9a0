// The card of the current step: what its colours say, what pointing lights in it, and that its formulas fit.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();


visit("an old value is read, also where the new one takes its name", { path: "#lesson=article&position=0.14" }, async (stepper) => {
  const colours = () => stepper.ask(({ shadowRoot, trainer }) => {
    const { subject } = trainer.step;
    const own = `${subject.kind}:${subject.quantity}:${subject.layer}:${subject.unit}:${subject.input ?? ""}:`;
    return [...shadowRoot.querySelectorAll(".lines .formula > *")].map((side) => {
      const role = [...side.querySelectorAll(`[data-subject="${own}"]`)].map(({ classList }) => [classList.contains("computed"), classList.contains("read")]);
      return JSON.stringify(role[0] ?? []);
    });
  });
  const [left, right, numbers] = await colours();
  assert.deepEqual([left, right, numbers], ["[true,false]", "[false,true]", "[false,true]"]);
});

visit("pointing lights what belongs to the same sample", { path: "#lesson=xor&position=0.46" }, async (stepper) => {
  await stepper.element.locator(".lines .numbers [data-subject$=':1']").first().hover();
  const lit = await stepper.ask(({ shadowRoot }) => [...shadowRoot.querySelectorAll(".lines .pointed")].map((element) => element.getAttribute("data-subject").split(":")[5]));
  assert.ok(lit.includes("1"), "the one that is pointed at");
  assert.deepEqual(lit.filter((sample) => !["", "1"].includes(sample)), []);
});

for (const width of [1280, 360]) {
  visit(`losses are broken where they would not fit, ${width} wide`, { width, path: "#lesson=mazur&position=0.9" }, async (stepper, page) => {
    const cut = () => stepper.ask(({ shadowRoot }) => [...shadowRoot.querySelectorAll(".lines .formula")].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).map(({ textContent }) => textContent));
    assert.deepEqual(await cut(), []);
    await page.goto(page.url().replace(/#.*/, "#lesson=xor&position=0.25"));
    await stepper.ask((element) => element.ready);
    assert.deepEqual(await stepper.position(), [0, 25]);
    assert.deepEqual(await cut(), []);
  });
}

visit("what is said of an answer comes into sight", { height: 720 }, async (stepper, page) => {
  await stepper.predicting.click();
  await stepper.element.getByLabel("Your answer").fill("77");
  await page.keyboard.press("Enter");
  const said = await stepper.element.locator(".said").boundingBox();
  assert.ok(said && said.y >= 0 && said.y + said.height <= 720, JSON.stringify(said));
});

visit("where the system chooses, colours tell apart what is computed, what is read and where the program is", { forced: true, path: "#lesson=article&position=0.14" }, async (stepper) => {
  const ground = (which) => stepper.element.locator(which).first().evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(await ground(".lines .computed"), await ground(".lines .read"));
  assert.notEqual(await ground(".line[aria-current]"), await ground(".line:not([aria-current])"));
});

visit("nothing moves where the first sample is named", { path: "#lesson=iris" }, async (stepper, page) => {
  const height = () => stepper.element.locator(".card").evaluate((element) => element.querySelector(".body").getBoundingClientRect().top - element.getBoundingClientRect().top);
  const before = await height();
  await stepper.element.focus();
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await stepper.position(), [0, 1]);
  assert.equal(await height(), before);
});

visit("a table of printed figures is one, its heads above its columns", { path: "#lesson=mazur" }, async (stepper) => {
  const displays = await stepper.ask(({ shadowRoot }) => [...shadowRoot.querySelectorAll("table.figures")].map((table) => getComputedStyle(table).display));
  assert.ok(displays.length > 0);
  assert.deepEqual(displays.filter((display) => display !== "table"), []);
});
