// In a narrow column the way on stays in sight, hides nothing that matters, and what one reads does not jump away.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests({
  "story.html": `<!doctype html><html lang="en"><meta charset="utf-8"><title>A tutorial</title><link rel="icon" href="data:,">
    <script type="module" src="www/define.js"></script><body><h1>A tutorial</h1><div id="before"></div>
    <backprop-stepper panels="network formula controls loss matrices data code"></backprop-stepper><div id="after"></div></body></html>`,
});

const frames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Whether all of it is in the window, and nothing over it. */
const reachable = (locator) => locator.evaluate((element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const over = element.getRootNode().elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return top >= 0 && bottom <= innerHeight && (over === element || element.contains(over));
});

visit("previous, next and play are in sight wherever one reads", { width: 360, height: 780 }, async (stepper, page) => {
  await stepper.button("Backward pass").click();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let top = 0; top < height - 900; top += 300) {
    await page.evaluate((top) => scrollTo(0, top), top);
    for (const name of ["Previous step", "Next step", "Play"]) assert.ok(await reachable(stepper.button(name)), `${name} at ${top}`);
  }
});

visit("network, formula and next step are seen together", { width: 360, height: 780 }, async (stepper, page) => {
  await stepper.button("Backward pass").click();
  await stepper.network.evaluate((canvas) => scrollTo(0, canvas.getBoundingClientRect().top + scrollY - 20));
  const bar = await stepper.button("Next step").boundingBox();
  const formula = await stepper.element.locator(".card .derivation").first().boundingBox();
  const network = await stepper.network.boundingBox();
  assert.ok(network.y >= 0 && formula.y + formula.height <= bar.y, JSON.stringify({ network, formula, bar }));
});

visit("what gets the focus is not behind the bar", { width: 360, height: 600 }, async (stepper, page) => {
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let presses = 0; presses < 75; presses += 1) {
      await page.keyboard.press(key);
      const hidden = await stepper.ask((element) => {
        const active = element.shadowRoot.activeElement;
        const bar = element.shadowRoot.querySelector(".stepping");
        if (!active || bar.contains(active)) return null;
        const [one, other] = [active, bar].map((part) => part.getBoundingClientRect());
        if (one.height > innerHeight - 200) return null;
        return one.top < other.bottom - 4 && one.bottom > other.top + 4 ? `${active.localName} ${active.className} ${active.ariaLabel ?? ""}` : null;
      });
      assert.equal(hidden, null, `after ${presses + 1} times ${key}`);
    }
  }
});

visit("the bar stays with its element", { path: "story.html", width: 360, height: 600 }, async (stepper, page) => {
  // A strict policy takes no styles from markup.
  await page.evaluate(() => {
    for (const id of ["before", "after"]) document.getElementById(id).style.height = "1500px";
  });
  const outside = async () => stepper.button("Next step").evaluate((button) => {
    const { top, bottom } = button.getBoundingClientRect();
    return bottom < 0 || top > innerHeight;
  });
  await page.evaluate(() => scrollTo(0, 0));
  assert.ok(await outside(), "above the element");
  await page.evaluate(() => scrollTo(0, 100_000));
  assert.ok(await outside(), "below the element");
  await stepper.element.evaluate((element) => element.scrollIntoView());
  assert.ok(await reachable(stepper.button("Next step")));
});

visit("on paper, and where there is hardly any height, it is where it belongs", { width: 360, height: 300 }, async (stepper, page) => {
  const position = () => stepper.ask((element) => getComputedStyle(element.shadowRoot.querySelector(".stepping")).position);
  assert.equal(await position(), "static");
  await page.setViewportSize({ width: 360, height: 700 });
  assert.equal(await position(), "sticky");
  await page.emulateMedia({ media: "print" });
  assert.equal(await position(), "static");
});

for (const width of [360, 768]) {
  for (const panel of ["card", "lesson", "loss", "matrices"]) {
    visit(`who reads the ${panel} at ${width} keeps the place while stepping`, { width, height: 700 }, async (stepper, page) => {
      await stepper.element.focus();
      const top = () => stepper.ask((element, panel) => Math.round(element.shadowRoot.querySelector(`.panel.${panel}`).getBoundingClientRect().top), panel);
      await stepper.ask((element, panel) => {
        const { top } = element.shadowRoot.querySelector(`.panel.${panel}`).getBoundingClientRect();
        scrollTo(0, top + scrollY - 90);
      }, panel);
      await frames(page);
      const first = await top();
      for (let operation = 1; operation <= 21; operation += 1) {
        await page.keyboard.press("ArrowRight");
        await frames(page);
        const now = await top();
        assert.ok(Math.abs(now - first) <= 1, `at step ${operation} the ${panel} went from ${first} to ${now}`);
      }
    });
  }

  visit(`reading on at ${width} leads to the start of the next scene`, { width, height: 700 }, async (stepper, page) => {
    for (let scene = 1; scene < 14; scene += 1) {
      await stepper.button("Next scene").click();
      await frames(page);
      const heading = await stepper.element.locator(".scene h3").filter({ visible: true }).boundingBox();
      assert.ok(heading.y >= 0 && heading.y < 650, `the heading of scene ${scene + 1} is at ${heading.y}`);
    }
  });
}

visit("folded pictures become narrower with the window", { width: 1280, height: 800, path: "#lesson=xor" }, async (stepper, page) => {
  await stepper.ask((element) => {
    for (const panel of ["prediction", "slice"]) element.shadowRoot.querySelector(`.panel.${panel} details`).open = true;
  });
  for (const width of [768, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await frames(page);
    await frames(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    const wide = await stepper.ask((element) => [...element.shadowRoot.querySelectorAll(".panel canvas")]
      .filter((canvas) => canvas.offsetWidth > canvas.closest(".panel").clientWidth).length);
    assert.equal(wide, 0, `canvases wider than their panel at ${width}`);
  }
});

const NESTEROV = {
  version: 1,
  network: { inputs: 2, layers: [{ units: 1, weights: [[0.14], [0.15]] }] },
  loss: "half_squared_error",
  optimizer: { method: "sgd", learning_rate: 0.1, momentum: 0.9, nesterov: true, weight_decay: 0.01 },
  data: { inputs: [[2.1234, 3.3]], targets: [[1.123]] },
};

visit("the longest rule of an update fits", { width: 360, height: 780, path: `#config=${encodeURIComponent(JSON.stringify(NESTEROV))}` }, async (stepper, page) => {
  await page.evaluate(() => document.fonts.ready);
  const last = await stepper.ask(({ trainer }) => trainer.step.operations);
  for (let operation = 1; operation <= last; operation += 1) {
    await stepper.button("Next step").click();
    await frames(page);
    const cut = await stepper.ask((element) => [...element.shadowRoot.querySelectorAll(".card .formula")].filter((box) => box.scrollWidth > box.clientWidth + 1).length);
    assert.equal(cut, 0, `formulas cut off at step ${operation}`);
  }
});
