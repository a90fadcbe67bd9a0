// Display settings and steps in other arithmetics, through the package.
import assert from "node:assert/strict";
import { test } from "node:test";

import { refused } from "./bits.mjs";
import { Trainer } from "./package.mjs";

test("the article's error is this fraction, and 1.289 on paper", () => {
  const trainer = Trainer.fromLesson("article");
  assert.deepEqual(trainer.figures(), { exact: null, paper: null });
  trainer.setDisplay({ digits: 3, counting: "decimals", rounding: "cut", exact: true, paper: true });
  assert.deepEqual(trainer.figures(), { exact: null, paper: null }, "nothing is computed at the start");
  trainer.seek(0, 4);
  const { exact, paper } = trainer.figures();
  assert.equal(exact.text, "Exactly 257698809/200000000 = 1.288494045.");
  assert.match(exact.numbers, /^<math.*<mn>257698809<\/mn>.*<\/math>$/);
  assert.deepEqual([paper.text, paper.note], ["On paper 1.289, with all digits 1.288.", "With all digits 1.288."]);
  assert.equal(trainer.keptOnPaper(), "cut to 3 decimals");
  assert.equal(trainer.step.value, 1.288494045, "the run itself is what it was");
});

test("going back and forth gives the same figures again", () => {
  const trainer = Trainer.fromLesson("mazur");
  trainer.setDisplay({ digits: 9, counting: "decimals", paper: true });
  const all = () => {
    const texts = [];
    for (let operation = 1; operation <= trainer.step.operations; operation += 1) {
      trainer.seek(1, operation);
      texts.push(trainer.figures().paper.text);
    }
    return texts;
  };
  trainer.seek(1, 0);
  const once = all();
  trainer.seek(0, 3);
  assert.match(trainer.figures().paper.text, /^On paper /);
  assert.deepEqual(all(), once);
  trainer.reset();
  assert.deepEqual(trainer.figures(), { exact: null, paper: null });
  trainer.seek(1, 0);
  trainer.setWeight(0, 0, 0, 0.5);
  assert.notDeepEqual(all(), once);
  trainer.seek(1, 0);
  trainer.previous();
  assert.deepEqual(all(), once);
});

test("settings are told only where they are not as usual, and names go back to the usual ones", () => {
  const trainer = Trainer.fromLesson("mazur");
  const before = trainer.display();
  assert.equal(trainer.namesAreUsual, true);
  trainer.setDisplay({ counting: "decimals", exact: true, paper: true, names: "index" });
  assert.deepEqual(trainer.display(), { ...before, names: "index", counting: "decimals", exact: true, paper: true });
  assert.equal(trainer.namesAreUsual, false);
  const other = Trainer.fromLesson("mazur");
  other.setDisplay(trainer.display());
  assert.deepEqual(other.display(), trainer.display());
  trainer.setDisplay({ counting: "significant", exact: false, paper: false, names: "usual" });
  assert.deepEqual(trainer.display(), before);
});

test("settings that do not exist", () => {
  const trainer = Trainer.fromLesson("article");
  for (const display of [{ counting: "digits" }, { counting: 1 }, { counting: null }, { exact: 1 }, { exact: "yes" }, { paper: null }, { paper: [] }, { papers: true }]) {
    refused("RangeError", () => trainer.setDisplay(display), trainer);
  }
});
