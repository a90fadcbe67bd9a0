/** MathML; numbers and result begin with their equals sign. */
export interface WrittenFormula {
  symbols: string;
  numbers: string;
  result: string;
}

export interface Unfolded {
  /** How many ways lead to the loss and what is not written; where there is nothing to unfold, why not. */
  text: string;
  /** Errors put into errors, a layer further in each side; null where that would be too long, or there is nothing to unfold. */
  nested: WrittenFormula | null;
  /** How many ways there are; 0 where there is nothing to unfold. */
  count: number;
  /** How many more of them can be asked for. */
  more: number;
  /** The first of them. */
  ways: {
    /** Where it leads along: `i1 → h1 → o2 → E`. */
    along: string;
    /** The derivatives along it, what they are, and what that gives. */
    formula: WrittenFormula;
  }[];
  /** What each of those gives, and all others together, added up, in MathML; empty where there is nothing to unfold. */
  added: string;
  /** What all of them give together, in MathML; empty where there is nothing to unfold. */
  result: string;
}
