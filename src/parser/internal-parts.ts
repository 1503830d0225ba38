/** An `#include` as clang followed it: files by the names that clang opened them under. */
export interface Inclusion {
  readonly from: string;
  readonly to: string;
  /** As written: `bits/mathcalls.h`. */
  readonly name: string;
}

/** glibc's headers keep in `bits/` what programs must not include themselves; there the kernel's values come in. */
const INTERNAL = /^bits\//;
const BEHIND = /^(?:bits|linux|asm|asm-generic)\//;

/** Whether an `#include` may lead to an internal part of a header. */
export function mayBePart(name: string): boolean {
  return BEHIND.test(name);
}

/**
 * Files that are internal parts of others: `math.h` says nothing itself, its functions stand in `bits/mathcalls.h`, and
 * the values of `errno.h` in `asm-generic/errno.h`, behind `bits/errno.h`.
 *
 * @param isOwn whether a file was asked for.
 */
export function internalParts(inclusions: readonly Inclusion[], isOwn: (file: string) => boolean): ReadonlySet<string> {
  const parts = new Set(inclusions.filter(({ from, name }) => INTERNAL.test(name) && isOwn(from)).map(({ to }) => to));
  // A set grows while it is walked.
  for (const part of parts) {
    for (const { from, to, name } of inclusions) if (from === part && BEHIND.test(name) && !isOwn(to)) parts.add(to);
  }
  return parts;
}

/** Whether a declaration of an internal part is for programs: names that begin with `_` are the implementation's (C17 7.1.3). */
export function isPublic(kind: string, names: readonly string[]): boolean {
  return kind === "enum" ? names.length > 0 : names.some((name) => !name.startsWith("_"));
}
