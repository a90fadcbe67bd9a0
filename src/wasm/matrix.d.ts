/** A number in a matrix. */
export interface MatrixCell {
  /** As it is shown; a dash where it is not computed yet. */
  text: string;
  /** What it stands for, as the formulas' `data-subject`; empty for a constant. */
  subject: string;
  role: "idle" | "read" | "computed";
  /** Whether it is a new number that has to stay the old one. */
  frozen: boolean;
  missing: boolean;
}

/** The part of the rows or columns that is shown. */
export interface ShownPart {
  first: number;
  count: number;
  of: number;
  /** How many come after it. */
  after: number;
}

/** What stands in a matrix equation. Names and numbers are complete `<math>` elements. */
export type MatrixToken =
  | { kind: "sign"; text: string }
  /** A number that belongs to no matrix; `name` is empty for a constant. */
  | { kind: "scalar"; name: string; value: string }
  /** `name` is that of a function, or empty. */
  | { kind: "open"; fence: "(" | "|"; name: string }
  | { kind: "close"; fence: ")" | "|"; power: string }
  | {
      kind: "matrix";
      name: string;
      /** The name in plain text. */
      label: string;
      /** What programs call it, where that is something else; else empty. */
      code: string;
      /** `1×2` */
      shape: string;
      rows: ShownPart;
      columns: ShownPart;
      cells: MatrixCell[][];
      /** Digits that are as wide as the widest number in each shown column. */
      widths: number[];
      /** The key of what it stands for with `*` for what differs from cell to cell; empty for constants. */
      pattern: string;
    };

export interface MatrixEquation {
  /** In names and shapes: `X 1×2 · W1 2×2 = H 1×2`. */
  label: string;
  /** A line may be broken between them. */
  parts: MatrixToken[][];
}

/** An operation as what is done with whole matrices. */
export interface MatrixForm {
  equations: MatrixEquation[];
  /** What the signs do not say, a sentence each. */
  notes: string[];
}
