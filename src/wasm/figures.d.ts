/** How numbers and names are shown. What is left out stays as it is; without `names` the network decides. */
export interface Display {
  /** 1 to 17. */
  digits?: number;
  /** Which digits are counted: from the first that is not 0, or after the point (but at least that one). */
  counting?: "significant" | "decimals";
  /** What becomes of the digits after them. */
  rounding?: "round" | "cut";
  /** The usual ones are those of the lesson, or where there is none the network decides. */
  names?: "article" | "index" | "usual";
  /** Whether a step is told as an exact fraction too, where it is one. */
  exact?: boolean;
  /** Whether a step is told as on paper too: from figures of which only the shown digits were kept. */
  paper?: boolean;
}

/** A step in another arithmetic. */
export interface Figure {
  /** The rule with its numbers and what it comes to, as MathML; empty where that can't be written. */
  numbers: string;
  /** What the equation does not say: how its result compares, where the numbers come from; or why there is none. */
  note: string;
  /** What it comes to and how that compares in a sentence, or why there is nothing. */
  text: string;
}

/** The current step in the arithmetics that the display settings ask for; null where they don't, and at the start. */
export interface Figures {
  exact: Figure | null;
  paper: Figure | null;
}
