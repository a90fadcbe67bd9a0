/** Words, a formula as MathML, or room for a number. */
export type SheetPart = string | { math: string } | { blank: true };

/** One operation on a sheet. */
export interface SheetItem {
  /** Its number in the update, from 1. */
  operation: number;
  title: SheetPart[];
  /** The sides of its equation as MathML, one `<math>` after the other; each but the first begins with its equals sign. */
  math: string;
  /** What follows them on a worksheet, an equals sign before each. */
  blanks: ("working" | "result")[];
  /** What makes a surprising result what it is. */
  why: string | null;
}

export interface SheetTable {
  caption: string;
  head: string[];
  /** The first cell of a row says what it is about. */
  rows: SheetPart[][][];
  leftOut: string | null;
}

/** One update on paper. */
export interface Sheet {
  form: "worked" | "worksheet" | "answers";
  title: string;
  lead: string[];
  facts: { name: string; value: SheetPart[] }[];
  sections: {
    title: string;
    intro: string;
    groups: { title: string | null; items: SheetItem[]; leftOut: string | null }[];
  }[];
  tables: SheetTable[];
}
