import type { Config, Granularity, Step, Trainer } from "./engine.js";

/** `<backprop-stepper>`: importing this module registers it. */
export declare class BackpropStepper extends HTMLElement {
  /** Fulfilled with the trainer once there is one; another promise after each change of `lesson` or `config`. */
  readonly ready: Promise<Trainer>;
  /** The trainer that is shown; moving it moves the element. A trainer set here belongs to the element. */
  get trainer(): Trainer | undefined;
  set trainer(trainer: Trainer);
  /** The whole experiment as it stands; set to a document, or its JSON, it starts that one. */
  get config(): Config | undefined;
  set config(config: Config | string);
  /** Whether it goes on by itself. */
  readonly playing: boolean;
  next(by?: Granularity): Step | undefined;
  previous(by?: Granularity): Step | undefined;
  play(): void;
  pause(): void;
  reset(): Step | undefined;
  /** Opens a published example, whatever the attributes say. What was there comes back with `undoChange()`. */
  openLesson(id: string): void;
  /** Takes a document as a new run, which can be undone. Throws a `ConfigError` when it is refused; nothing has changed then. */
  changeExperiment(config: Config): void;
  undoChange(): void;
  redoChange(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "backprop-stepper": BackpropStepper;
  }
}
