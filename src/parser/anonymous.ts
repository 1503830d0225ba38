import type { Cursor } from "./clang/cursor.ts";
import { CXCursor_EnumConstantDecl, CXCursor_EnumDecl, CXCursor_UnionDecl } from "./clang/libclang.ts";

/**
 * Whether a record or enum has no tag.
 *
 * Its spelling can't tell: clang 16 and newer spell `typedef struct { … } foo` as `foo`, and unnamed ones as
 * `struct (unnamed at …)`. The USR can: a tag at file scope is `c:@S@tag` and nothing more; one named by its typedef
 * is `c:@SA@foo`, one without any name has its place (`c:@S@outer@S@file.h@24`) or an `a` (`c:@S@outer@Ua`).
 */
export function isUntagged(declaration: Cursor): boolean {
  return tagOf(declaration.usr) === null;
}

/** The tag in the USR of a record or enum. */
export function tagOf(usr: string): string | null {
  return /^c:[^@]*@[SUE]@([^@]+)$/.exec(usr)?.[1] ?? null;
}

/** The typedef in the USR of a record or enum without a tag: `foo` of `typedef struct { … } foo`. */
export function typedefNameOf(usr: string): string | null {
  return /^c:[^@]*@[SUE]A@([^@]+)$/.exec(usr)?.[1] ?? null;
}

/** Names an enum without a tag after what it declares. */
export function firstEnumerator(declaration: Cursor): string | null {
  return declaration.children.find((child) => child.kind === CXCursor_EnumConstantDecl)?.spelling ?? null;
}

/** What C writes in front of a tag. */
export function tagKeyword(kind: number): "struct" | "union" | "enum" {
  if (kind === CXCursor_EnumDecl) return "enum";
  return kind === CXCursor_UnionDecl ? "union" : "struct";
}
