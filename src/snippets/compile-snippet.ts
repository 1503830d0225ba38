import { readFileSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type CCompiler, runCompiler } from "../check/c-compiler.ts";
import { SnippetError } from "./snippet-error.ts";

/** What is compiled and linked in one step. */
export interface Compilation {
  readonly compiler: CCompiler;
  /** Folder of the C file, which exists for the time of the compilation only. */
  readonly folder: string;
  /** Name of the C file in it. */
  readonly file: string;
  /** Path of the shared object. */
  readonly output: string;
  readonly link: readonly string[];
}

/** What C forgives and a program does not survive: a function that nobody declared, an integer for a pointer, no result. */
const FATAL = ["implicit-function-declaration", "int-conversion", "return-type"].map((name) => `-Werror=${name}`);

/** So many lines of a compiler's messages. */
const LINES = 30;

/**
 * Makes a shared object of a C file.
 *
 * @returns the files that it was made of, the C file left out.
 * @throws SnippetError with the compiler's messages, in which the C file has its own name.
 */
export function compileSnippet({ compiler, folder, file, output, link }: Compilation): readonly string[] {
  const list = resolve(folder, "files.d");
  const path = resolve(folder, file);
  // What the linker resolves here is not looked up at each call. Without undefined symbols, nothing is missing later.
  const strict =
    process.platform === "linux" ? ["-Wl,--no-undefined", "-Wl,-z,now", "-Wl,-Bsymbolic", "-Wl,--as-needed"] : [];
  const given = [
    ...["-O2", "-fPIC", "-shared", "-iquote", resolve(), "-MD", "-MF", list, ...FATAL],
    ...compiler.arguments,
    ...[path, "-o", output, ...strict, ...link.flatMap(linked), "-lm"],
  ];
  const first = runCompiler(compiler, given, "");
  // With lines, the linker names those that use what it does not find; of version 5 GNU's takes all to be those of one file.
  const isUndefined = /undefined (?:reference|symbol)/.test(first.stderr);
  const { status, stderr, error } = isUndefined ? runCompiler(compiler, ["-gdwarf-4", "-g1", ...given], "") : first;
  if (error !== undefined || status !== 0) {
    const said = stderr.replaceAll(`${folder}/`, "").trim().split("\n").slice(0, LINES).join("\n");
    throw new SnippetError(`${compiler.command.join(" ")} does not build the snippet:\n${said || error?.message}`);
  }
  const own = `${realpathSync(folder)}/`;
  return filesOf(readFileSync(list, "utf8"))
    .map((name) => resolve(name))
    .filter((name) => !realpathSync(name).startsWith(own));
}

function linked(library: string): readonly string[] {
  if (!/[\\/]/.test(library)) return [/\.(?:so|a)(?:\.|$)/.test(library) ? `-l:${library}` : `-l${library}`];
  const path = resolve(library);
  return [path, `-Wl,-rpath,${dirname(path)}`];
}

/** Of a rule for make: `out: a.c b\ c.h \`. */
function filesOf(rule: string): readonly string[] {
  const names = rule.replaceAll(/\\\r?\n/g, " ").replace(/^(?:\\.|[^:\\])*:\s/, "");
  return [...names.matchAll(/(?:\\.|[^\s\\])+/gs)].map(([name]) =>
    name.replaceAll(/\\([ #])/g, "$1").replaceAll("$$", "$"),
  );
}
