// The whole state is in the fragment: any moment can be linked to, down to the last bit.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

const hash = (page) => new URL(page.url()).hash;

visit("the fragment is written at once after a click", {}, async (stepper, page) => {
  for (const [name, place] of [["Next step", "0.1"], ["Forward pass", "0.4"], ["Update weights", "1.0"], ["Previous step", "0.19"]]) {
    const written = await stepper.ask((element, name) => {
      [...element.shadowRoot.querySelectorAll("button")].find((button) => button.textContent.trim() === name).click();
      return location.hash;
    }, name);
    assert.match(written, new RegExp(`position=${place.replace(".", "\\.")}(&|$)`));
  }
  assert.match(hash(page), /position=0\.19/);
});

visit("a hundred and twenty quick clicks, a drag and an edit are all in the fragment at once", {}, async (stepper, page) => {
  const late = await stepper.ask(async (element) => {
    const next = [...element.shadowRoot.querySelectorAll("button")].find((button) => button.textContent.trim() === "Next step");
    let late = 0;
    for (let click = 1; click <= 120; click += 1) {
      next.click();
      const { update, operation } = element.trainer.step;
      if (!location.hash.endsWith(`position=${update}.${operation}`)) late += 1;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    return late;
  });
  assert.equal(late, 0);
  // A drag tells of many positions; the last one counts, and whatever is done next is written.
  await stepper.ask((element) => {
    const slider = element.shadowRoot.querySelector("input[type=range]");
    for (let value = 0; value < 100; value += 1) {
      slider.value = String(value);
      slider.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    }
    slider.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.waitForFunction(() => location.hash.endsWith("position=4.19"));
  await stepper.field("Weight w1").fill("0.9");
  await page.keyboard.press("Enter");
  await page.reload();
  await stepper.ready();
  assert.equal(await stepper.ask(({ trainer }) => trainer.weights(0)[0]), 0.9);
});

visit("an edit while it plays is in the fragment at once, and playing goes on", {}, async (stepper, page) => {
  await stepper.button("Play").click();
  await stepper.field("Learning rate").fill("0.05");
  await page.keyboard.press("Enter");
  const [written, playing] = await stepper.ask((element) => [decodeURIComponent(location.hash), element.playing]);
  assert.match(written, /"value":0\.05/);
  assert.ok(playing);
  await page.reload();
  await stepper.ready();
  assert.equal(await stepper.ask(({ trainer }) => trainer.learningRate), 0.05);
});

visit("the end of a run is said, and playing stops there", {}, async (stepper, page) => {
  await stepper.ask((element) => {
    // A trainer that has come to its end, without waiting for ten million updates.
    element.trainer.next = () => element.trainer.step;
  });
  await stepper.button("Play").click();
  await page.waitForFunction(() => !document.querySelector("backprop-stepper").playing);
  const alert = page.getByRole("alert").filter({ hasText: "The run ends here" });
  assert.ok(await alert.isVisible());
  await page.getByRole("button", { name: "Dismiss" }).click();
  // The focus is where the keys work.
  assert.match(await stepper.ask((element) => element.shadowRoot.activeElement?.className ?? "nothing"), /stage/);
});

const MOMENTS = {
  "the article in the middle of its tenth update": async (stepper) => {
    await stepper.ask(({ trainer }) => trainer.seek(9, 11));
    await stepper.button("Next step").click();
  },
  "edits of every kind at several updates": async (stepper, page) => {
    const type = async (name, text) => {
      await stepper.field(name).fill(text);
      await page.keyboard.press("Enter");
    };
    await type("Weight w3", "0.30000000000000004");
    await stepper.ask(({ trainer }) => trainer.train(3));
    await stepper.button("Next step").click();
    await type("Learning rate", "0.012345678901234567");
    await type("Input i2", "-4.000000000000001");
    await stepper.button("Update weights").click();
    await type("Target prediction", "1e-7");
    await type("Weight w6", "0.1");
    await stepper.button("Backward pass").click();
    await stepper.button("Next step").click();
  },
  "before its own edits": async (stepper, page) => {
    await stepper.ask(({ trainer }) => trainer.train(4));
    await stepper.button("Next step").click();
    await stepper.field("Weight w1").fill("2");
    await page.keyboard.press("Enter");
    await stepper.slider.fill("25");
  },
  "the second case": async (stepper, page) => {
    await page.getByRole("combobox", { name: "Lesson" }).selectOption("article-2");
    await stepper.ready();
    await stepper.field("Weight w2").fill("0.7");
    await page.keyboard.press("Enter");
    await stepper.button("Backward pass").click();
  },
  "a network of one's own": async (stepper) => {
    await stepper.ask((element) => {
      element.config = {
        version: 1,
        network: { inputs: 3, layers: [{ units: 4, activation: "tanh" }, { units: 2, activation: "sigmoid" }], init: { method: "xavier_uniform", seed: 5 } },
        loss: "mean_squared_error",
        optimizer: { method: "sgd", learning_rate: 0.3 },
        data: { inputs: [[0.1, 0.2, 0.3], [1, -1, 0.5], [0.7, 0, -0.4]], targets: [[0, 1], [1, 0], [0.5, 0.5]] },
        batch: { size: 2, shuffle: true, seed: 11 },
      };
    });
    await stepper.ready();
    await stepper.ask(({ trainer }) => trainer.seek(17, 20));
    await stepper.button("Next step").click();
  },
};

for (const [what, make] of Object.entries(MOMENTS)) {
  visit(`a link brings back ${what}`, {}, async (stepper, page, open) => {
    await make(stepper, page);
    const expected = await stepper.bits();
    const text = await stepper.status.textContent();
    const fragment = hash(page);
    const fresh = await open({ path: fragment });
    assert.deepEqual(await fresh.stepper.bits(), expected);
    assert.equal(await fresh.stepper.status.textContent(), text);
    // And the way on is the same.
    for (const one of [stepper, fresh.stepper]) {
      for (let index = 0; index < 3; index += 1) await one.button("Next step").click();
      await one.button("Update weights").click();
    }
    assert.deepEqual(await fresh.stepper.bits(), await stepper.bits());
    assert.equal(hash(fresh.page), hash(page));
    await page.reload();
    await stepper.ready();
    assert.deepEqual(await stepper.bits(), await fresh.stepper.bits());
  });
}

visit("a position is two whole numbers: 1.10 is not 1.1", { path: "#lesson=article&position=1.10" }, async (stepper) => {
  assert.deepEqual(await stepper.position(), [1, 10]);
});

visit("another fragment in the address moves the page", { path: "#lesson=article&position=0.3" }, async (stepper, page) => {
  assert.deepEqual(await stepper.position(), [0, 3]);
  await page.evaluate(() => {
    location.hash = "#lesson=article&position=2.5";
  });
  await page.waitForFunction(() => document.querySelector("backprop-stepper").trainer.step.update === 2);
  assert.deepEqual(await stepper.position(), [2, 5]);
});

const STATED = { version: 1, network: { inputs: 2, layers: [{ units: 1, bias: false, weights: [[0.1], [0.2]] }] }, loss: "half_squared_error",
  optimizer: { method: "sgd", learning_rate: 0.01 }, data: { inputs: [[5, 4]], targets: [[2]] }, state: { update: 4, operation: 3 } };
const STATED_LINK = `#config=${encodeURIComponent(JSON.stringify(STATED))}`;

visit("a document in a link opens where it says itself", { path: STATED_LINK }, async (stepper, page) => {
  assert.deepEqual(await stepper.position(), [4, 3]);
  assert.equal((await page.getByRole("alert").allTextContents()).join(""), "");
  await stepper.button("Next step").click();
  assert.match(hash(page), /&position=4\.4$/);
});

visit("a position beside the document counts more", { path: `${STATED_LINK}&position=5.1` }, async (stepper) => {
  assert.deepEqual(await stepper.position(), [5, 1]);
});

visit("a link that could not be read stays in the history", { path: "#lesson=nope" }, async (stepper, page) => {
  const back = async () => {
    await page.goBack();
    await page.waitForFunction(() => location.hash === "#lesson=nope");
  };
  await stepper.button("Next step").click();
  assert.equal(hash(page), "#lesson=article&position=0.1");
  await stepper.button("Next step").click();
  assert.equal(hash(page), "#lesson=article&position=0.2", "one entry is enough");
  await back();
  // What is read in vain again is kept again.
  await page.getByRole("alert").filter({ hasText: "nope" }).waitFor();
  await stepper.button("Next step").click();
  assert.equal(hash(page), "#lesson=article&position=0.3");
  await back();
});

const BROKEN = {
  "a lesson that does not exist": "#lesson=nope",
  "a config that is no JSON": "#config=%7B",
  "a config that breaks a rule": `#config=${encodeURIComponent('{"version":1,"network":{"inputs":0}}')}`,
  "a position that is none": "#lesson=article&position=one",
  "a position that does not exist": "#lesson=article&position=0.99",
  "an encoding that is none": "#lesson=%E0%A4%A",
  "edits that are none": "#lesson=article&position=0.0&edits=%5B5%5D",
  "a word it does not know": "#lesson=article&color=red",
};

for (const [what, fragment] of Object.entries(BROKEN)) {
  visit(`a broken link, ${what}, is told in words`, { path: fragment }, async (stepper, page) => {
    const alerts = async () => (await page.getByRole("alert").allTextContents()).join(" ").trim();
    await page.waitForFunction(
      () => [...document.querySelector("backprop-stepper").shadowRoot.querySelectorAll("[role=alert]")].some((alert) => alert.textContent.trim() !== ""),
    );
    const words = await alerts();
    assert.ok(words.length > 10, words);
    assert.doesNotMatch(words, /undefined|\[object/);
    if (what === "a config that breaks a rule") assert.match(words, /network\.inputs|network\.layers|loss/);
    await stepper.button("Next step").click();
    assert.equal((await stepper.position())[1], 1, "the page works on");
  });
}

visit("a fragment that is only an anchor is left alone", { path: "#top" }, async (stepper) => {
  assert.deepEqual(await stepper.position(), [0, 0]);
});
