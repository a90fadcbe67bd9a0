export type Granularity = "operation" | "layer" | "pass" | "update" | "epoch";

export type ActivationName =
  | "identity" | "sigmoid" | "tanh" | "relu" | "leaky_relu" | "elu" | "softplus" | "gelu" | "silu"
  /** On the last layer only. */
  | "softmax";

export type LossName =
  | "half_squared_error" | "mean_squared_error" | "mean_absolute_error" | "huber"
  | "binary_cross_entropy" | "categorical_cross_entropy";

/** Settings that are left out have PyTorch's defaults. */
export type OptimizerDocument = { learning_rate: number } & (
  | { method: "sgd"; momentum?: number; nesterov?: boolean; weight_decay?: number }
  | { method: "adagrad"; epsilon?: number }
  | { method: "rmsprop"; decay?: number; epsilon?: number }
  | { method: "adam" | "adamw"; beta1?: number; beta2?: number; epsilon?: number; weight_decay?: number }
);

/** One number for each parameter of a layer. */
export interface LayerMoments {
  weights: number[][];
  biases?: number[];
}

/** Which number an optimizer keeps of each parameter. */
export type MomentName = "momentum" | "first_moment" | "second_moment";

export interface Config {
  version: 1;
  network: {
    inputs: number;
    layers: {
      units: number;
      activation?: ActivationName;
      bias?: boolean | "frozen";
      weights?: number[][];
      biases?: number[];
      frozen?: [number, number][];
    }[];
    init?: {
      method?: "xavier_uniform" | "xavier_normal" | "he_uniform" | "he_normal" | "uniform" | "normal" | "zeros";
      seed?: number;
    };
  };
  loss: LossName;
  optimizer: OptimizerDocument;
  data: DataDocument;
  batch?: { size?: number; shuffle?: boolean; seed?: number };
  update_order?: "simultaneous" | "in_place";
  /** Where a run stands that the document continues. */
  state?: {
    update?: number;
    operation?: number;
    /** What the optimizer keeps, a layer each; 0 where it is left out. */
    momentum?: LayerMoments[];
    first_moment?: LayerMoments[];
    second_moment?: LayerMoments[];
  };
}

export type Generator = "xor" | "and" | "or" | "circle" | "spiral" | "gaussians" | "moons" | "line" | "sine";

/** Where the samples come from, and what is done to them. */
export type DataDocument = (
  | { inputs: number[][]; targets: number[][]; names?: DataNames }
  | { generator: Generator; samples?: number; noise?: number; seed?: number }
  | { dataset: "iris" }
) & Preparation;

/** What the columns are called: each list as long as there are columns. */
export interface DataNames {
  inputs?: string[];
  targets?: string[];
}

/** What is done to the samples before anything is trained on them. */
export interface Preparation {
  /** Every input column gets mean 0 and deviation 1, both taken from the rows that are trained on. */
  standardise?: boolean;
  /** This part of the rows is not trained on. */
  test?: { fraction: number; seed?: number };
}

export interface Subject {
  kind: "input" | "neuron" | "weight" | "bias" | "target" | "loss" | "setting";
  quantity:
    | "value" | "pre_activation" | "activation" | "delta" | "gradient"
    | "first_moment" | "second_moment" | "momentum";
  layer: number | null;
  unit: number | null;
  input: number | null;
  sample: number | null;
  /** Of a setting other than the learning rate its name in the document, or `t` for the number of the update. */
  setting: string | null;
  /** Of a setting its name in the document, of the learning rate its symbol, of the number of the update `t`. */
  name: string;
}

export interface Step {
  update: number;
  epoch: number;
  phase: "start" | "forward" | "loss" | "backward" | "update";
  /** This operation: 0 is the start of the update, 1 … `operations` follow. */
  operation: number;
  operations: number;
  /** Row of the data set it concerns. */
  sample: number | null;
  kind:
    | "start" | "weighted_sum" | "activation" | "loss" | "output_error" | "hidden_error" | "weight_gradient"
    | "bias_gradient" | "batch_loss" | "batch_gradient" | "optimizer_state" | "weight_update" | "bias_update";
  /** What is being computed; null at "start". */
  subject: Subject | null;
  /** The symbols of the last right-hand side of the formula. */
  reads: Subject[];
  /** The result, unrounded; NaN at "start". */
  value: number;
  /** LaTeX: the rule, its last right-hand side with numbers put in, the result. */
  formula: { symbols: string; numbers: string; result: string };
  /** The same in one plain sentence. */
  text: string;
}

/** A change made by hand, before the update it names. */
export type Edit = { update: number; value: number } & (
  | { kind: "weight"; layer: number; input: number; unit: number }
  | { kind: "bias"; layer: number; unit: number }
  | { kind: "learning_rate" }
  | { kind: "input"; sample: number; input: number }
  | { kind: "target"; sample: number; output: number }
);

/** What a link holds: the document at the start, the edits since, the position. */
export interface Moment {
  config: Config;
  edits?: Edit[];
  position?: [number, number];
}

export interface Explanation {
  title: string;
  /** MathML. */
  symbols: string;
  /** MathML. */
  numbers: string;
  /** MathML. */
  result: string;
  /** The value at full precision, the shortest text that gives the same number back. */
  value: string;
  text: string;
  /** How many terms the longest sum has of which `explanation()` leaves some out; 0 where it leaves out none. */
  terms: number;
  /** How many of those `explanation(true)` writes. */
  unfoldedTerms: number;
  /** Why the result is what it is, where one may wonder, and the number that makes it so. */
  why: { text: string; subject: Subject | null } | null;
}

export interface Names {
  inputs: string[];
  neurons: string[][];
  /** Row-major `[fan_in][units]` for each layer. */
  weights: string[][];
  biases: string[][];
  targets: string[];
  loss: string;
  learningRate: string;
}

export interface Shape {
  inputs: number;
  layers: { units: number; activation: string; bias: boolean | "frozen" }[];
  parameters: number;
  samples: number;
  /** Everything that the run holds on to: parameters and what the optimizer keeps of them, samples, losses. */
  numbers: number;
}

/** Colours as `#rrggbb`; `font` is a list of CSS family names. */
export interface Theme {
  surface: string;
  ink: string;
  muted: string;
  line: string;
  computed: string;
  read: string;
  done: string;
  positive: string;
  negative: string;
  font: string;
}

export interface Timeline {
  index: number;
  length: number;
  reached: number;
}

export type TextPart =
  | string
  | { math: string }
  | { value: string }
  | { link: string; text: string }
  | { strong: string }
  | { code: string };

export type Verdict = "equal" | "rounded" | "cut" | "computed_from_printed" | "erratum";

export type Block =
  | { kind: "text"; parts: TextPart[] }
  | { kind: "formula"; symbols: string; numbers?: string }
  | { kind: "list"; items: TextPart[][] }
  | {
      kind: "figures";
      rows: { what: string; printed: string; where: string; exact: string; verdict: Verdict; note: string }[];
    }
  | { kind: "code"; language: string; text: string; output: string }
  | { kind: "lesson"; id: string; text: string };

export interface SceneContent {
  id: string;
  title: string;
  position: [number, number];
  /** The last position that belongs to it. */
  until: [number, number];
  lights: string[];
  /** Panels that it opens, where they are folded. */
  panels: string[];
  blocks: Block[];
}

export interface Lesson {
  id: string;
  title: string;
  config: Config;
  summary: string;
  /** What it retells; empty for an example of our own. */
  source: { title: string; author: string; url: string }[];
}
