/** What a C compiler has to say of a place in a file. */
export interface CompilerMessage {
  /** As the compiler opened it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in bytes. */
  readonly column: number;
  readonly kind: "error" | "warning" | "note";
  readonly text: string;
}

const MESSAGE = /^(.*?):(\d+):(?:(\d+):)? (fatal error|error|warning|note): (.*)$/gm;

/** The messages of gcc or clang, in their order: `file:line:column: error: message`. */
export function compilerMessages(said: string): readonly CompilerMessage[] {
  return [...said.matchAll(MESSAGE)].map(([, file = "", line = "", column = "1", kind = "", text = ""]) => ({
    file,
    line: Number(line),
    column: Number(column),
    kind: kind === "warning" || kind === "note" ? kind : "error",
    text,
  }));
}
