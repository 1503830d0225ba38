import type { Declaration } from "../spec/declaration.ts";

/** A documentation comment, and not one that only stands above. */
const DOCUMENTATION = /^\/(?:\*[*!]|\/[/!])/;
/** About the other name, not about what has it. */
const OF_THE_NAME = /deprecated|obsolete|alias|\b(?:old|former) name|compatib/i;

/**
 * Documentation of functions and variables that stands at the macro which is another name of them (`#define foo __foo`), by what they
 * are called. Where several macros have some, it says nothing about any.
 */
export function macroDocs(declarations: readonly Declaration[]): ReadonlyMap<string, string> {
  const docs = new Map<string, string | null>();
  for (const macro of declarations) {
    if (macro.kind !== "macro" || macro.meaning?.kind !== "name") continue;
    const { doc } = macro;
    if (doc === null || !DOCUMENTATION.test(doc) || OF_THE_NAME.test(doc)) continue;
    const { name } = macro.meaning;
    docs.set(name, docs.has(name) ? null : doc);
  }
  return new Map([...docs].flatMap(([name, doc]) => (doc === null ? [] : [[name, doc]])));
}
