// The gradient check on demand.
import assert from "node:assert/strict";

import { tests } from "./browser.mjs";

const visit = tests();

visit("the gradient check says the worst error and which weight", {}, async (stepper, page) => {
  const panel = page.getByRole("region", { name: "Gradient check" });
  await panel.getByText("Gradient check").click();
  await panel.getByRole("button", { name: "Check all gradients" }).click();
  const verdict = panel.getByText("Checked all 6 weights and biases.");
  assert.match(await verdict.textContent(), /Worst relative error: \d(\.\d)? × 10⁻\S+, at w\d\. They agree/);
  const { checks, compared, parameters } = await stepper.ask(({ trainer }) => trainer.gradientChecks());
  assert.equal(compared, 6);
  assert.equal(parameters, 6);
  const w6 = checks.find(({ name }) => name === "w6");
  assert.ok(Math.abs(w6.analytic - -1.958466) < 1e-12);
  assert.ok(Math.abs(w6.numeric - w6.analytic) < 1e-9);
  assert.equal(await panel.getByRole("row").count(), 7);

  // To see that it is still the same, its edits are enough.
  const edits = await stepper.spy("edits");
  // It belongs to these weights: after an update it is gone, after a mere step it stays.
  await stepper.button("Next step").click();
  assert.equal(await panel.getByRole("row").count(), 7);
  assert.equal(await edits(), 1);
  await stepper.button("Update weights").click();
  assert.equal(await panel.getByRole("row").count(), 0);
  assert.equal(await verdict.count(), 0);
});

visit("where the loss is not finite, there is nothing to compare; closed, nothing is", {}, async (stepper, page) => {
  const panel = page.getByRole("region", { name: "Gradient check" });
  const asked = await stepper.spy("gradientChecks");
  await stepper.ask(({ trainer }) => trainer.setWeight(0, 0, 0, 1e200));
  assert.equal(await asked(), 0);
  await panel.getByText("Gradient check").click();
  assert.equal(await asked(), 0, "only on demand");
  await panel.getByRole("button", { name: "Check all gradients" }).click();
  await panel.getByText("is not finite, so there is nothing to compare.").waitFor();
  assert.doesNotMatch(await panel.textContent(), /NaN|They agree|They differ/);
});
