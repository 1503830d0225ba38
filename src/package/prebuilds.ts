import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The wrappers in C of a package, built for one of its platforms. */
export interface BuiltShim {
  /** Of their files, without the endings. */
  readonly name: string;
  readonly triple: string;
  /** Functions that have no wrapper, each with the compiler's or linker's reason. */
  readonly refused: ReadonlyMap<string, string>;
  /** The shared object. */
  readonly object: Uint8Array;
  /** For a compiler and a linker on other machines. */
  readonly compile: readonly string[];
  readonly link: readonly string[];
}

/** Named after the package: the variable that overrides the path of a shared object, and messages, name it by its file. */
export function shimName(packageName: string): string {
  return `${packageName.replace(/^@/, "").replaceAll("/", "-")}.shim`;
}

/** A C file of wrappers, and the spec that it was made from, as files. */
export interface Wrappers {
  /** Folder of `prebuilds`. */
  readonly key: string;
  readonly spec: { readonly path: string; readonly text: string };
  /** The C file as it is now. */
  readonly text: string;
}

/** A shared object of an earlier run, with the C file that it was built of. */
export interface KeptPrebuild {
  /** From the package's folder. */
  readonly path: string;
  readonly text: string;
}

/**
 * Shared objects that earlier runs, on other platforms, have left in a package's folder. Those are right for as long as the headers
 * say the same there (the spec) and no wrapper has become another one: a wrong one could crash whoever calls it.
 *
 * @returns by key of the platform.
 */
export function keptPrebuilds(
  folder: string,
  name: string,
  wrappers: readonly Wrappers[],
): ReadonlyMap<string, KeptPrebuild> {
  const kept = new Map<string, KeptPrebuild>();
  for (const { key, spec, text } of wrappers) {
    const object = prebuiltFiles(folder).find((path) => path.startsWith(`prebuilds/${key}/${name}.`));
    const source = textOf(join(folder, "prebuilds", key, `${name}.c`));
    if (object === undefined || source === null || textOf(join(folder, spec.path)) !== spec.text) continue;
    const before = linesOf(source);
    const isSame = [...linesOf(text)].every(([symbol, line]) => (before.get(symbol) ?? line) === line);
    if (isSame) kept.set(key, { path: object, text: source });
  }
  return kept;
}

/** Paths of all shared objects in a package's folder, from there. */
export function prebuiltFiles(folder: string): readonly string[] {
  const root = join(folder, "prebuilds");
  if (!existsSync(root)) return [];
  return readdirSync(root).flatMap((key) =>
    readdirSync(join(root, key)).flatMap((file) => (file.endsWith(".c") ? [] : [`prebuilds/${key}/${file}`])),
  );
}

/** The wrappers of a C file, by symbol; what it includes, by itself. */
function linesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split("\n").flatMap((line) => {
      if (line.startsWith("#include ")) return [[line, line] as const];
      const symbol = /^C2TS_EXPORT .*?(c2ts_shim_[^\s(]+)\(/.exec(line)?.[1];
      return symbol === undefined ? [] : [[symbol, line] as const];
    }),
  );
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
