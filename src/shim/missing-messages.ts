import { readFileSync } from "node:fs";
import type { CompilerMessage } from "./compiler-message.ts";

/** `/tmp/a.c:3: undefined reference to \`g'` of GNU's linker, for an object with debug information, and behind the linker's name or not. */
const GNU = /^(?:[^\s:]*ld[^\s:]*: )?(.+?):(\d+): undefined reference to [`'](.+?)'$/gm;
/** The same by lld, with the file's name and its path. */
const LLD = /undefined symbol: (.+)\n>>> referenced by .+:\d+ \((.+):(\d+)\)$/gm;

/**
 * What a linker does not find, as errors of the lines that use it, and what the compiler had warned of there before.
 *
 * @param said the linker's words about an object with debug information; those in which it names no line give no error.
 * @param compiled what the compiler said.
 */
export function missingMessages(said: string, compiled: readonly CompilerMessage[]): readonly CompilerMessage[] {
  const uses = [
    ...[...said.matchAll(GNU)].map(([, file = "", line = "", symbol = ""]) => ({ file, line: Number(line), symbol })),
    ...[...said.matchAll(LLD)].map(([, symbol = "", file = "", line = ""]) => ({ file, line: Number(line), symbol })),
  ];
  const told = new Set<string>();
  return uses.flatMap(({ file, line, symbol }) => {
    const text = `undefined reference to '${symbol}'`;
    const key = `${file}:${line}: ${text}`;
    if (told.has(key)) return [];
    told.add(key);
    const warnings = compiled.filter(
      (one) => one.kind === "warning" && one.file === file && one.line === line && one.text.includes(`'${symbol}'`),
    );
    const column = warnings[0]?.column ?? columnOf(file, line, symbol);
    return [{ file, line, column, kind: "error" as const, text }, ...warnings];
  });
}

/** Where a line names something, from 1, in bytes; 1 where a macro does. */
function columnOf(file: string, line: number, name: string): number {
  const text = textOf(file).split("\n")[line - 1] ?? "";
  const before = text.slice(
    0,
    Math.max(0, text.search(new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`))),
  );
  return Buffer.byteLength(before) + 1;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
