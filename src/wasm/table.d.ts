export interface TableOptions {
  /** Found by itself where it is not said. */
  separator?: "comma" | "semicolon" | "tab";
  /** Whether the first line has the names of the columns; found by itself where it is not said. */
  header?: boolean;
  /** Columns, from 0, to read as classes even where they hold numbers. */
  classes?: number[];
}

/** A table that was read. */
export interface TableSummary {
  separator: "comma" | "semicolon" | "tab";
  header: boolean;
  decimal: "point" | "comma";
  rows: number;
  columns: {
    name: string;
    kind: "number" | "class";
    /** Each class once, in the order of appearance. */
    classes: string[];
    /** What stands in the first rows. */
    preview: string[];
  }[];
  /** Columns that are likely the inputs. */
  inputs: number[];
  /** Columns that are likely the targets. */
  targets: number[];
}

/** Samples of a table. A column of classes is one number for each class: 1 for the row's own, 0 for the others. */
export interface TableSamples {
  inputs: number[][];
  targets: number[][];
  inputNames: string[];
  targetNames: string[];
}

/** A data set that a config can name. */
export interface DataSetInfo {
  /** What stands in the document as `generator` or `dataset`. */
  id: Generator | "iris";
  title: string;
  kind: "generator" | "dataset";
  inputs: number;
  outputs: number;
  /** Rows where the document does not say. */
  samples: number;
}

/** Where the samples of a run come from, and what was done to them. */
export interface DataSource {
  source: "rows" | "generator" | "dataset";
  name: Generator | "iris" | null;
  samples: number;
  noise: number | null;
  seed: number | null;
  standardise: boolean;
  /** `samples` of them are not trained on. */
  test: { fraction: number; seed: number; samples: number } | null;
}
