// Training many updates: the page goes on answering, shows how far it is, and can be stopped; the result is that of one call.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

/** A network that takes its time: two layers of 16, and so many samples on a circle. */
const HEAVY = (samples) => ({
  version: 1,
  network: { inputs: 2, layers: [{ units: 16, activation: "tanh" }, { units: 16, activation: "tanh" }, { units: 1, activation: "sigmoid" }], init: { method: "xavier_uniform", seed: 1 } },
  loss: "mean_squared_error",
  optimizer: { method: "sgd", learning_rate: 0.3 },
  data: {
    inputs: Array.from({ length: samples }, (_, k) => [Math.cos(k) * (k % 2 ? 1 : 0.4), Math.sin(k) * (k % 2 ? 1 : 0.4)]),
    targets: Array.from({ length: samples }, (_, k) => [k % 2]),
  },
});

async function openHeavy(stepper, samples = 100) {
  await stepper.ask(async (element, config) => {
    element.config = config;
    await element.ready;
  }, HEAVY(samples));
}

async function train(stepper, page, updates) {
  await page.getByRole("spinbutton", { name: "Updates" }).fill(String(updates));
  await stepper.button("Train").click();
}

visit("training goes on while the page answers, and ends where one call ends", {}, async (stepper, page) => {
  await openHeavy(stepper);
  // What happens while it goes on, seen from inside: frames, progress, and what is read out.
  await stepper.ask((element) => {
    const root = element.shadowRoot;
    const seen = (globalThis.seen = { frames: 0, longest: 0, progress: new Set(), spoken: 0, on: true });
    new MutationObserver(() => (seen.spoken += 1)).observe(root.querySelector("[role=status]"), { childList: true, subtree: true, characterData: true });
    let last = performance.now();
    const frame = (now) => {
      const button = root.querySelector("button.train");
      if (button.textContent === "Stop training") {
        seen.frames += 1;
        seen.longest = Math.max(seen.longest, now - last);
        seen.progress.add(root.querySelector("progress").value);
      }
      last = now;
      if (seen.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await train(stepper, page, 4000);
  await page.getByRole("progressbar", { name: "Updates trained" }).waitFor();
  await page.getByText(/^[\d,]+ of 4,000 updates, loss 0\.\d+$/).waitFor();
  await stepper.button("Train").waitFor({ timeout: 60_000 });
  assert.deepEqual(await stepper.position(), [4000, 0]);
  const seen = await page.evaluate(() => {
    const { seen } = globalThis;
    seen.on = false;
    return { ...seen, progress: [...seen.progress] };
  });
  console.log(`training 4000 updates: ${seen.frames} frames, the longest gap ${seen.longest.toFixed(1)} ms`);
  assert.ok(seen.frames > 5, `only ${seen.frames} frames were seen`);
  assert.ok(seen.progress.length > 1, `the progress was ${seen.progress}`);
  assert.deepEqual(seen.progress, seen.progress.toSorted((a, b) => a - b));
  assert.ok(seen.spoken <= 2, `the live region changed ${seen.spoken} times`);
  assert.match(await stepper.status.textContent(), /Update 4001 /);
  assert.match(new URL(page.url()).hash, /position=4000\.0/);
  const differs = await stepper.ask(({ trainer }) => {
    const numbers = () => [0, 1, 2].flatMap((layer) => [...trainer.weights(layer), ...trainer.biases(layer)]).concat(...trainer.losses());
    const sliced = numbers();
    trainer.reset();
    trainer.train(4000);
    const whole = numbers();
    return sliced.length !== whole.length || sliced.some((value, index) => !Object.is(value, whole[index]));
  });
  assert.equal(differs, false, "slices give other bits than one call");
});

visit("training stops when it is told to, and for anything else that is done", {}, async (stepper, page) => {
  await openHeavy(stepper);
  const begin = async () => {
    await train(stepper, page, 1_000_000);
    await page.getByRole("progressbar", { name: "Updates trained" }).waitFor();
  };
  const stopped = async () => {
    await stepper.button("Train").waitFor();
    const before = await stepper.position();
    await page.waitForTimeout(150);
    assert.deepEqual(await stepper.position(), before, "it went on");
    return before;
  };
  await begin();
  await stepper.button("Stop training").click();
  const [update, operation] = await stopped();
  assert.ok(update > 0 && update < 1_000_000 && operation === 0);
  assert.match(new URL(page.url()).hash, new RegExp(`position=${update}\\.0`));
  assert.match(await stepper.status.textContent(), new RegExp(`Update ${update + 1} `));

  await begin();
  await page.getByRole("spinbutton", { name: "Updates" }).press("Escape");
  await stopped();
  await begin();
  await stepper.button("Stop training").press("Escape");
  await stopped();

  await begin();
  await stepper.button("Next step").click();
  assert.equal((await stopped())[1], 1);
  await begin();
  await stepper.ask((element) => element.trainer.seek(3, 2));
  assert.deepEqual(await stopped(), [3, 2]);
  await begin();
  await stepper.button("Reset").click();
  assert.deepEqual(await stopped(), [0, 0]);
  await begin();
  await stepper.ask((element) => element.pause());
  await stopped();
  await begin();
  await stepper.button("Play").click();
  await stepper.button("Pause").click();
  await stopped();
  await begin();
  await stepper.ask((element) => element.openLesson("article"));
  assert.deepEqual(await stopped(), [0, 0]);
});

visit("a run that diverges says where, what and why, and stays where its numbers are finite", {}, async (stepper, page) => {
  await stepper.field("Learning rate").fill("0.2");
  await page.keyboard.press("Enter");
  await train(stepper, page, 100_000);
  assert.deepEqual(await stepper.position(), [7, 0]);
  const alert = page.getByRole("alert").filter({ hasText: "no longer finite" });
  assert.match(await alert.textContent(), /at update 7: from here the loss is no longer finite.*learning rate is too high/);
  assert.ok(await stepper.ask(({ trainer }) => Number.isFinite(trainer.predict([5, 4])[0])));
  assert.match(new URL(page.url()).hash, /position=7\.0/);
  await stepper.button("Train").click();
  assert.deepEqual(await stepper.position(), [7, 0], "there is nothing to go on to");
  await stepper.stepBy.selectOption("update");
  await stepper.button("Previous step").click();
  assert.deepEqual(await stepper.position(), [6, 0]);
  assert.equal(await alert.count(), 0);
  await stepper.button("Next step").click();
  assert.ok(await alert.isVisible());
});

for (const width of [1280, 360]) {
  visit(`who trains at ${width} stays at the button, and reads there why a run stopped`, { width, height: 740 }, async (stepper, page) => {
    await stepper.field("Learning rate").fill("0.2");
    await page.keyboard.press("Enter");
    await page.getByRole("spinbutton", { name: "Updates" }).fill("20");
    const button = stepper.button("Train");
    await button.evaluate((button) => button.scrollIntoView({ block: "center" }));
    const { y } = await button.boundingBox();
    await button.click();
    await page.getByText("Training stops at update 7. Usually the learning rate is too high").waitFor();
    assert.ok(Math.abs((await button.boundingBox()).y - y) <= 2, "the button stays");
    const words = await stepper.element.locator("#training-stopped").boundingBox();
    assert.ok(words.y > 0 && words.y + words.height < 740, "the reason is in sight");
    for (const name of ["Next step", "Play", "Forward pass", "Backward pass", "Update weights"]) {
      assert.equal(await stepper.button(name).getAttribute("aria-disabled"), "true", name);
    }
    await stepper.button("Reset").click();
    assert.equal(await stepper.button("Next step").getAttribute("aria-disabled"), "false");
    assert.equal(await stepper.element.locator("#training-stopped").textContent(), "");
  });
}
