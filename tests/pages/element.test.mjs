// <backprop-stepper> in somebody else's page, and embed.html in somebody's frame.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const page = (body, script = "") => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A tutorial</title>
<link rel="icon" href="data:,"><script type="module" src="www/define.js"></script>${script}<body>${body}</body></html>`;

const RECORDER = `
window.events = [];
for (const type of ["ready", "step", "error"]) document.addEventListener(type, (event) => {
  events.push({ type, composed: event.composed, bubbles: event.bubbles, detail: event.detail instanceof Error
    ? { name: event.detail.name, message: event.detail.message, path: event.detail.path } : event.detail && { ...event.detail, value: String(event.detail.value) } });
});`;

const visit = tests({
  "plain.html": page("<backprop-stepper></backprop-stepper>", '<script src="recorder.js"></script>'),
  "recorder.js": RECORDER,
  "attributes.html": page('<backprop-stepper lesson="article-2" position="1.10" panels="network formula controls" digits="3" theme="dark" lang="en"></backprop-stepper>'),
  "config.html": page('<backprop-stepper config="network.json" position="2"></backprop-stepper>'),
  "inline.html": page(`<backprop-stepper config='{"version":1,"network":{"inputs":1,"layers":[{"units":1,"weights":[[0.5]]}]},"loss":"half_squared_error","optimizer":{"method":"sgd","learning_rate":0.1},"data":{"inputs":[[1]],"targets":[[1]]}}'></backprop-stepper>`),
  "network.json": JSON.stringify({
    version: 1,
    network: { inputs: 2, layers: [{ units: 3, activation: "tanh" }, { units: 1 }], init: { method: "he_normal", seed: 4 } },
    loss: "mean_squared_error",
    optimizer: { method: "sgd", learning_rate: 0.05 },
    data: { inputs: [[0, 1], [1, 0]], targets: [[1], [0]] },
  }),
  "two.html": page('<backprop-stepper id="a"></backprop-stepper><backprop-stepper id="b" lesson="article-2"></backprop-stepper>'),
  "german.html": page('<backprop-stepper lang="de"></backprop-stepper>').replace('lang="en"', 'lang="de"'),
  "broken.html": page('<backprop-stepper config="{}"></backprop-stepper>', '<script src="recorder.js"></script>'),
  "frame.html": `<!doctype html><html lang="en"><meta charset="utf-8"><title>A host</title><link rel="icon" href="data:,"><script src="host.js"></script>
    <body><iframe title="Stepper" src="embed.html?lesson=article-2&amp;position=0.5&amp;panels=network+formula+controls"></iframe></body></html>`,
  "host.js": "window.messages = []; addEventListener('message', (event) => messages.push(event.data));",
});

visit("one script line and the tag are enough", { path: "plain.html" }, async (stepper, page) => {
  assert.deepEqual(await stepper.position(), [0, 0]);
  await stepper.button("Next step").click();
  assert.deepEqual(await stepper.position(), [0, 1]);
  assert.equal(new URL(page.url()).hash, "", "only the site's own page writes into the address");
  const events = await page.evaluate(() => window.events);
  const steps = events.filter(({ type }) => type === "step");
  assert.ok(events.some(({ type }) => type === "ready"));
  assert.equal(steps.at(-1).detail.operation, 1);
  assert.ok(events.every(({ bubbles, composed }) => bubbles && composed));
  assert.ok(!events.some(({ type }) => type === "error"));
});

visit("methods and properties", { path: "plain.html" }, async (stepper, page) => {
  await stepper.ask((element) => {
    element.next();
    element.next();
    element.previous();
  });
  assert.deepEqual(await stepper.position(), [0, 1]);
  await stepper.ask((element) => element.play());
  await stepper.button("Pause").waitFor();
  await stepper.ask((element) => element.pause());
  await stepper.button("Play").waitFor();
  await stepper.ask((element) => element.reset());
  assert.deepEqual(await stepper.position(), [0, 0]);
  assert.equal(await stepper.ask((element) => element.ready instanceof Promise), true);
  assert.equal(await stepper.ask((element) => element.config.network.inputs), 2);
  await stepper.ask((element) => {
    const config = element.config;
    config.data.targets = [[3]];
    element.config = config;
    return element.ready;
  });
  assert.equal(await stepper.ask((element) => element.trainer.samples().targets[0][0]), 3);

  // A broken document: an error that names the place, and the trainer goes on as before.
  await stepper.button("Forward pass").click();
  const before = await stepper.bits();
  await stepper.ask((element) => {
    const config = element.config;
    config.network.layers[1].weights = [[1], [2], [3]];
    element.config = config;
    return element.ready;
  });
  assert.deepEqual(await stepper.bits(), before);
  const error = (await page.evaluate(() => window.events)).findLast(({ type }) => type === "error");
  assert.equal(error.detail.name, "ConfigError");
  assert.equal(error.detail.path, "network.layers[1].weights");
  await stepper.button("Next step").click();
  assert.deepEqual(await stepper.position(), [0, 5]);
});

visit("a page's own script moves the trainer, and the element follows", { path: "plain.html" }, async (stepper) => {
  await stepper.ask(({ trainer }) => trainer.seek(2, 5));
  assert.equal(await stepper.status.textContent(), (await stepper.step()).text);
  await stepper.button("Next step").click();
  assert.deepEqual(await stepper.position(), [2, 6]);
});

visit("attributes", { path: "attributes.html" }, async (stepper, page) => {
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), "article-2");
  assert.deepEqual(await stepper.position(), [1, 10]);
  assert.equal(await stepper.element.locator("canvas").filter({ visible: true }).count(), 1, "only the network's picture");
  assert.equal(await stepper.field("Weight w1").count(), 0);
  assert.equal(await stepper.button("Next step").count(), 1);
  assert.equal(await stepper.ask(({ trainer }) => trainer.format(1 / 3)), "0.333");
  const surface = await stepper.ask((element) => getComputedStyle(element.shadowRoot.querySelector("section")).backgroundColor);
  assert.ok(surface.match(/\d+/g).slice(0, 3).every((part) => Number(part) < 100), `dark is ${surface}`);
  await stepper.ask((element) => {
    element.setAttribute("position", "0.4");
    element.setAttribute("panels", "loss matrices");
  });
  assert.deepEqual(await stepper.position(), [0, 4]);
  assert.equal(await stepper.button("Next step").count(), 0);
  assert.ok(await stepper.field("Weight w1").isVisible());
  assert.equal(await page.getByRole("status").count(), 1, "the sentence is spoken even where it is not shown");
  await stepper.ask((element) => element.setAttribute("lesson", "article"));
  await stepper.ready();
  assert.equal(await stepper.ask(({ trainer }) => trainer.lesson), "article");
});

visit("without the card, the controls say that training stopped", { path: "attributes.html" }, async (stepper) => {
  await stepper.ask((element) => element.trainer.setLearningRate(1e6));
  await stepper.ask((element) => element.trainer.train(500));
  const words = stepper.element.getByText("no longer finite").filter({ visible: true });
  assert.equal(await words.count(), 1);
  await stepper.ask((element) => element.setAttribute("panels", "controls"));
  assert.equal(await stepper.element.locator(".controls").getByText("no longer finite").isVisible(), true);
});

visit("a config from an address", { path: "config.html" }, async (stepper) => {
  assert.deepEqual(await stepper.position(), [2, 0]);
  assert.equal(await stepper.ask(({ trainer }) => trainer.shape().layers[0].units), 3);
});

visit("a config in the attribute", { path: "inline.html" }, async (stepper) => {
  await stepper.button("Update weights").click();
  assert.ok(Math.abs((await stepper.ask(({ trainer }) => trainer.weights(0)[0])) - 0.55) < 1e-15);
});

visit("a broken config in the attribute is told", { path: "broken.html" }, async (stepper, page) => {
  const error = (await page.evaluate(() => window.events)).find(({ type }) => type === "error");
  assert.equal(error.detail.name, "ConfigError");
  assert.ok(await page.getByRole("alert").filter({ hasText: /version|network/ }).first().isVisible());
});

visit("two on a page keep out of each other's way", { path: "two.html" }, async (_, page) => {
  const [first, second] = [page.locator("#a"), page.locator("#b")];
  await second.evaluate((element) => element.ready);
  await first.getByRole("button", { name: "Next step" }).click();
  await second.getByRole("button", { name: "Forward pass" }).click();
  assert.deepEqual(await first.evaluate(({ trainer }) => [trainer.lesson, trainer.step.operation]), ["article", 1]);
  assert.deepEqual(await second.evaluate(({ trainer }) => [trainer.lesson, trainer.step.operation]), ["article-2", 4]);
});

visit("what is no trainer, or another element's, is refused", { path: "two.html" }, async (_, page) => {
  await page.locator("#b").evaluate((element) => element.ready);
  const found = await page.evaluate(async () => {
    const [a, b] = [document.querySelector("#a"), document.querySelector("#b")];
    const { Trainer } = await import("./www/engine.js");
    const errors = [];
    document.addEventListener("error", ({ detail, target }) => errors.push(`${target.id} ${detail.message}`));
    const steps = [];
    const own = a.trainer;
    for (const given of [null, undefined, {}, 5, "article", Object.create(Trainer.prototype)]) a.trainer = given;
    await a.ready;
    b.trainer = a.trainer;
    const freed = Trainer.fromLesson("article");
    freed.free();
    b.trainer = freed;
    // Its own again is nothing new.
    a.trainer = a.trainer;
    a.trainer.free();
    a.next();
    steps.push(own.step.operation, a.trainer.step.operation);
    // One of a page goes to the element, and only there.
    const made = Trainer.fromLesson("article-2");
    made.seek(1, 2);
    a.trainer = made;
    b.trainer = made;
    await b.ready;
    steps.push(a.trainer.step.operation);
    a.remove();
    b.next();
    steps.push(b.trainer.step.operation);
    return { errors, steps };
  });
  assert.equal(found.errors.length, 9, found.errors.join("\n"));
  for (const error of found.errors) assert.match(error, /^[ab] trainer: expected a Trainer /);
  for (const error of found.errors.slice(0, 5)) assert.match(error, /^a trainer: expected a Trainer of this package, got /);
  assert.deepEqual(found.steps, [1, 1, 2, 1]);
});

visit("one given before the element is on a page", { path: "plain.html" }, async (stepper, page) => {
  const found = await page.evaluate(async () => {
    const { Trainer } = await import("./www/engine.js");
    const trainer = Trainer.fromLesson("article");
    trainer.seek(2, 3);
    const made = document.createElement("backprop-stepper");
    made.trainer = trainer;
    document.body.append(made);
    // Out and in again before it was ready, and another beside it.
    made.remove();
    document.body.append(made);
    await made.ready;
    return [made.trainer.step.update, made.trainer.step.operation];
  });
  assert.deepEqual(found, [2, 3]);
});

visit("in a page of another language what is inside is still spoken as English", { path: "german.html" }, async (stepper) => {
  const languages = await stepper.ask((element) =>
    [...element.shadowRoot.children].map((child) => [child.localName, child.closest("[lang]")?.lang]),
  );
  assert.deepEqual(languages, [["div", "en"]]);
});

visit("taken out and put back, it goes on from where it was", { path: "plain.html" }, async (stepper) => {
  await stepper.ask(({ trainer }) => trainer.seek(3, 7));
  await stepper.ask((element) => {
    const place = element.parentNode;
    element.remove();
    place.append(element);
    return element.ready;
  });
  assert.deepEqual(await stepper.position(), [3, 7]);
  await stepper.button("Next step").click();
  assert.deepEqual(await stepper.position(), [3, 8]);
});

visit("created by a script, used before it is on a page", { path: "plain.html", waits: true }, async (stepper, page) => {
  const position = await page.evaluate(async () => {
    const made = document.createElement("backprop-stepper");
    made.setAttribute("position", "1.3");
    document.body.append(made);
    await made.ready;
    const { update, operation } = made.trainer.step;
    made.remove();
    return [update, operation];
  });
  assert.deepEqual(position, [1, 3]);
  assert.deepEqual(await stepper.position(), [0, 0]);
});

visit("embed.html in a frame takes attributes from its query and tells its height", { path: "frame.html", waits: false }, async (_, page) => {
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Next step" }).click();
  const place = await frame.locator("backprop-stepper").evaluate(({ trainer }) => [trainer.lesson, trainer.step.operation]);
  assert.deepEqual(place, ["article-2", 6]);
  await page.waitForFunction(() => window.messages.some((message) => message?.type === "backprop-stepper:resize" && message.height > 300));
  const { told, real } = await frame.locator("backprop-stepper").evaluate((element) => ({ told: 0, real: element.ownerDocument.documentElement.scrollHeight }));
  const heights = await page.evaluate(() => window.messages.map(({ height }) => height));
  assert.ok(heights[0] > 300, `it first told ${heights[0]}, before there was anything`);
  const last = heights.at(-1);
  assert.equal(told, 0);
  assert.ok(Math.abs(last - real) <= 40 || last >= real - 40, `told ${last}, is ${real}`);
  await page.evaluate((height) => {
    document.querySelector("iframe").style.height = `${height}px`;
  }, last);
  const scrolls = await frame.locator("backprop-stepper").evaluate((element) => {
    const { scrollHeight, clientHeight } = element.ownerDocument.documentElement;
    return scrollHeight - clientHeight;
  });
  assert.ok(scrolls <= 1, `in a frame of the height it told, ${scrolls} pixels are out of sight`);
});
