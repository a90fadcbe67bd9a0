// What a reader chose of how numbers are shown, kept where the browser keeps anything.
import assert from "node:assert/strict";
import { test } from "node:test";

import { DisplayChoice } from "../../www/display-choice.js";

test("what was kept and is refused takes nothing of this visit's choice along", () => {
  const kept = { getItem: () => '{"digits":99}', setItem: () => {} };
  Object.defineProperty(globalThis, "localStorage", { value: kept, configurable: true });
  const display = {};
  const trainer = {
    setDisplay: (wanted) => {
      if (wanted.digits > 17) throw new RangeError("digits: expected a whole number from 1 to 17, got 99");
      Object.assign(display, wanted);
    },
  };
  const choice = new DisplayChoice();
  choice.apply(trainer, true);
  choice.choose({ rounding: "cut", exact: true });
  choice.apply(trainer, false);
  assert.deepEqual(display, { rounding: "cut", exact: true });
  choice.apply(trainer, false);
  assert.deepEqual(display, { rounding: "cut", exact: true });
});
