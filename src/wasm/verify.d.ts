/** A published example and its printed figures. */
export interface Verified {
  /** Id of the lesson that tells it. */
  id: string;
  title: string;
  source: { title: string; author: string; url: string }[];
  rows: VerifiedFigure[];
}

/** One printed number beside the exact one. */
export interface VerifiedFigure {
  /** MathML. */
  what: string;
  /** The same as plain text. */
  name: string;
  printed: string;
  /** `text`, `program`, `picture`. */
  where: string;
  at: [update: number, operation: number];
  /** The variant of the lesson whose run it is. */
  variant?: string;
  /** The shortest text that reads back as the same number. */
  exact: string;
  verdict: Verdict;
  /** Whether the verdict was found to be true. */
  holds: boolean;
  /** Why, where it does not go without saying. */
  note: string;
}
