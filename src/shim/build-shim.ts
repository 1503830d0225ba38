import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type CCompiler, CompilerError, findCompiler, runCompiler } from "../check/c-compiler.ts";
import { targetMismatch } from "../check/target-mismatch.ts";
import type { Target } from "../spec/spec.ts";
import { type CompilerMessage, compilerMessages } from "./compiler-message.ts";
import { dependencies } from "./dependencies.ts";
import { linkerArguments } from "./linker-arguments.ts";
import { missingMessages } from "./missing-messages.ts";
import { ShimError } from "./shim-error.ts";
import { undefinedSymbols } from "./undefined-symbols.ts";
import { wrapperFaults } from "./wrapper-faults.ts";

/** What is to be compiled, and with what. */
export interface ShimSource {
  /** The C file: headers, and one wrapper per line. */
  readonly text: string;
  /** Names of the functions that wrappers are of, and those of the wrappers. */
  readonly wrappers: readonly { readonly name: string; readonly symbol: string }[];
  /** What it is to be compiled for; default: what the compiler is for. */
  readonly target?: Target;
  /** As the parser got them: `-I`, `-D`; those for the linker among them are used too, before `linkArguments`. */
  readonly clangArguments: readonly string[];
  /** What the linker is to find symbols in: `-lz`, paths of libraries. */
  readonly linkArguments: readonly string[];
  /** Folders in which headers are that were given as files. */
  readonly folders: readonly string[];
  /** Default: that of the environment's CC, else cc, gcc, clang, zig cc. */
  readonly compiler?: string | undefined;
  /**
   * A C file of the user's, which `text` includes, and what it is to be compiled with. Its functions are exported like the wrappers, and what the compiler warns of is
   * told. `null`: there are headers only, and wrappers.
   */
  readonly program?: { readonly file: string; readonly flags: readonly string[] } | null;
}

/** Built, or the functions to leave out, each with the compiler's or linker's reason. */
export type ShimResult =
  | {
      readonly kind: "built";
      /** Of a C file: all that the compiler has read, but for the C file that it was given. */
      readonly files: readonly string[];
      readonly warnings: readonly CompilerMessage[];
    }
  | { readonly kind: "refused"; readonly reasons: ReadonlyMap<string, string> };

/**
 * Compiles a shim to a shared object. Every symbol it needs is found now, and not when a program calls something.
 *
 * @param output the shared object; `null` to see only whether it can be built.
 * @throws ShimError
 */
export function buildShim(given: ShimSource, output: string | null): ShimResult {
  const source = divided(given);
  const compiler = compilerFor(source);
  const folder = mkdtempSync(join(tmpdir(), "c2ts-shim-"));
  try {
    const unit = { source, compiler, file: join(folder, "shim.c"), object: join(folder, "shim.o") };
    const rule = join(folder, "shim.d");
    const isProgram = source.program != null;
    writeFileSync(unit.file, source.text);
    const compiled = compile(unit, isProgram ? ["-MD", "-MF", rule] : []);
    const refused = compiled.refused ?? link(unit, join(folder, "shim.so"), compiled.messages);
    if (refused !== null) return { kind: "refused", reasons: refused };
    if (output !== null) move(join(folder, "shim.so"), output);
    const read = isProgram ? dependencies(readFileSync(rule, "utf8")) : [];
    const warnings = compiled.messages.filter(({ kind, file }) => kind === "warning" && file !== unit.file);
    return { kind: "built", files: read.filter((file) => file !== unit.file), warnings };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same, with what is the linker's told to the linker. */
function divided(source: ShimSource): ShimSource {
  const { program = null, linkArguments } = source;
  const clang = linkerArguments(source.clangArguments);
  const flags = linkerArguments(program?.flags ?? []);
  return {
    ...source,
    clangArguments: clang.compile,
    linkArguments: [...clang.link, ...flags.link, ...linkArguments],
    program: program === null ? null : { ...program, flags: flags.compile },
  };
}

interface Unit {
  readonly source: ShimSource;
  readonly compiler: CCompiler;
  readonly file: string;
  readonly object: string;
}

/** Flags that may change what types are like: `-m32`, `-funsigned-char`. */
const DATA_MODEL = /^-(?:[mf]|std=|-target=)/;

function compilerFor({ compiler, clangArguments, wrappers, target, program = null }: ShimSource): CCompiler {
  try {
    const found = findCompiler(compiler, [
      ...clangArguments,
      ...(program?.flags.filter((flag) => DATA_MODEL.test(flag)) ?? []),
    ]);
    const mismatch = target === undefined ? null : targetMismatch(target, found);
    if (target === undefined || mismatch === null) return found;
    const what = `${found.command.join(" ")} does not compile for ${target.triple}: ${mismatch}; name one that does (--cc, CC)`;
    throw new CompilerError("other-target", what);
  } catch (cause) {
    if (!(cause instanceof CompilerError)) throw cause;
    if (program !== null) throw new ShimError(`${program.file}: ${cause.message}`, { cause });
    const names = wrappers.map(({ name }) => name);
    const more = names.length > 5 ? `, and ${names.length - 5} more` : "";
    const what = `${names.slice(0, 5).join(", ")}${more}`;
    throw new ShimError(`${cause.message}; without one these functions cannot be called: ${what}`, { cause });
  }
}

function isZig({ command: [program = ""] }: CCompiler): boolean {
  return /^zig\b/.test(basename(program));
}

interface Compiled {
  /** What the compiler refuses, by name of the function; `null` if nothing. */
  readonly refused: ReadonlyMap<string, string> | null;
  readonly messages: readonly CompilerMessage[];
}

function compile(unit: Unit, more: readonly string[]): Compiled {
  const { source, compiler, file, object } = unit;
  const isClang = compiler.macros.has("__clang__");
  // First: what is given may say otherwise. Other compilers than zig compile for all processors of a sort by themselves.
  const usual = ["-O2", "-fPIC", "-ffunction-sections", ...(isZig(compiler) ? ["-mcpu=baseline"] : [])];
  const flags = [...(source.program?.flags ?? ["-fvisibility=hidden", "-w"]), ...more];
  const all = isClang ? ["-ferror-limit=0"] : ["-ftrack-macro-expansion=0"];
  const folders = source.folders.flatMap((folder) => ["-iquote", folder]);
  const given = [...usual, ...compiler.arguments, ...folders, ...flags, ...all];
  const { status, stderr, error } = runCompiler(compiler, [...given, "-c", file, "-o", object], "");
  const messages = compilerMessages(stderr);
  const isCompiled = error === undefined && status === 0;
  // Preprocessing takes its time: no compiler refuses setjmp, and an object that has it says so.
  if (isCompiled && !readFileSync(object).includes("setjmp")) return { refused: null, messages };
  const faults = faulty(unit, given);
  if (isCompiled) return { refused: faults.size > 0 ? faults : null, messages };
  const refused = faults.size > 0 ? faults : blamed(messages, unit);
  if (refused.size > 0) return { refused, messages };
  const errors = messages.filter(({ kind }) => kind === "error");
  const said = stderr.replaceAll(file, "the shim").trim().split("\n").slice(0, 10).join("\n") || error?.message;
  const what = source.program == null ? `${compiler.command.join(" ")} does not compile the headers:\n` : "";
  throw new ShimError(`${what}${said}`, { messages: errors });
}

/** Looked at first: what the compiler says of a wrapper behind them may be their fault. */
function faulty({ source, compiler, file }: Unit, given: readonly string[]): ReadonlyMap<string, string> {
  const wrappers = new Map(
    source.text.split("\n").flatMap((line, i) => {
      const name = wrapperIn(line, source);
      return name === null ? [] : [[i + 1, name] as const];
    }),
  );
  const { stdout } = runCompiler(compiler, [...given, "-E", file], "");
  const found = wrapperFaults(stdout, file, new Set(wrappers.keys()));
  return new Map([...found].map(([line, fault]) => [wrappers.get(line) ?? "", fault]));
}

/** Notes say for an error in a header which wrapper has led there. */
function blamed(messages: readonly CompilerMessage[], { source, file }: Unit): ReadonlyMap<string, string> {
  const lines = source.text.split("\n");
  const refused = new Map<string, string>();
  let error: string | null = null;
  for (const { file: place, line, kind, text } of messages) {
    if (kind === "warning") error = null;
    else if (kind === "error") error = text;
    const wrapper = place === file ? wrapperIn(lines[line - 1] ?? "", source) : null;
    if (wrapper !== null && error !== null && !refused.has(wrapper)) refused.set(wrapper, error);
  }
  return refused;
}

function link(unit: Unit, output: string, compiled: readonly CompilerMessage[]): ReadonlyMap<string, string> | null {
  const first = linkOnce(unit, output);
  if (first === null) return null;
  // Once more, with everything that a wrapper calls in the wrapper itself: then the linker names the wrapper.
  compile(unit, ["-DC2TS_FLATTEN"]);
  const second = linkOnce(unit, output) ?? first;
  const refused = new Map<string, string>();
  for (const [section, symbol] of undefinedSymbols(second)) {
    const wrapper = unit.source.wrappers.find((one) => one.symbol === section);
    if (wrapper !== undefined && !refused.has(wrapper.name))
      refused.set(wrapper.name, `no library that is linked with has '${symbol}'`);
  }
  if (refused.size > 0) return refused;
  throw unlinked(unit, output, first, compiled);
}

/** Lines of a linker's that say nothing where each use of what is missing is named. */
const REDUNDANT = /undefined (?:reference|symbol)|: in function |^>>> |linker command failed|ld returned|^\s*$/;

const ADVICE = "(the linker is told of a folder with libraries by -L, among the arguments for clang)";

function unlinked(unit: Unit, output: string, first: string, compiled: readonly CompilerMessage[]): ShimError {
  const { source, compiler } = unit;
  const what = `${compiler.command.join(" ")} does not link ${source.program?.file ?? "the shim"}`;
  // Then the linker names lines; of version 5 GNU's takes all to be those of one file.
  if (source.program != null) compile(unit, ["-gdwarf-4", "-g1"]);
  const said = source.program == null ? first : (linkOnce(unit, output) ?? first);
  const messages = missingMessages(said, compiled);
  const rest = said.trim().split("\n");
  const lines = [
    ...messages.map(({ file, line, column, kind, text }) => `${file}:${line}:${column}: ${kind}: ${text}`),
    ...(messages.length === 0 ? rest : rest.filter((line) => !REDUNDANT.test(line))),
  ];
  const errors = messages.filter(({ kind }) => kind === "error");
  const advice = /cannot find -l|unable to find library/.test(said) ? [ADVICE] : [];
  return new ShimError(`${what}:\n${[...lines.slice(0, 10), ...advice].join("\n")}`, { messages: errors });
}

/** Where the runtime puts a library that the dynamic linker would not find. */
const BESIDE = "-Wl,-rpath,$ORIGIN";

/** What the linker says; `null` if all is well. */
function linkOnce({ source, compiler, object }: Unit, output: string): string | null {
  const strict = compiler.macros.has("__linux__")
    ? ["-Wl,--no-undefined", "-Wl,--as-needed", "-Wl,-z,now", BESIDE]
    : [];
  const target = compiler.arguments.filter((argument) => argument.startsWith("--target=")); // clang's
  const given = [...target, "-shared", object, "-o", output, ...strict, ...source.linkArguments, "-lm"];
  const { status, stderr, error } = runCompiler(compiler, given, "");
  return error === undefined && status === 0 ? null : stderr || (error?.message ?? `exit code ${status}`);
}

function wrapperIn(line: string, { wrappers }: ShimSource): string | null {
  const symbol = /c2ts_shim_[^\s(]+(?=\()/.exec(line)?.[0];
  return wrappers.find((one) => one.symbol === symbol)?.name ?? null;
}

/** In one step, on the output's own file system. */
function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  const beside = `${to}.${process.pid}.tmp`;
  copyFileSync(from, beside);
  renameSync(beside, to);
}
