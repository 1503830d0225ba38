import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

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
export function libclangCandidates(option: string | undefined): readonly LibclangCandidate[] {
  const named = option ?? process.env["C2TS_LIBCLANG"];
  if (named !== undefined && named !== "") {
    return [{ path: named, source: option === undefined ? "C2TS_LIBCLANG" : "option" }];
  }
  const known = knownPlaces().map((path): LibclangCandidate => ({ path, source: "known place" }));
  return [...llvmConfig().map((path): LibclangCandidate => ({ path, source: "llvm-config" })), ...known];
}

/** Asks the `llvm-config` on the PATH, if there is one. */
function llvmConfig(): readonly string[] {
  const program = process.platform === "win32" ? "llvm-config.exe" : "llvm-config";
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .some((dir) => dir !== "" && existsSync(join(dir, program)));
  if (!found) return [];
  try {
    return librariesIn(
      execFileSync(program, ["--libdir"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim(),
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

function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, "en", { numeric: true });
}
