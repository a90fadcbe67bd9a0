/** What the next operation gives, asked for. */
export interface Question {
  /** A few words: `Gradient of w1`. */
  title: string;
  /** The question. */
  text: string;
  /** Whether it asks for a parameter's change, new − old, rather than for a result. */
  isChange: boolean;
}
/** As complete `<math>` elements, as in `explanation()`. */
export interface Hints {
  /** The rule in symbols. */
  rule: string;
  /** The same with its numbers, to at least six digits. */
  numbers: string;
}
export type MistakeKind =
  | "factor" | "slope" | "sign" | "updated_weight" | "input" | "neurons" | "learning_rate" | "bias" | "mean" | "part" | "function"
  | "target" | "optimizer" | "other";
export interface Judgement {
  /** `right` at two significant digits, rounded or cut, `mistaken`: what a common mistake gives, `close`, or `wrong`. */
  verdict: "right" | "mistaken" | "close" | "wrong";
  /** In a sentence. The right number stands in it only when the answer was right. */
  text: string;
  /** The kinds of the mistakes that give what was answered, each once. */
  mistakes: MistakeKind[];
}
export interface CommonMistake {
  kind: MistakeKind;
  /** What the mistake gives instead of the right number. */
  value: number;
  /** `That is what you get without the learning rate.` */
  text: string;
}
