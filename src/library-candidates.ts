import { existsSync, readdirSync } from "node:fs";
import { newestFirst } from "./parser/newest-first.ts";

/** Where the dynamic loader of a Linux system looks, by the triple of the target. */
export function loaderDirectories(triple: string): readonly string[] {
  const architecture = triple.split("-")[0] ?? "";
  const multiarch = `${architecture}-linux-gnu`;
  return ["/usr/local/lib", `/usr/lib/${multiarch}`, `/lib/${multiarch}`, "/usr/lib64", "/lib64", "/usr/lib", "/lib"];
}

/**
 * File names under which a library is to be looked for at run time, best first: its versioned soname (`libz.so.1`), as
 * found on this machine. The plain `libz.so` belongs to the -dev package, which a user of the module need not have.
 *
 * @param library as for the linker's `-l`: `z`. A path or a file name is its own only candidate.
 * @param triple the spec's target; only Linux has versioned sonames of this form.
 */
export function libraryCandidates(library: string, triple: string): readonly string[] {
  if (library.includes("/") || library.includes("\\") || isLibraryFile(library)) return [];
  if (!triple.includes("linux")) return [];
  for (const directory of loaderDirectories(triple)) {
    const sonames = existsSync(directory)
      ? readdirSync(directory).filter((name) => name.startsWith(`lib${library}.so.`) && isSoname(name))
      : [];
    if (sonames.length > 0) return sonames.sort(newestFirst).slice(0, 1);
  }
  return [];
}

/** Whether a library is named by its file: `libz.so.1`, `z.dll`. */
export function isLibraryFile(library: string): boolean {
  return /\.(so|dylib|dll)(\.|$)/.test(library);
}

/** `libz.so.1`, not the file `libz.so.1.2.13` that it links to: a soname has one number after `.so`. */
function isSoname(name: string): boolean {
  return /\.so\.\d+$/.test(name);
}
