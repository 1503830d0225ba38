import { assertNever } from "../assert-never.ts";
import type { CType } from "../ctype.ts";
import type { Target } from "../spec.ts";
import type { TypeTable } from "./type-table.ts";

export interface Layout {
  /** Bytes. */
  readonly size: number;
  /** Bytes. */
  readonly align: number;
}

/** Size and alignment of a type on the spec's target, or `null` where it has none or the spec does not say. */
export function layoutOf(type: CType, types: TypeTable, target: Target): Layout | null {
  const layout = measure(type, types, target, layoutOf);
  const align = types.typedefAlign(type);
  return layout === null || align === null ? layout : { size: layout.size, align };
}

/** The same without what typedefs say of alignment: what the processor and the calling convention go by. */
export function naturalLayout(type: CType, types: TypeTable, target: Target): Layout | null {
  return measure(type, types, target, naturalLayout);
}

/** @param part measures the type of an element. */
function measure(type: CType, types: TypeTable, target: Target, part: typeof layoutOf): Layout | null {
  const resolved = types.resolve(type);
  switch (resolved.kind) {
    case "bool":
      return { size: 1, align: 1 };
    case "int":
    case "float":
      return scalarLayout(resolved.bits, target);
    case "pointer":
      return { size: target.pointerBits / 8, align: target.pointerBits / 8 };
    case "enum":
      return resolved.enum.underlying === null ? null : scalarLayout(resolved.enum.underlying.bits, target);
    case "record":
      return resolved.record.layout;
    case "array": {
      const element = part(resolved.of, types, target);
      return element === null ? null : { size: element.size * (resolved.length ?? 0), align: element.align };
    }
    case "complex": {
      const half = part(resolved.of, types, target);
      return half === null ? null : { size: half.size * 2, align: half.align };
    }
    case "vector":
      return { size: resolved.size, align: resolved.size };
    case "other":
      return resolved.size === null || resolved.align === null ? null : { size: resolved.size, align: resolved.align };
    case "void":
    case "function":
    case "unknown":
      return null;
    default:
      return assertNever(resolved);
  }
}

/** i386's System V ABI aligns 64-bit scalars to four bytes; every other target aligns a scalar to its size. */
function scalarLayout(bits: number, target: Target): Layout {
  const size = bits / 8;
  const isI386 = /^i[3-6]86-/.test(target.triple) && !/windows|msvc/.test(target.triple);
  if (bits === 96) return { size, align: 4 };
  return { size, align: isI386 ? Math.min(size, 4) : size };
}
