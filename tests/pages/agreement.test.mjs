// All views of one step, open beside each other: at every operation of an update each of them shows what the step says, and
// what is pointed at in one lights up in the others, that and nothing else.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

/** Of every operation of an update the disagreements between the step and what is shown of it. */
function disagreements({ trainer, shadowRoot }) {
  const found = [];
  const all = (selector) => [...shadowRoot.querySelectorAll(selector)];
  const field = (subject) => [subject.kind, subject.quantity, subject.layer ?? "", subject.unit ?? "", subject.input ?? "", subject.sample ?? "", ...(subject.setting ? [subject.setting] : [])].join(":");
  const unique = (texts) => [...new Set(texts)].sort().join(" ");
  const keys = (elements) => unique(elements.map((element) => element.dataset.subject));
  const covers = (pattern, key) => pattern.split(":").every((part, index) => part === "*" || part === key.split(":")[index]);
  const several = trainer.shape().samples > 1;
  const { operations } = trainer.step;
  for (let operation = 1; operation <= operations; operation += 1) {
    const step = trainer.seek(0, operation);
    const text = trainer.format(step.value);
    const [own, reads] = [field(step.subject), unique(step.reads.map(field))];
    const same = (what, given, expected) => {
      if (String(given) !== String(expected)) found.push(`${operation} ${step.kind} ${own}: ${what}: expected ${expected}, got ${given}`);
    };
    /** Whether a text has the number, as a word of its own. */
    const has = (told) => told.split(/[^\w.−⁻⁰-⁹×]+/).map((word) => word.replace(/\.$/, "")).includes(text) || told.includes(` ${text}`);

    const card = ".card > .body:not(.trial) .derivation";
    const result = all(`${card} .result [data-subject]`).at(-1);
    same("the card's result", `${result?.textContent} ${result?.dataset.subject} ${result?.classList}`, `${text} ${own} computed`);
    same("the card's full precision", Number(all(".card > .body .value code")[0].textContent.replaceAll("−", "-")), step.value);
    same("computed in the card", keys(all(`${card} .computed`)), own);
    same("read in the card", keys(all(`${card} .read`)), reads);
    same("computed among the card's numbers", all(`${card} .numbers .computed`).length, 0);
    same("the sentence", has(all(".card .sentence")[0].textContent), true);
    const numbers = all(`${card} .numbers [data-subject]`).map((element) => element.textContent);

    const cells = all(".panel.matrix .matrix-form:not(.trial) .cell.computed");
    same("the matrix's cell", cells.map((cell) => `${cell.textContent} ${cell.dataset.subject}`), `${text} ${own}`);
    // There a batch's mean is one product, of what the gradients of its samples are made of.
    if (step.kind !== "batch_gradient") {
      const lit = all(".panel.matrix .matrix-form:not(.trial) .read[data-subject]").map((cell) => cell.dataset.subject);
      // A target of 0 takes its term out of the formula, and not out of the matrix.
      same("read in the matrix", unique(lit.filter((key) => !/^target/.test(key) || reads.includes(key))), reads);
    }

    const line = all(".program [aria-current]");
    same("current lines", line.length, 1);
    const assigned = line[0]?.querySelector("[data-subject]")?.dataset.subject ?? "";
    const shown = all(".line-value")[0].textContent;
    // Gradients of one sample of several have no variable of their own; what a line within a function sums up is told.
    const frozen = /is frozen/.test(line[0]?.textContent ?? "");
    const isOwn = frozen || step.kind === "weighted_sum" || covers(assigned, own) || (!several && covers(assigned, own.replace(/:0$/, ":")));
    if (isOwn) {
      const rows = shown.includes("\n") ? shown.split("\n").slice(1).map((row) => row.trim().split(/\s+/)) : [[shown.split(" = ").at(-1)]];
      const { kind, unit, input, sample } = step.subject;
      const at = kind === "neuron" ? [sample, unit] : kind === "loss" || kind === "target" ? [0, 0] : [input ?? 0, unit];
      same("the line's value", rows[at[0]]?.[at[1]], text);
    } else {
      same("the line of what has no variable", /weight_gradient|bias_gradient|loss/.test(step.kind) && /not computed yet|–/.test(shown), true);
      const about = (key) => key.split(":").filter((_, index) => index === 0 || index === 2).join(":");
      same("the line is about", about(assigned), about(own));
    }

    // The graph is that of one sample, a mean over several has no place in it.
    for (const [name, selector] of [["graph", ".panel.graph li[data-subject]"], ["picture", "#facts li"]]) {
      const told = all(selector);
      same(`${name}: told`, told.length > 0, true);
      const now = told.map((line) => line.textContent).filter((line) => line.includes("computed now"));
      const isOfSample = step.sample !== null || step.phase === "update" || !several;
      // The error of a neuron is that of each of its products, too.
      const most = name === "graph" && step.subject.quantity === "delta" ? 1 + all(".panel.graph li").length : 1;
      same(`${name}: computed`, now.length <= most && now.every((line) => has(line) && line.includes(`${text} (computed now)`)), true);
      if (isOfSample || name === "picture") same(`${name}: something is computed`, now.length > 0, true);
      for (const { textContent } of told) {
        // A product is read for a sum, in whose formula its factors stand.
        for (const [, number] of /^Product.*: [^,]*read now/.test(textContent) ? [] : textContent.matchAll(/(\S+) \(read now\)/g)) {
          if (step.kind !== "hidden_error" && step.kind !== "output_error") same(`${name}: read in “${textContent}”`, numbers.includes(number), true);
        }
      }
      if (name === "picture") continue;
      for (const line of told) {
        const role = line.textContent.includes("computed now") ? "computed" : line.textContent.includes("read now") ? "read" : "";
        same(`graph: mark of “${line.textContent}”`, ["computed", "read"].filter((mark) => line.classList.contains(mark)), role);
      }
      const thing = (key) => key.split(":").filter((_, index) => index !== 1 && index !== 5).join(":");
      for (const line of told.filter((line) => line.classList.contains("computed"))) same("graph: line", thing(line.dataset.subject), thing(own));
    }

    const tables = all(".panel.matrices td[data-subject]");
    const table = tables.filter((cell) => cell.classList.contains("computed"));
    // Of gradients the tables have those of the batch.
    const stands = tables.filter((cell) => cell.dataset.subject === own || (!several && cell.dataset.subject === own.replace(/:0$/, ":")));
    same("the tables' cell", keys(table), keys(stands));
    for (const cell of table) same("the tables' number", cell.querySelector("input")?.value.replaceAll("-", "−") ?? cell.textContent, text);
  }
  return found;
}

/** What lights up in which view, pointed at from each of them, beside what should. */
function lights({ trainer, shadowRoot }, operations) {
  const found = [];
  const views = { card: ".card .derivation", matrix: ".panel.matrix .matrix-form:not(.trial)", code: ".program", graph: ".panel.graph ul", tables: ".tables" };
  const parts = (selector) => [...shadowRoot.querySelectorAll(`${selector} [data-subject]`)];
  /** Kind, layer, unit, input, sample: whether it is a value or a gradient makes no difference. */
  const thing = (element) => element.dataset.subject.split(":").filter((_, index) => index !== 1);
  /** What stands for all samples, or for none, is about each of them. */
  const any = (part, index) => part === "*" || (index === 4 && part === "");
  let pointed = 0;
  const seen = new Set();
  const once = new Set();
  for (const operation of operations) {
    trainer.seek(0, operation);
    for (const [from, own] of Object.entries(views)) {
      for (const target of parts(own)) {
        const meant = thing(target);
        if (once.has(`${from} ${meant}`)) continue;
        once.add(`${from} ${meant}`);
        target.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, composed: true }));
        pointed += 1;
        for (const [to, other] of Object.entries(views)) {
          for (const element of parts(other)) {
            const its = thing(element);
            const expected = its.length === meant.length && its.every((part, index) => part === meant[index] || any(part, index) || any(meant[index], index));
            if (expected && from !== to) seen.add(`${from} ${to}`);
            if (element.classList.contains("pointed") !== expected) found.push(`${operation}: ${target.dataset.subject} in ${from}: ${element.dataset.subject} in ${to}: expected ${expected}`);
          }
        }
      }
    }
  }
  const ways = Object.keys(views).flatMap((from) => Object.keys(views).filter((to) => to !== from).map((to) => `${from} ${to}`));
  return { found, pointed, dark: ways.filter((way) => !seen.has(way)) };
}

for (const lesson of ["mazur", "xor"]) {
  visit(`the views of ${lesson} agree at every operation, and light each other up`, { path: `#lesson=${lesson}` }, async (stepper) => {
    await stepper.openAll();
    await stepper.ask((element) => element.shadowRoot.querySelectorAll(".panel:not(.predict) details").forEach((details) => (details.open = true)));
    assert.deepEqual(await stepper.ask(disagreements), []);
    const { operations } = await stepper.step();
    const sample = [0, 0.25, 0.45, 0.6, 0.8, 1].map((part) => Math.max(1, Math.round(part * operations)));
    const { found, pointed, dark } = await stepper.ask(lights, sample);
    assert.deepEqual(found, []);
    assert.deepEqual(dark, [], "every view lights up every other");
    assert.ok(pointed > 60, `${pointed}`);
  });
}
