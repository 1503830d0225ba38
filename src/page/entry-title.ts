import type { Inspection } from "../inspect/inspection.ts";

/**
 * What a declaration is called in a list: `sqlite3_open`, `struct stat`, `div_t`. `null` for a record that has no name on
 * either side: what it holds is drawn where it is used.
 */
export function entryTitle({ kind, name, exports, detail }: Inspection): string | null {
  if (kind !== "record" && kind !== "enum") return name;
  const [, owner] = /^typedef \w+ \{ … \} (.*)$/.exec(name) ?? [];
  if (owner !== undefined) return owner;
  if (!name.endsWith("{ … }")) return name;
  if (detail?.kind !== "enum") return exports[0] ?? null;
  const [first, ...more] = detail.enumerators;
  return first === undefined ? null : `enum { ${first.name}${more.length > 0 ? ", …" : ""} }`;
}
