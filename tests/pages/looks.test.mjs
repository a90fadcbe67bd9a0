// What a visitor sees at several widths, screens and colour schemes, and what a machine can find wrong with it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { tests } from "./browser.mjs";

const visit = tests();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Complaints of axe-core about the whole page, shadow roots included, each with its place. */
async function complaints(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.flat().join(" ")}: ${node.failureSummary}`));
}

/** How many colours a canvas shows, and how much of it is something else than its background. */
function paint(canvas) {
  const { width, height } = canvas;
  // Read from a copy: the canvas itself is made for drawing, and the browser would remark on it.
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  const words = new Uint32Array(data.buffer);
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { colours: counts.size, painted: 1 - Math.max(...counts.values()) / words.length, width, height };
}

/** Tells two pictures of a canvas apart. */
function fingerprint(canvas) {
  let sum = 0;
  for (const letter of canvas.toDataURL()) sum = (Math.imul(sum, 31) + letter.codePointAt(0)) | 0;
  return sum;
}

const SCENES = [
  { name: "1280 light", width: 1280, dark: false },
  { name: "360 dark", width: 360, dark: true },
];

for (const { name, width, dark } of SCENES) {
  visit(`axe-core finds nothing at ${name}, at the start, on the way and in every scene`, { width, dark, height: 800 }, async (stepper, page) => {
    assert.deepEqual(await complaints(page), []);
    await stepper.button("Backward pass").click();
    assert.deepEqual(await complaints(page), []);
    await stepper.button("Update weights").click();
    await stepper.button("Previous step").click();
    assert.deepEqual(await complaints(page), []);
    await stepper.openAll();
    assert.deepEqual(await complaints(page), []);
    await stepper.predicting.click();
    await stepper.element.locator(".question", { hasText: /./ }).waitFor();
    assert.deepEqual(await complaints(page), []);
    await stepper.predicting.click();
    const count = await stepper.ask(({ trainer }) => trainer.scenes().length);
    await stepper.button("Reset").click();
    for (let index = 1; index < count; index += 1) {
      await stepper.button("Next scene").click();
      assert.deepEqual(await complaints(page), [], `scene ${index + 1}`);
    }
  });

  visit(`axe-core finds nothing at ${name} where something was refused`, { width, dark, path: "#lesson=nope" }, async (stepper, page) => {
    await stepper.field("Weight w1").fill("abc");
    await page.keyboard.press("Enter");
    assert.deepEqual(await complaints(page), []);
  });

  visit(`network and loss are painted at ${name}`, { width, dark }, async (stepper) => {
    assert.ok((await stepper.element.locator("canvas").count()) >= 2);
    for (const action of ["Next step", "Forward pass", "Backward pass", "Update weights", "Update weights"]) {
      for (const canvas of [stepper.network, stepper.loss]) {
        const { colours, painted } = await canvas.evaluate(paint);
        assert.ok(colours > 8 && painted > 0.005, `${colours} colours, ${painted} painted before ${action}`);
      }
      await stepper.button(action).click();
    }
    const before = await stepper.network.evaluate(fingerprint);
    await stepper.button("Next step").click();
    assert.notEqual(await stepper.network.evaluate(fingerprint), before, "a step changes the picture");
  });
}

visit("the network's text alternative has the numbers of the picture", {}, async (stepper) => {
  await stepper.button("Forward pass").click();
  const { told, described } = await stepper.ask((element) => {
    const canvas = element.shadowRoot.querySelector("canvas");
    const told = element.trainer.networkText();
    const ids = canvas.getAttribute("aria-describedby")?.split(/\s+/) ?? [];
    return { told, described: ids.map((id) => element.shadowRoot.getElementById(id)?.textContent ?? "").join("\n") };
  });
  const text = told.join("\n");
  for (const number of ["0.15", "0.2", "0.1", "0.18", "0.05", "0.26", "5", "4", "1.55", "1.22", "0.3947"]) {
    assert.ok(text.includes(number), `${number} is not in the text: ${text}`);
  }
  for (const line of told) assert.ok(described.includes(line), line);
});

for (const width of [1280, 768, 360]) {
  for (const dark of [false, true]) {
    visit(`nothing scrolls sideways at ${width} pixels, ${dark ? "dark" : "light"}`, { width, dark, height: 800 }, async (stepper, page) => {
      const wide = async (when) => {
        const found = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const body = document.body.scrollWidth;
          scrollTo(1000, 0);
          const moved = scrollX;
          scrollTo(0, 0);
          return { scrollWidth: Math.max(scrollWidth, body), clientWidth, moved };
        });
        assert.ok(found.scrollWidth <= found.clientWidth && found.moved === 0, `${when}: ${JSON.stringify(found)}`);
      };
      await wide("at the start");
      for (let operation = 1; operation <= 20; operation += 1) {
        await stepper.button("Next step").click();
        await wide(`at operation ${operation}`);
      }
      await stepper.openAll();
      await wide("with everything open");
      await stepper.field("Weight w1").fill("this is no number at all, and a long one");
      await page.keyboard.press("Enter");
      await wide("with a complaint");
    });
  }
}

for (const dark of [false, true]) {
  visit(`where the system chooses the colours, ${dark ? "dark" : "light"}, the drawings follow`, { forced: true, dark }, async (stepper) => {
    await stepper.button("Backward pass").click();
    for (const canvas of [stepper.network, stepper.loss]) {
      const { colours, painted } = await canvas.evaluate(paint);
      assert.ok(colours > 8 && painted > 0.005 && painted < 0.6, `${colours} colours, ${painted} painted`);
      const corner = await canvas.evaluate((canvas) => {
        const copy = new OffscreenCanvas(1, 1).getContext("2d");
        copy.drawImage(canvas, 0, 0);
        return copy.getImageData(0, 0, 1, 1).data[0];
      });
      assert.ok(dark ? corner < 60 : corner > 200, `the background is ${corner}`);
    }
    // What is computed and what is read is still told apart outside the drawings.
    const colours = await stepper.ask((element) =>
      ["computed", "read"].map((role) => getComputedStyle(element.shadowRoot.querySelector(`.card .${role}`)).color),
    );
    assert.notEqual(colours[0], colours[1]);
  });
}

visit("a change to colours of the system repaints", {}, async (stepper, page) => {
  const before = await stepper.network.evaluate(fingerprint);
  await page.emulateMedia({ forcedColors: "active" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.notEqual(await stepper.network.evaluate(fingerprint), before);
});

for (const ratio of [1, 1.5, 2, 3]) {
  visit(`canvases are sharp at ${ratio} device pixels per CSS pixel`, { ratio, width: 1000 }, async (stepper, page) => {
    for (const width of [1000, 701, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))));
      for (const canvas of [stepper.network, stepper.loss]) {
        const size = await canvas.evaluate((canvas) => {
          const box = canvas.getBoundingClientRect();
          return { width: canvas.width, height: canvas.height, cssWidth: box.width, cssHeight: box.height, ratio: devicePixelRatio };
        });
        assert.equal(size.ratio, ratio);
        assert.ok(Math.abs(size.width - size.cssWidth * ratio) < 1, JSON.stringify(size));
        assert.ok(Math.abs(size.height - size.cssHeight * ratio) < 1, JSON.stringify(size));
      }
    }
  });
}

visit("targets are large enough for a finger at 360 pixels", { width: 360 }, async (stepper) => {
  const small = await stepper.ask((element) =>
    [...element.shadowRoot.querySelectorAll("button, select, input, summary")]
      .filter((control) => control.checkVisibility())
      .map((control) => ({ name: control.ariaLabel ?? control.textContent.trim(), ...control.getBoundingClientRect().toJSON() }))
      .filter(({ width, height }) => width < 24 || height < 24)
      .map(({ name, width, height }) => `${name}: ${width} × ${height}`),
  );
  assert.deepEqual(small, []);
});

visit("a change of the colour scheme repaints", {}, async (stepper, page) => {
  const before = await stepper.network.evaluate(fingerprint);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.notEqual(await stepper.network.evaluate(fingerprint), before);
});

visit("nothing below the step's card moves while one steps", { width: 1280 }, async (stepper) => {
  const top = () => stepper.button("Next step").evaluate((button) => button.getBoundingClientRect().top + scrollY);
  const first = await top();
  for (let operation = 1; operation <= 20; operation += 1) {
    await stepper.button("Next step").click();
    assert.equal(await top(), first, `the button moved at operation ${operation}`);
  }
});

visit("the theme can be chosen, and is remembered", {}, async (stepper, page) => {
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await colour();
  await page.getByRole("combobox", { name: "Theme" }).selectOption("dark");
  const dark = await colour();
  assert.notEqual(dark, light);
  assert.deepEqual(await complaints(page), []);
  await page.reload();
  await stepper.ready();
  assert.equal(await colour(), dark);
});

visit("pointing at a symbol lights the thing it stands for in the network, and the other way round", {}, async (stepper, page) => {
  await stepper.button("Backward pass").click();
  const picture = () => stepper.network.evaluate(fingerprint);
  const plain = await picture();
  // One that the step itself does not light already.
  await stepper.element.locator("[data-subject^='weight:value:0:1:0:']").filter({ visible: true }).first().hover();
  const lit = await picture();
  assert.notEqual(lit, plain);
  await page.mouse.move(0, 0);
  assert.equal(await picture(), plain, "the light goes out when the pointer leaves");

  const marks = () => stepper.ask((element) => element.shadowRoot.innerHTML);
  const before = await marks();
  const place = await stepper.ask((element) => {
    const { clientWidth, clientHeight } = element.shadowRoot.querySelector("canvas");
    for (let y = 0; y < clientHeight; y += 3) {
      for (let x = 0; x < clientWidth; x += 3) {
        const subject = element.trainer.networkHit(x, y);
        if (subject?.kind === "weight" && subject.layer === 1 && subject.input === 0) return { x, y };
      }
    }
  });
  await stepper.network.hover({ position: place });
  assert.notEqual(await marks(), before, "pointing at w5 in the picture shows in the tables or formulas");
});

for (const width of [1280, 768, 360]) {
  visit(`everything in the network can be pointed at, ${width} pixels wide`, { width }, async (stepper) => {
    await stepper.button("Backward pass").click();
    const found = await stepper.ask((element) => {
      const { clientWidth, clientHeight } = element.shadowRoot.querySelector("canvas");
      const names = new Set();
      for (let y = 0; y < clientHeight; y += 4) {
        for (let x = 0; x < clientWidth; x += 4) {
          const subject = element.trainer.networkHit(x, y);
          if (subject) names.add(subject.name);
        }
      }
      return [...names];
    });
    for (const name of ["i1", "i2", "h1", "h2", "prediction", "w1", "w2", "w3", "w4", "w5", "w6"]) {
      assert.ok(found.includes(name), `${name} is nowhere: ${found}`);
    }
  });
}
