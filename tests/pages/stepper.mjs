// The element as a visitor meets it (by accessible names), and what its trainer says about the same moment.

export class Stepper {
  /** @param {import("playwright-core").Page | import("playwright-core").Frame} page */
  constructor(page) {
    this.page = page;
    this.element = page.locator("backprop-stepper").first();
    this.status = page.getByRole("status").first();
    this.slider = page.getByRole("slider", { name: "Position", exact: true });
    this.stepBy = page.getByRole("combobox", { name: "Step by" });
    this.network = this.element.locator("canvas").first();
    this.loss = this.element.locator(".loss canvas");
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  field(name) {
    return this.page.getByRole("textbox", { name, exact: true });
  }

  /** What asks for the next number withholds what would show it. */
  get predicting() {
    return this.element.locator(".predict summary");
  }

  /** Opens whatever can be opened but {@link predicting}, under every tab; the first one is shown in the end. */
  async openAll() {
    const tabs = await this.element.getByRole("tab").all();
    for (const tab of [...tabs.slice(1), ...tabs.slice(0, 1)]) {
      await tab.click();
      await this.#unfold();
    }
    if (tabs.length === 0) await this.#unfold();
  }

  async #unfold() {
    for (const details of await this.element.locator(".panel:not(.predict, .only-spoken) details").all()) {
      const summary = details.locator("> summary");
      if ((await summary.isVisible()) && !(await details.evaluate(({ open }) => open))) await summary.click();
    }
  }

  async ready() {
    await this.page.waitForFunction(() => customElements.get("backprop-stepper") !== undefined);
    await this.element.evaluate((element) => element.ready);
  }

  /**
   * Counts how often the page asks a class of the engine for something.
   *
   * @param {string} method
   * @param {"Trainer" | "Comparison"} [of]
   * @returns {Promise<() => Promise<number>>} how often it did so far
   */
  async spy(method, of = "Trainer") {
    await this.page.evaluate(
      async ([method, of]) => {
        const { prototype } = (await import("./www/engine.js"))[of];
        const original = prototype[method];
        globalThis.asked = { ...globalThis.asked, [method]: 0 };
        prototype[method] = function (...given) {
          globalThis.asked[method] += 1;
          return original.apply(this, given);
        };
      },
      [method, of],
    );
    return () => this.page.evaluate((name) => globalThis.asked[name], method);
  }

  /** [update, operation] */
  position() {
    return this.ask(({ trainer }) => [trainer.step.update, trainer.step.operation]);
  }

  step() {
    return this.ask(({ trainer }) => ({ ...trainer.step, value: String(trainer.step.value) }));
  }

  /**
   * What a function says about the element in the page.
   *
   * @template Argument, Answer
   * @param {(element: any, argument: Argument) => Answer} question
   * @param {Argument} [argument]
   */
  ask(question, argument) {
    return this.element.evaluate(question, argument);
  }

  /** The whole moment down to the bits: everything that a link has to bring back. */
  bits() {
    return this.ask(({ trainer }) => {
      const hex = (numbers) => Array.from(new BigUint64Array(Float64Array.from(numbers).buffer), (word) => word.toString(16)).join(" ");
      const layers = trainer.shape().layers.map((_, layer) =>
        ["weights", "biases", "weightGradients", "biasGradients", "preActivations", "activations", "deltas"].map((name) => hex(trainer[name](layer))),
      );
      const samples = trainer.samples();
      const { value, ...step } = trainer.step;
      return {
        layers,
        step,
        value: hex([value]),
        rate: hex([trainer.learningRate]),
        samples: [...samples.inputs, ...samples.targets].map(hex),
        losses: hex(trainer.losses()),
        config: JSON.stringify(trainer.config()),
        edits: JSON.stringify(trainer.moment().edits),
      };
    });
  }
}
