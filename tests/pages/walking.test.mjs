// Lighting things up by keyboard.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

/** Where the keyboard is, what is marked there, and what is lit in the formula. */
const look = (stepper) => stepper.ask(({ shadowRoot }) => {
  const box = shadowRoot.activeElement;
  const here = box && shadowRoot.getElementById(box.getAttribute("aria-activedescendant"));
  const lit = [...shadowRoot.querySelectorAll(".lines .pointed")].map((element) => element.getAttribute("data-subject"));
  return { box: box?.getAttribute("aria-label"), here: here?.getAttribute("data-subject"), lit: [...new Set(lit)] };
});

visit("the formula is one stop of Tab, and arrows light up its symbols", { path: "#lesson=mazur&position=0.13" }, async (stepper, page) => {
  await stepper.element.focus();
  for (let stops = 0; stops < 12 && (await look(stepper)).box !== "Formula"; stops += 1) await page.keyboard.press("Tab");
  assert.deepEqual(await look(stepper), { box: "Formula", here: "weight:gradient:1:1:0:0", lit: ["weight:gradient:1:1:0:0", "weight:value:1:1:0:"] });
  await page.keyboard.press("ArrowDown");
  const { here, lit } = await look(stepper);
  assert.equal(here, "neuron:delta:1:1::0");
  assert.ok(lit.includes("neuron:delta:1:1::0") && lit.includes("neuron:pre_activation:1:1::0"), "all that stands for the neuron is lit");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal((await look(stepper)).here, "weight:gradient:1:1:0:0", "it ends at the first");
  assert.deepEqual(await stepper.position(), [0, 13], "nothing has moved");

  // The keys of the stepper go on working, and the focus outlives what is written anew.
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await stepper.position(), [0, 14]);
  assert.deepEqual(await look(stepper), { box: "Formula", here: undefined, lit: [] });
  await page.keyboard.press("ArrowDown");
  assert.equal((await look(stepper)).here, "bias:gradient:1:1::0");
  await page.keyboard.press("Escape");
  assert.deepEqual(await look(stepper), { box: "Formula", here: undefined, lit: [] });
  await page.keyboard.press("Tab");
  assert.notEqual((await look(stepper)).box, "Formula", "the next stop is outside");
});

visit("an empty formula, and one that is not shown, is no stop", {}, async (stepper) => {
  const stop = () => stepper.ask(({ shadowRoot }) => shadowRoot.querySelector(".lines").tabIndex);
  await stepper.button("Next step").click();
  assert.equal(await stop(), 0);
  await stepper.button("Previous step").click();
  assert.equal(await stop(), -1);
  await stepper.ask((element) => element.setAttribute("panels", "network controls"));
  await stepper.button("Next step").click();
  assert.equal(await stop(), -1);
});

visit("a list stays a list where it is a stop", { path: "#lesson=article&position=0.3" }, async (stepper) => {
  await stepper.element.locator(".panel.graph summary").first().click();
  await stepper.element.locator(".panel.graph .facts summary").click();
  assert.deepEqual(await stepper.ask(({ shadowRoot }) => {
    const items = [...shadowRoot.querySelectorAll("[data-walk] li")];
    return [items.length > 0, items.filter((item) => item.closest("ul, ol").hasAttribute("role")).length];
  }), [true, 0]);
});
