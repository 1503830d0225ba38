import type { CType } from "../ctype.ts";
import type { Target } from "../spec.ts";
import { naturalLayout } from "./layout.ts";
import { type Eightbyte, type EightbyteClass, hasFlexibleArray, type Leaf, typeLeaves } from "./sysv-x86-64.ts";
import type { TypeTable } from "./type-table.ts";

/** An aggregate as a struct of the engine: scalars, each aligned to its size, one after the other. */
export type StructParts =
  | { readonly kind: "parts"; readonly parts: readonly Eightbyte[] }
  | { readonly kind: "refused"; readonly reason: string };

/** Members of one struct. */
const MOST = 256;

/** Conventions that need no more of an aggregate than its size, its alignment and whether it is all floats; the engine has them. */
export function takesStructs({ triple, pointerBits }: Target): boolean {
  return pointerBits === 64 && (/^(aarch64|arm64)-/.test(triple) || /^x86_64-.*(windows|msvc|mingw)/.test(triple));
}

/**
 * The struct by which the engine passes an aggregate as C would. Where each scalar of it can be said, it is. Otherwise (unions,
 * bit-fields, packed members) it is words of its alignment, if the convention looks at no more than that.
 */
export function engineStruct(type: CType, types: TypeTable, target: Target): StructParts {
  const resolved = types.resolve(type);
  const layout = resolved.kind === "record" ? resolved.record.layout : naturalLayout(type, types, target);
  if (!takesStructs(target)) return refused(`no lowering for ${target.triple}`);
  if (layout === null) return refused("it is incomplete");
  if (layout.size === 0) return refused("it is empty");
  // The engine aligns a struct to what its members are aligned to: 8 bytes at most.
  if (layout.align > 8) return refused(`it is aligned to ${layout.align} bytes`);
  if (resolved.kind === "record" && hasFlexibleArray(resolved.record, types))
    return refused("it ends in a flexible array");
  const leaves = typeLeaves(type, 0, types, target, MOST + 1);
  for (const leaf of leaves) {
    if (typeof leaf.class === "object") return refused(leaf.class.reason);
    if (leaf.class === "x87") return refused("the call engine has no long double");
  }
  const exact = inPlace(leaves, layout.size, layout.align);
  if (exact !== null) return { kind: "parts", parts: exact };
  const isFloats = leaves.every((leaf) => leaf.class === "sse" && leaf.size === leaves[0]?.size);
  // AAPCS64 6.8.2: floats of one sort travel in SIMD registers, also if a union or a packed record holds them.
  if (isFloats && !target.triple.startsWith("x86_64")) return refused("its floats are not one after the other");
  const count = layout.size / layout.align;
  if (count > MOST) return refused(`it has ${count} parts`);
  const parts = Array.from({ length: count }, (_, i) => ({
    as: unsigned(layout.align),
    offset: i * layout.align,
    bytes: layout.align,
  }));
  return { kind: "parts", parts };
}

/** One part for each scalar, if a struct of them has the same layout; else `null`. */
function inPlace(leaves: readonly Leaf[], size: number, align: number): readonly Eightbyte[] | null {
  let end = 0;
  for (const leaf of leaves) {
    if (![1, 2, 4, 8].includes(leaf.size) || leaf.offset !== Math.ceil(end / leaf.size) * leaf.size) return null;
    end = leaf.offset + leaf.size;
  }
  const most = Math.max(...leaves.map((leaf) => leaf.size));
  if (leaves.length > MOST || most !== align || Math.ceil(end / align) * align !== size) return null;
  return leaves.map(({ class: kind, offset, size: bytes }) => ({
    as: kind === "sse" ? (bytes === 8 ? "f64" : "f32") : unsigned(bytes),
    offset,
    bytes,
  }));
}

function unsigned(bytes: number): EightbyteClass {
  return bytes === 1 ? "u8" : bytes === 2 ? "u16" : bytes === 4 ? "u32" : "u64";
}

function refused(reason: string): StructParts {
  return { kind: "refused", reason };
}
