/**
 * Name under which TypeScript lets a module be declared that programs import as `specifier`; `null` if there is none.
 *
 * Relative names it refuses, but for patterns: `.*` and `/a.h` is no relative name, and matches `./a.h`. A pattern has one `*`.
 */
export function ambientName(specifier: string): string | null {
  const name = /^[\\/]/.test(specifier) ? `*${specifier}` : specifier.replace(/^\.\.?(?=[\\/])/, "$&*");
  return name.split("*").length > 2 ? null : name;
}

/**
 * Order in which patterns are to be declared: of those that match an import, TypeScript takes one with the longest text before the
 * `*`, and of several such the first. So an import that is declared itself always has its own.
 */
export function byPrecedence(a: string, b: string): number {
  const behind = (name: string): number => name.length - name.indexOf("*");
  return behind(b) - behind(a) || (a < b ? -1 : 1);
}
