import { type SpawnSyncReturns, spawnSync } from "node:child_process";

/** There is no C compiler to ask, or it cannot answer for these headers. What it was to check is not checked. */
export class CompilerError extends Error {
  override readonly name = "CompilerError";
  readonly code: "no-compiler" | "other-target" | "headers-refused";

  constructor(code: CompilerError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A C compiler of the system, gcc or clang or one that takes their options. */
export interface CCompiler {
  /** The program and the arguments that belong to it: `gcc`, or `ccache gcc -m32` of a CC. */
  readonly command: readonly string[];
  /** Arguments of the user's that it understands, and what makes it read C as the parser did. */
  readonly arguments: readonly string[];
  /** The macros that it predefines, which tell target and data model: `__x86_64__` is `1`. */
  readonly macros: ReadonlyMap<string, string>;
}

/** Compilers to look for where neither `--cc` nor CC names one. */
const USUAL: readonly (readonly string[])[] = [["cc"], ["gcc"], ["clang"], ["zig", "cc"]];

/**
 * The C compiler to ask: the one named, else that of the environment's CC, else `cc`, `gcc`, `clang`, `zig cc`.
 *
 * @param clangArguments what the parser was given; a target that only clang can be told is left to clang.
 * @throws CompilerError
 */
export function findCompiler(named: string | undefined, clangArguments: readonly string[]): CCompiler {
  const reasons: string[] = [];
  for (const command of compilerCommands(named)) {
    const plain = predefinedMacros(command, []);
    if (typeof plain === "string") {
      reasons.push(`${command.join(" ")}: ${plain}`);
      continue;
    }
    const given = [...dialect(clangArguments), ...ownArguments(clangArguments, plain.has("__clang__"))];
    const macros = predefinedMacros(command, given);
    if (typeof macros !== "string") return { command, arguments: given, macros };
    throw new CompilerError("headers-refused", `${command.join(" ")} refuses the arguments: ${macros}`);
  }
  throw new CompilerError("no-compiler", `no C compiler (${reasons.join("; ")})`);
}

/** What may be the C compiler, best first: programs with arguments that belong to them. */
export function compilerCommands(named: string | undefined): readonly (readonly string[])[] {
  const chosen = (named ?? process.env["CC"] ?? "").trim();
  return chosen === "" ? USUAL : [chosen.split(/\s+/)];
}

/** Runs the compiler. Its messages are English, and only errors. */
export function runCompiler(
  { command }: Pick<CCompiler, "command">,
  given: readonly string[],
  input: string,
): SpawnSyncReturns<string> {
  const [program = "", ...own] = command;
  return spawnSync(program, [...own, ...given], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, LC_ALL: "C" },
  });
}

/** By name; or why there are none, in words. */
function predefinedMacros(command: readonly string[], given: readonly string[]): ReadonlyMap<string, string> | string {
  const { error, status, stdout, stderr } = runCompiler({ command }, [...given, "-dM", "-E", "-x", "c", "-"], "");
  if (error !== undefined) return "code" in error && error.code === "ENOENT" ? "not found" : error.message;
  if (status !== 0) return stderr.trim().split("\n", 1)[0] ?? `exit code ${status}`;
  const macros = [...stdout.matchAll(/^#define (\w+) (.*)$/gm)].map(
    ([, name = "", body = ""]) => [name, body] as const,
  );
  return macros.length > 0 ? new Map(macros) : "it prints no predefined macros, as gcc and clang do for -dM";
}

/** libclang reads C17 with GNU's extensions where nothing else is said; gcc 15 would read C23. */
function dialect(clangArguments: readonly string[]): readonly string[] {
  return clangArguments.some((argument) => /^(-std[=]|--std|-ansi)/.test(argument)) ? [] : ["-std=gnu17"];
}

/** Options of clang's own, and how many further arguments belong to each. */
const CLANG_ONLY: readonly (readonly [option: RegExp, further: number])[] = [
  [/^--target=/, 0],
  [/^-target$/, 1],
  [/^-resource-dir$/, 1],
  [/^-resource-dir=/, 0],
  [/^-Xclang$/, 1],
  [/^-W/, 0], // warnings are off anyway, and the two do not know each other's
];

function ownArguments(clangArguments: readonly string[], isClang: boolean): readonly string[] {
  if (isClang) return clangArguments;
  const kept: string[] = [];
  for (let i = 0; i < clangArguments.length; i++) {
    const argument = clangArguments[i] ?? "";
    const only = CLANG_ONLY.find(([option]) => option.test(argument));
    if (only === undefined) kept.push(argument);
    else i += only[1];
  }
  return kept;
}
