// What can be taken along: every format of every run, and pictures as SVG.
import assert from "node:assert/strict";
import { test } from "node:test";

import { state } from "./bits.mjs";
import { articleConfig, formats, fullConfig, Trainer } from "./package.mjs";

const THEME = Object.fromEntries(["surface", "ink", "muted", "line", "computed", "read", "done", "positive", "negative"].map((name) => [name, "#123456"]));

test("every format is listed, named and written", () => {
  const listed = formats();
  assert.ok(listed.length >= 7);
  assert.equal(new Set(listed.map(({ id }) => id)).size, listed.length);
  for (const trainer of [Trainer.fromLesson("mazur"), new Trainer(fullConfig())]) {
    trainer.seek(2, 5);
    const before = state(trainer);
    const names = listed.map((format) => {
      const { name, media, text } = trainer.exportAs(format.id, 2);
      assert.equal(media, format.media);
      assert.ok(name.endsWith(`.${format.extension}`), name);
      assert.ok(name.startsWith(trainer.lesson ?? "network"), name);
      assert.equal(name.includes("update-3-4"), format.updates, name);
      assert.ok(text.length > 10);
      return name;
    });
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(state(trainer), before);
  }
});

test("a trace has the steps of the run, from the update one looks at", () => {
  const trainer = Trainer.fromLesson("article");
  trainer.seek(1, 7);
  const { name, text } = trainer.exportAs("json");
  assert.equal(name, "article-trace-update-2.json");
  const [update] = JSON.parse(text).updates;
  const { value, formula, text: sentence, subject } = trainer.step;
  const operation = update.operations[6];
  assert.equal(operation.value, value);
  assert.deepEqual(operation.formula, formula);
  assert.equal(operation.text, sentence);
  assert.deepEqual({ ...operation.writes, setting: undefined }, { ...subject, setting: undefined });
  // Shown as the trainer shows it.
  trainer.setDisplay({ digits: 3 });
  assert.equal(JSON.parse(trainer.exportAs("json").text).updates[0].operations[6].formula.result, trainer.step.formula.result);
  assert.equal(trainer.exportAs("csv", 3, 0).name, "article-trace-update-1-3.csv");
  assert.equal(trainer.exportAs("config").name, "article.json");
});

test("a document is of the update that is asked for, and a large program says what it reads", () => {
  const trainer = new Trainer({ ...articleConfig(), network: { inputs: 2, layers: [{ units: 200 }, { units: 200 }, { units: 1 }] } });
  trainer.seek(2, 3);
  const { reads, text } = trainer.exportAs("javascript", 5, 1);
  assert.equal(reads, "config.json");
  assert.match(text, /config\.json: the config document of this network after 1 update/);
  assert.equal(JSON.parse(trainer.exportAs("config", 5, 1).text).state.update, 1);
  assert.deepEqual(JSON.parse(trainer.exportAs("config").text).state.operation, 3);
  assert.equal(Trainer.fromLesson("article").exportAs("javascript").reads, undefined);
});

test("the document opens again, the losses are the run's", () => {
  const trainer = new Trainer(fullConfig());
  trainer.train(7);
  trainer.next();
  const again = new Trainer(JSON.parse(trainer.exportAs("config").text));
  assert.deepEqual(again.config(), trainer.config());
  const [head, ...rows] = trainer.exportAs("losses").text.trimEnd().split("\r\n");
  assert.equal(head, "completed_updates,loss");
  assert.deepEqual(rows.map((row) => Number(row.split(",")[1])), [...trainer.losses()]);
});

test("wrong arguments are refused", () => {
  const trainer = new Trainer(articleConfig());
  for (const format of ["pdf", "", 1, null, undefined, {}]) assert.throws(() => trainer.exportAs(format), { name: "RangeError", message: /format/ });
  for (const updates of [0, -1, 1.5, NaN, "2", null, 1e6, 2 ** 53]) assert.throws(() => trainer.exportAs("json", updates), { name: "RangeError", message: /updates/ });
  for (const from of [-1, 0.5, NaN, "1", null]) assert.throws(() => trainer.exportAs("json", 1, from), { name: "RangeError", message: /from/ });
  assert.throws(() => trainer.exportAs("numpy", 1, 1e15), { name: "RangeError", message: /^from: expected completed updates from 0 to / });
  assert.equal(trainer.exportAs("numpy").name, "network-numpy-update-1.py");
  const several = trainer.exportAs("numpy", 50);
  assert.equal(several.name, "network-numpy-update-1-50.py");
  assert.match(several.text, /^for _ in range\(50\):$/m);
});

test("pictures go into an object as SVG", () => {
  const trainer = Trainer.fromLesson("xor");
  trainer.train(30);
  const theme = { ...THEME, font: "Georgia, \"Times\"" };
  const target = { svg: "" };
  const pictures = [
    () => trainer.drawNetwork(target, 640, trainer.networkHeight(640), 1, theme),
    () => trainer.drawLoss(target, 640, 190, 2, theme),
    () => trainer.prediction().draw(target, 400, 400, 1, theme),
    () => trainer.prediction().drawParts(target, 400, 1, theme),
    () => trainer.slice({ layer: 1, input: 0, unit: 0 }).draw(target, 400, 400, 1, theme),
  ];
  const drawn = pictures.map((draw) => {
    target.svg = "";
    draw();
    assert.match(target.svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+" height="\d+"/);
    assert.match(target.svg, /font-family="Georgia, &quot;Times&quot;"/);
    assert.match(target.svg, /<\/svg>\n$/);
    return target.svg;
  });
  assert.equal(new Set(drawn).size, drawn.length);
  for (const width of [0, -1, NaN, 1e9]) assert.throws(() => trainer.drawLoss(target, width, 190, 1, theme), { name: "RangeError", message: /width/ });
  for (const wrong of [{}, { svg: 1 }, null, "svg", Object.freeze({ svg: "" })]) assert.throws(() => trainer.drawLoss(wrong, 300, 190, 1, theme), { name: "RangeError", message: /canvas/ });
});
