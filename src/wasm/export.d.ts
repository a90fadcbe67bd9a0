/** What a run can be written as. */
export interface Format {
  id: string;
  label: string;
  group: "sheets" | "programs" | "data" | "experiment";
  /** Of its files, without the point. */
  extension: string;
  /** Its media type. */
  media: string;
  /** Whether it is about some updates, whose number can be chosen. The document only has a start, the losses are of the run so far. */
  updates: boolean;
}
/** A file: a name for it, its media type, and what is in it. */
export interface Exported {
  name: string;
  media: string;
  text: string;
  /** A file that it reads, in the folder where it runs: the config document of the same update under this name. */
  reads?: string;
}
