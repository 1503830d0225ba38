// @ts-check
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import koffi from "koffi";

/** @typedef {{ path: string, version: number, headers: boolean }} Libclang `headers`: clang's own stddef.h is there too */

const PLACES = [
  "/usr/lib/x86_64-linux-gnu",
  "/usr/lib/aarch64-linux-gnu",
  "/usr/lib64",
  "/usr/lib",
  "/usr/local/lib",
  "/opt/homebrew/opt/llvm/lib",
  "/usr/local/opt/llvm/lib",
  "/Library/Developer/CommandLineTools/usr/lib",
  "C:\\Program Files\\LLVM\\bin",
];

/** @param {string} folder @returns {string[]} */
function entries(folder) {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** @param {number} version */
function hasBuiltinHeaders(version) {
  if (process.platform !== "linux") return true; // there they come with the library
  return [`/usr/lib/llvm-${version}/lib/clang`, "/usr/lib/clang", "/usr/lib64/clang"]
    .flatMap(entries)
    .some(
      (folder) => /(\d+)[^/]*$/.exec(folder)?.[1] === `${version}` && existsSync(join(folder, "include", "stddef.h")),
    );
}

/**
 * Major version of a libclang, by loading it and asking; `null` if it is not one or cannot be loaded.
 * @param {string} path
 */
function versionOf(path) {
  try {
    const library = koffi.load(path, { deep: true });
    const string = koffi.struct({ data: "void *", flags: "uint32_t" });
    const text = library.func("clang_getCString", "str", [string])(library.func("clang_getClangVersion", string, [])());
    const major = /version (\d+)/.exec(text)?.[1]; // the few bytes of the CXString are left to the end of the process
    return major === undefined ? null : Number(major);
  } catch {
    return null;
  }
}

/** Every libclang of this machine that really loads, newest first. @returns {Libclang[]} */
export function findLibclangs() {
  const folders = [
    ...PLACES,
    ...entries("/usr/lib")
      .filter((path) => /llvm/.test(path))
      .map((path) => join(path, "lib")),
  ];
  const given = process.env["C2TS_LIBCLANG"];
  const files = folders.flatMap(entries).filter((path) => /[/\\]libclang(-\d+)?\.(so(\.\d+)*|dylib|dll)$/.test(path));
  /** @type {Map<string, Libclang>} */
  const found = new Map();
  for (const path of given === undefined ? files : [given, ...files]) {
    if (!existsSync(path)) continue;
    const real = realpathSync(path);
    if (found.has(real)) continue;
    const version = versionOf(real);
    if (version !== null) found.set(real, { path: real, version, headers: hasBuiltinHeaders(version) });
  }
  return [...found.values()].sort((a, b) => b.version - a.version);
}
