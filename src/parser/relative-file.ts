import { basename, dirname, relative, resolve, sep } from "node:path";
import { PROTOTYPES } from "./prototypes.ts";

/**
 * Names a file as a program would include it: relative to the include directory it lies in. Specs hold these names, so
 * that the same header gives the same spec wherever it is installed.
 */
export class RelativeFiles {
  readonly #roots: readonly string[];
  readonly #fallback: string;
  readonly #names = new Map<string, string>();

  /**
   * @param includeDirectories absolute directories given with `-I` and the like.
   * @param firstHeader absolute path of the first header, beside which the user's own files lie.
   */
  constructor(includeDirectories: readonly string[], firstHeader: string | null) {
    this.#roots = [...includeDirectories].sort((a, b) => b.length - a.length);
    this.#fallback = firstHeader === null ? process.cwd() : dirname(firstHeader);
  }

  name(file: string): string {
    const known = this.#names.get(file);
    if (known !== undefined) return known;
    const name = this.#compute(file);
    this.#names.set(file, name);
    return name;
  }

  /** clang opens what a relative `-I` leads to under a relative name. */
  #compute(opened: string): string {
    if (basename(opened) === PROTOTYPES) return PROTOTYPES; // in memory, beside no other
    const file = resolve(opened);
    for (const root of this.#roots) {
      if (file.startsWith(root.endsWith(sep) ? root : root + sep)) return posix(relative(root, file));
    }
    const system = SYSTEM.exec(posix(file))?.[1];
    if (system !== undefined) return withoutMultiarch(system);
    return posix(relative(this.#fallback, file));
  }
}

/** Directories where systems and compilers keep headers. */
const SYSTEM = /^.*?\/(?:usr(?:\/local)?|lib\/clang\/[^/]+|lib\/gcc\/[^/]+\/[^/]+)\/include\/(.*)$/;

/** Debian keeps target-dependent headers in a directory named after the target: `x86_64-linux-gnu/bits/types.h`. */
function withoutMultiarch(file: string): string {
  return file.replace(/^[a-z0-9_]+-linux-(?:gnu|musl)[a-z0-9]*\//, "");
}

function posix(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}
