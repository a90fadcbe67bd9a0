export type ComparedSetting = "learning_rate" | "optimizer" | "momentum" | "update_order";

/** One run of a comparison, at the clock. */
export interface ComparedRun {
  /** Its value of the setting. */
  label: string;
  /** The clock, or the last finite position of a run that diverged. */
  update: number;
  /** Not finite where that is what ended the run. */
  loss: number;
  /** Of the first sample. */
  prediction: number[];
  target: number[];
  /** The first prediction less its target. */
  error: number;
  /** The update that gave a number which is not finite, if the clock is there or beyond. */
  divergedAt: number | null;
  /** Whether no other finite run has a lower loss here. */
  lowest: boolean;
  /** How it behaves by all that was seen of it, also beyond the clock: `overshoots and settles`. */
  verdict: string;
  reason: string;
  /** Weights and biases by name, where there are few. */
  parameters: { name: string; value: number }[];
}
