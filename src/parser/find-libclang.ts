import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { newestFirst } from "./newest-first.ts";

/** Oldest libclang that has every function the parser calls. */
export const OLDEST_LIBCLANG = 14;

/** A file that may be libclang, and why it is a candidate. */
export interface LibclangCandidate {
  readonly path: string;
  readonly source: "option" | "C2TS_LIBCLANG" | "llvm-config" | "known place";
}

/**
 * Where libclang may be, best first: what the user named, what `llvm-config` says, then the places where each
 * platform's packages put it, newest version first. Only files that exist are listed, but for what the user named.
 */
export function* libclangCandidates(option: string | undefined): Generator<LibclangCandidate> {
  const named = option ?? process.env["C2TS_LIBCLANG"];
  if (named !== undefined && named !== "") {
    yield { path: named, source: option === undefined ? "C2TS_LIBCLANG" : "option" };
    return;
  }
  const seen = new Set<string>();
  for (const [source, places] of [
    ["llvm-config", llvmConfig],
    ["known place", knownPlaces],
  ] as const) {
    for (const path of places()) {
      const file = realpathSync(path);
      if (!seen.has(file)) yield { path, source };
      seen.add(file);
    }
  }
}

/** The library directory of the `llvm-config` on the PATH, if there is one. */
function llvmConfig(): readonly string[] {
  const program = process.platform === "win32" ? "llvm-config.exe" : "llvm-config";
  const directories = (process.env["PATH"] ?? "").split(delimiter).filter((directory) => directory !== "");
  const found = directories.map((directory) => join(directory, program)).find((path) => existsSync(path));
  if (found === undefined) return [];
  // Where it is a link into LLVM's own directory, as everywhere on Debian, the library lies beside it: no need to ask.
  const beside = librariesIn(join(dirname(realpathSync(found)), "..", "lib"));
  if (beside.length > 0) return beside;
  try {
    return librariesIn(
      execFileSync(found, ["--libdir"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim(),
    );
  } catch {
    return []; // a broken llvm-config is no reason to stop: the known places follow
  }
}

function knownPlaces(): readonly string[] {
  switch (process.platform) {
    case "darwin":
      return [
        "/Library/Developer/CommandLineTools/usr/lib",
        "/Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib",
        ...versioned("/opt/homebrew/opt", /^llvm(@\d+)?$/, "lib"),
        ...versioned("/usr/local/opt", /^llvm(@\d+)?$/, "lib"),
      ].flatMap(librariesIn);
    case "win32":
      return ["C:\\Program Files\\LLVM\\bin", "C:\\Program Files (x86)\\LLVM\\bin"].flatMap(librariesIn);
    default:
      return [
        ...versioned("/usr/lib", /^llvm-?\d+$/, "lib"),
        ...versioned("/usr/lib64", /^llvm-?\d+$/, "lib"),
        ...versioned("/usr/lib/llvm", /^\d+$/, "lib"),
        "/usr/lib64",
        "/usr/lib",
        ...versioned("/usr/lib", /-linux-(gnu|musl)/, "."),
        "/usr/local/lib",
      ].flatMap(librariesIn);
  }
}

/** Directories `root/<name>/<tail>` whose name fits, newest version first. */
function versioned(root: string, name: RegExp, tail: string): readonly string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((entry) => name.test(entry))
    .sort(newestFirst)
    .map((entry) => join(root, entry, tail));
}

const LIBRARY = /^(libclang\.(so(\.\d+)*|dylib)|libclang-\d+\.so(\.\d+)*|libclang\.dll)$/;

/** Every file of a directory that is named like libclang: versioned names before the plain one, newest first. */
function librariesIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => LIBRARY.test(name))
    .sort((a, b) => Number(/\d/.test(b)) - Number(/\d/.test(a)) || newestFirst(a, b))
    .map((name) => join(directory, name));
}
