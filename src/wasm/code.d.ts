/** What a program can be written in. */
export type ProgramLanguage = "numpy" | "pytorch" | "rust" | "javascript";

/** A part of a line of a program. */
export interface ProgramPart {
  text: string;
  /** Of a variable's name: which numbers it holds, a subject's key in which `*` stands for any index. */
  subject: string | null;
}
