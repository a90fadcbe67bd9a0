// The contract's interface, written down again by somebody who only uses the package: this file is compiled, never run.
import init, { lessons, Trainer, type Config, type Granularity, type Step, type Subject } from "backprop-stepper";
import type { BackpropStepper } from "backprop-stepper/element";

/** Fails to compile unless the two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(..._: Same<A, B> extends true ? [] : ["the types differ"]): void {}

export async function everyCall(bytes: ArrayBuffer, address: URL): Promise<void> {
  await init();
  await init(bytes);
  await init(new Uint8Array(bytes));
  await init(address);

  const [lesson] = lessons();
  if (!lesson) return;
  const config: Config = lesson.config;
  const id: string = lesson.id + lesson.title;
  const trainer: Trainer = new Trainer(config);
  Trainer.fromLesson(id);

  const loss: number = trainer.forward();
  trainer.backward();
  trainer.update();
  const last: number = trainer.train(5);
  const diverged: boolean = trainer.diverged;

  const by: Granularity[] = ["operation", "layer", "pass", "update", "epoch"];
  let step: Step = trainer.next();
  step = trainer.next(by[0]);
  step = trainer.previous();
  step = trainer.previous("update");
  step = trainer.seek(3);
  step = trainer.seek(3, 4);
  step = trainer.reset();
  step = trainer.step;

  const predictions: Float64Array = trainer.predict([5, 4]);
  trainer.predict(Float64Array.of(5, 4));
  const readings: Float64Array[] = [
    trainer.weights(0), trainer.biases(0), trainer.weightGradients(0), trainer.biasGradients(0),
    trainer.preActivations(0), trainer.activations(0), trainer.deltas(0), trainer.losses(),
  ];
  const check: { maxRelativeError: number; worst: string } = trainer.gradientCheck();
  trainer.setWeight(0, 1, 0, 0.5);
  trainer.setBias(0, 1, 0.5);
  trainer.setDisplay({});
  trainer.setDisplay({ digits: 4, rounding: "cut", names: "index" });
  const now: Config = trainer.config();
  new Trainer(now);
  trainer.free();

  const own: Config = {
    version: 1,
    network: { inputs: 4, layers: [{ units: 3, activation: "gelu" }, { units: 3, activation: "softmax" }] },
    loss: "categorical_cross_entropy",
    optimizer: { method: "adamw", learning_rate: 0.1, beta1: 0.8, weight_decay: 0.02 },
    data: { dataset: "iris", standardise: true },
    state: { update: 2, first_moment: [{ weights: [[0]] }] },
  };
  // @ts-expect-error Adam has no momentum of its own
  own.optimizer = { method: "adam", learning_rate: 0.1, momentum: 0.9 };
  // @ts-expect-error there is no such loss
  own.loss = "hinge";

  // @ts-expect-error there is no such granularity
  trainer.next("decade");
  // @ts-expect-error the position is read only
  trainer.step = step;
  // @ts-expect-error rounding is round or cut
  trainer.setDisplay({ rounding: "up" });
  // @ts-expect-error a document needs its parts
  new Trainer({ version: 1 });

  same<Step["phase"], "start" | "forward" | "loss" | "backward" | "update">();
  same<
    Step["kind"],
    | "start" | "weighted_sum" | "activation" | "loss" | "output_error" | "hidden_error" | "weight_gradient" | "bias_gradient"
    | "batch_loss" | "batch_gradient" | "optimizer_state" | "weight_update" | "bias_update"
  >();
  same<Step["sample"], number | null>();
  same<Step["subject"], Subject | null>();
  same<Step["reads"], Subject[]>();
  same<Step["formula"], { symbols: string; numbers: string; result: string }>();
  same<Subject["kind"], "input" | "neuron" | "weight" | "bias" | "target" | "loss" | "setting">();
  same<
    Subject["quantity"],
    "value" | "pre_activation" | "activation" | "delta" | "gradient" | "first_moment" | "second_moment" | "momentum"
  >();
  same<Subject["layer"], number | null>();
  const position: [number, number, number, number, string] = [step.update, step.epoch, step.operation, step.operations, step.text];
  void [loss, last, diverged, predictions, readings, check, position];
}

export async function theElement(): Promise<void> {
  const element: BackpropStepper | null = document.querySelector("backprop-stepper");
  if (!element) return;
  await element.ready;
  element.next();
  element.previous();
  element.play();
  element.pause();
  element.reset();
  const trainer: Trainer | undefined = element.trainer;
  void trainer;
}
