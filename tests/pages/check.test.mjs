// The gradient check on demand.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

visit("the gradient check says the worst error and which weight", {}, async (stepper, page) => {
  const panel = page.getByRole("region", { name: "Gradient check" });
  await panel.getByText("Gradient check").click();
  await panel.getByRole("button", { name: "Check all gradients" }).click();
  const verdict = panel.getByText("Checked all 6 weights and biases.");
  assert.match(await verdict.textContent(), /Worst relative error: \d\.\de[−-]\d+, at w\d\. They agree/);
  const { checks, compared, parameters } = await stepper.ask(({ trainer }) => trainer.gradientChecks());
  assert.equal(compared, 6);
  assert.equal(parameters, 6);
  const w6 = checks.find(({ name }) => name === "w6");
  assert.ok(Math.abs(w6.analytic - -1.958466) < 1e-12);
  assert.ok(Math.abs(w6.numeric - w6.analytic) < 1e-9);
  assert.equal(await panel.getByRole("row").count(), 7);

  // It belongs to these weights: after an update it is gone, after a mere step it stays.
  await stepper.button("Next step").click();
  assert.equal(await panel.getByRole("row").count(), 7);
  await stepper.button("Update weights").click();
  assert.equal(await panel.getByRole("row").count(), 0);
  assert.equal(await verdict.count(), 0);
});
