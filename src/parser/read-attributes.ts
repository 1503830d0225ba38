import type { FormatAttribute, Linkage } from "../spec/declaration.ts";
import type { Attribute } from "./attributes.ts";
import type { Cursor } from "./clang/cursor.ts";
import { CXCursor_UnexposedAttr } from "./clang/libclang.ts";
import type { ReadContext } from "./read-context.ts";

/** Attributes that libclang has no cursor kind for; most functions have none, and printing takes microseconds. */
export function readAttributes(
  declaration: Cursor,
  attributes: readonly Cursor[],
  context: ReadContext,
): readonly Attribute[] {
  return attributes.some(({ kind }) => kind === CXCursor_UnexposedAttr) ? context.attributes(declaration) : [];
}

export function readLinkage(declaration: Cursor, attributes: readonly Attribute[]): Linkage {
  return { weak: attributes.some(({ name }) => name === "weak"), visibility: declaration.visibility };
}

/** `nonnull` alone means every pointer parameter, `nonnull(1, 3)` those, counted from 1. */
export function nonnullParameters(attributes: readonly Attribute[]): (index: number) => boolean {
  const lists = attributes.filter(({ name }) => name === "nonnull").map((attribute) => attribute.arguments);
  return (index) => lists.some((list) => list.length === 0 || list.includes(String(index + 1)));
}

export function readFormat(attributes: readonly Attribute[]): FormatAttribute | null {
  const [style, format, first] = attributes.find(({ name }) => name === "format")?.arguments ?? [];
  if (style === undefined) return null;
  return { style: style.replace(/^__(.*)__$/, "$1"), format: Number(format), first: Number(first) };
}
