import { isIdentifier, isRestricted } from "./restricted-names.ts";

/**
 * TypeScript names for parameters: C's, `arg0` for one without a name, and a trailing `_` where the name is reserved,
 * used twice, or (in `avoid`) means something else in the function's body.
 */
export function parameterNames(
  names: readonly (string | null)[],
  avoid: ReadonlySet<string> = new Set(),
): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    let local = name !== null && isIdentifier(name) ? name : `arg${index}`;
    while (taken.has(local) || avoid.has(local) || isRestricted(local) || names.indexOf(local) > index) local += "_";
    taken.add(local);
    return local;
  });
}

/**
 * Identifiers that a piece of code refers to: not what follows a dot, and nothing in strings and comments. Beyond ASCII
 * every character counts as part of a name, but for those of private use: they mark places in the code.
 */
export function referredNames(code: string): ReadonlySet<string> {
  const bare = code.replaceAll(/"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|\/\/.*/g, '""');
  return new Set(
    [
      ...bare.matchAll(
        /(?<![.\w$\u0080-\udfff\uf900-\uffff])[a-zA-Z_$\u0080-\udfff\uf900-\uffff][\w$\u0080-\udfff\uf900-\uffff]*/g,
      ),
    ].map(([name]) => name),
  );
}
