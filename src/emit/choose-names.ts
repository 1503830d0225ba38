import type { Declaration } from "../spec/declaration.ts";
import type { Report } from "../spec/diagnostic.ts";
import { isIdentifier, isUnexportable } from "./restricted-names.ts";

/** Something that needs a name in the module. */
export interface Wish {
  /** The name that it has without the user's renames. */
  readonly given: string;
  /** With them. */
  readonly wanted: string;
  /** As reports call it. */
  readonly decl: string;
  readonly about: Declaration | null;
}

/**
 * The name of each, in their order: what is wanted where that is possible, else what is given. Two things that are to be
 * renamed to one name both keep theirs, and so does what is to be renamed to a name that something else has.
 */
export function chooseNames(wishes: readonly Wish[], report: Report): readonly string[] {
  const names = wishes.map(({ wanted }) => wanted);
  const keep = (i: number, { given, wanted, decl, about }: Wish, reason: string): void => {
    names[i] = given;
    report({ code: "not-renamed", decl, to: wanted, reason }, about);
  };
  wishes.forEach((wish, i) => {
    if (wish.wanted === wish.given) return;
    if (!isIdentifier(wish.wanted)) keep(i, wish, "that is no identifier");
    else if (isUnexportable(wish.wanted)) keep(i, wish, "a module that exports it cannot be loaded with import()");
  });
  // A name that is given back may be one that another wants.
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    const holders = new Map<string, number[]>();
    names.forEach((name, i) => {
      const all = holders.get(name);
      if (all === undefined) holders.set(name, [i]);
      else all.push(i);
    });
    for (const [name, all] of holders) {
      if (all.length < 2) continue;
      for (const i of all) {
        const wish = wishes[i];
        if (wish === undefined || wish.given === name) continue;
        const other = wishes[all.find((j) => j !== i) ?? i];
        keep(i, wish, `'${other?.decl}' has that name, or is to have it`);
        isSettled = false;
      }
    }
  }
  return names;
}
