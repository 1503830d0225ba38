import type { TypeTable } from "../spec/abi/type-table.ts";
import type { CType } from "../spec/ctype.ts";
import type { ConstantValue, Field, RecordDeclaration } from "../spec/declaration.ts";
import type { Target } from "../spec/spec.ts";
import type { ByteOrder, Difference, Fact } from "./fact.ts";

/** A number inside of an object. */
interface Part {
  /** `.x`, `[2].y`. */
  readonly path: string;
  /** Bits from the start of the object, and how many. */
  readonly offset: number;
  readonly bits: number;
  readonly value: Extract<ConstantValue, { readonly kind: "int" | "float" | "pointer" }>;
}

/** Compares an object, which is what a compound literal makes, byte by byte with what the spec says is in it. */
export function objectQuestion(
  name: string,
  value: ConstantValue,
  type: CType,
  types: TypeTable,
  target: Target,
): Pick<Fact, "question" | "faults"> {
  const parts = partsOf(value, type, { path: "", offset: 0, width: null }, { types, target });
  return {
    question: { type: `__typeof__(${name})`, value: name },
    faults: (answer, byteOrder) => parts.flatMap((part) => differenceOf(part, answer, byteOrder)),
  };
}

interface Place {
  readonly path: string;
  /** Bits from the start of the object. */
  readonly offset: number;
  /** Bits of a bit-field. */
  readonly width: number | null;
}

interface Layout {
  readonly types: TypeTable;
  readonly target: Target;
}

function partsOf(value: ConstantValue, type: CType, { path, offset, width }: Place, layout: Layout): readonly Part[] {
  const resolved = layout.types.resolve(type);
  switch (value.kind) {
    case "record":
      if (resolved.kind !== "record") return [];
      return value.value.flatMap(({ name, value: member }) => {
        const found = fieldNamed(name, resolved.record, 0, layout);
        if (found === null) return [];
        const { type: of, bitWidth } = found.field;
        return partsOf(member, of, { path: `${path}.${name}`, offset: offset + found.offset, width: bitWidth }, layout);
      });
    case "array": {
      const size = resolved.kind === "array" ? bitsOf(resolved.of, layout) : null;
      if (resolved.kind !== "array" || size === null) return [];
      return value.value.flatMap((element, i) =>
        partsOf(element, resolved.of, { path: `${path}[${i}]`, offset: offset + i * size, width: null }, layout),
      );
    }
    case "int":
    case "float":
    case "pointer": {
      const bits = width ?? bitsOf(type, layout);
      return bits === null || bits > 64 ? [] : [{ path, offset, bits, value }];
    }
    // Where a text lies is known to the linker.
    case "string":
    case "bytes":
      return [];
  }
}

/** C11 6.7.2.1p13: the members of an anonymous record are members of the record around it. */
function fieldNamed(
  name: string,
  record: RecordDeclaration,
  offset: number,
  layout: Layout,
): { readonly field: Field; readonly offset: number } | null {
  for (const field of record.layout?.fields ?? []) {
    if (field.name === name) return { field, offset: offset + field.bitOffset };
    const inner = field.name === null ? layout.types.resolve(field.type) : null;
    const found = inner?.kind === "record" ? fieldNamed(name, inner.record, offset + field.bitOffset, layout) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Bits of a number, a record or an array of them; `null` for what has no size here. */
function bitsOf(type: CType, layout: Layout): number | null {
  const resolved = layout.types.resolve(type);
  switch (resolved.kind) {
    case "bool":
      return 8;
    case "int":
    case "float":
      return resolved.bits;
    case "enum":
      return resolved.enum.underlying?.bits ?? null;
    case "pointer":
      return layout.target.pointerBits;
    case "record":
      return resolved.record.layout === null ? null : resolved.record.layout.size * 8;
    case "array": {
      const size = bitsOf(resolved.of, layout);
      return size === null || resolved.length === null ? null : size * resolved.length;
    }
    default:
      return null;
  }
}

function differenceOf({ path, offset, bits, value }: Part, answer: Uint8Array, byteOrder: ByteOrder): Difference[] {
  const got = readBits(answer, offset, bits, byteOrder);
  const differs = (compiler: string): Difference[] => [{ what: `value of ${path}`, spec: value.value, compiler }];
  if (value.kind === "float") {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, got);
    const number = bits === 32 ? view.getFloat32(4) : view.getFloat64(0);
    const words = value.value.replace("inf", "Infinity").replace("nan", "NaN");
    return Object.is(number, Number(words)) ? [] : differs(String(number));
  }
  return got === BigInt.asUintN(bits, BigInt(value.value)) ? [] : differs(String(got));
}

/** Bit-fields start at the least significant bit on little-endian machines, and on no others does a spec have them. */
function readBits(bytes: Uint8Array, offset: number, bits: number, byteOrder: ByteOrder): bigint {
  const [first, last] = [Math.floor(offset / 8), Math.ceil((offset + bits) / 8)];
  const part = [...bytes.subarray(first, last)];
  const ordered = byteOrder === "little" ? part.reverse() : part;
  const whole = ordered.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return BigInt.asUintN(bits, byteOrder === "little" ? whole >> BigInt(offset % 8) : whole);
}
