/** Something that can be chosen: its name in the document, and its name for people. */
export interface Choice {
  name: string;
  title: string;
}

export interface Setting extends Choice {
  /** Whether it is on or off (1 or 0) rather than a number. */
  switch: boolean;
  usual: number;
}

export interface Choices {
  activations: Choice[];
  /** Activations of the last layer only. */
  lastOnly: string[];
  losses: Choice[];
  /** Settings beside the learning rate. */
  optimizers: (Choice & { settings: Setting[] })[];
  inits: Choice[];
  orders: Choice[];
}

/** What the experiment consists of, without its numbers. */
export interface Setup {
  inputs: number;
  layers: {
    units: number;
    activation: string;
    bias: boolean | "frozen";
    /** Number of weights, whether the document gives them, and how many of them are held fixed. */
    weights: number;
    given: boolean;
    frozen: number;
  }[];
  init: { method: string; seed: number };
  loss: string;
  /** `settings` are those of `choices()`, in their order. */
  optimizer: { method: string; settings: { name: string; value: number }[] };
  /** Samples that are trained on. */
  samples: number;
  batch: { size: number; shuffle: boolean; seed: number };
  order: string;
}

/** A change of one part of an experiment. Layers are counted from 0. */
export type SetupChange =
  | { kind: "inputs"; count: number }
  | { kind: "add_layer"; at: number; units?: number }
  | { kind: "remove_layer"; layer: number }
  | { kind: "units"; layer: number; units: number }
  | { kind: "activation"; layer: number; activation: string }
  | { kind: "bias"; layer: number; bias: boolean | "frozen" }
  | { kind: "freeze_weight"; layer: number; input: number; unit: number; frozen: boolean }
  | { kind: "freeze_layer"; layer: number; frozen: boolean }
  | { kind: "loss"; loss: string }
  | { kind: "optimizer"; method: string }
  | { kind: "optimizer_setting"; name: string; value: number | boolean }
  | { kind: "init"; method: string }
  | { kind: "seed"; seed: number }
  | { kind: "draw" }
  | { kind: "batch_size"; size: number | null }
  | { kind: "shuffle"; shuffle: boolean }
  | { kind: "shuffle_seed"; seed: number }
  | { kind: "update_order"; order: string };

export interface Changed {
  /** The new experiment, at its start. */
  config: Config;
  /** What else had to change, or was drawn anew, in plain sentences; empty where nothing did. */
  note: string;
}
