import type { EngineStruct } from "./engine.ts";
import type { Located } from "./located.ts";
import { type NativeScalar, type NativeType, scalarSize } from "./native-type.ts";
import { setLong } from "./scalar-types.ts";

/**
 * Records that travel by value, in the pieces that the ABI cuts them into (System V x86-64 psABI 3.2.3). The engine's own structs
 * are slow and, when packed or over-aligned, wrong; numbers in the right registers are neither.
 */

/** The `bytes` (1 to 8) of a record at `offset`, as the unsigned integer that stands for them in a register or stack word. */
export function word(record: Located, offset: number, bytes: number): number | bigint {
  const memory = record["~m"];
  const at = record["~o"] + offset;
  if (bytes === 4) return memory.getUint32(at, true);
  if (bytes === 8) {
    const high = memory.getUint32(at + 4, true);
    // A number is what the engine takes fastest; it holds 53 bits.
    return high < 0x200000 ? high * 2 ** 32 + memory.getUint32(at, true) : memory.getBigUint64(at, true);
  }
  let value = 0n;
  for (let i = bytes - 1; i >= 0; i--) value = (value << 8n) | BigInt(memory.getUint8(at + i));
  return value;
}

/** The reverse of {@link word}: stores the low `bytes` of `value`, and nothing beyond them. */
export function setWord(record: Located, offset: number, bytes: number, value: number | bigint): void {
  const memory = record["~m"];
  const at = record["~o"] + offset;
  if (bytes === 8) setLong(memory, at, value);
  else if (bytes === 4) memory.setUint32(at, Number(BigInt.asUintN(32, BigInt(value))), true);
  else {
    let rest = BigInt.asUintN(64, BigInt(value));
    for (let i = 0; i < bytes; i++, rest >>= 8n) memory.setUint8(at + i, Number(rest & 0xffn));
  }
}

/** The piece of `record` at `offset` that goes as one argument of the given type. */
export function readPart(type: NativeScalar, record: Located, offset: number): number | bigint {
  if (type === "f64") return record["~m"].getFloat64(record["~o"] + offset, true);
  if (type === "f32") return record["~m"].getFloat32(record["~o"] + offset, true);
  return word(record, offset, partSize(type, record, offset));
}

/** Stores a piece that came as one argument of the given type. */
export function writePart(type: NativeScalar, record: Located, offset: number, value: number | bigint): void {
  if (type === "f64") record["~m"].setFloat64(record["~o"] + offset, value as number, true);
  else if (type === "f32") record["~m"].setFloat32(record["~o"] + offset, value as number, true);
  else setWord(record, offset, partSize(type, record, offset), value);
}

/** The last word of a record may be longer than what is left of the record. */
function partSize(type: NativeScalar, record: Located, offset: number): number {
  return Math.min(scalarSize(type), record["~size"]() - offset);
}

interface Part {
  readonly key: `w${number}`;
  readonly offset: number;
  readonly type: NativeScalar | Layout;
}
interface Layout {
  readonly parts: readonly Part[];
  readonly size: number;
  readonly align: number;
}

const layouts = new WeakMap<readonly NativeType[], Layout>();

/** Natural C layout of an engine struct. */
function layoutOf(types: readonly NativeType[]): Layout {
  const known = layouts.get(types);
  if (known !== undefined) return known;
  let size = 0;
  let align = 1;
  const parts = types.map((type, i): Part => {
    const inner = typeof type === "string" ? null : layoutOf(type);
    const step = inner?.align ?? scalarSize(type as NativeScalar);
    const offset = Math.ceil(size / step) * step;
    size = offset + (inner?.size ?? scalarSize(type as NativeScalar));
    align = Math.max(align, step);
    return { key: `w${i}`, offset, type: inner ?? (type as NativeScalar) };
  });
  const layout = { parts, size: Math.ceil(size / align) * align, align };
  layouts.set(types, layout);
  return layout;
}

/** The engine struct of `types` with the bytes of `record` from `offset` on. Keep `types` in a constant: its layout is worked out once. */
export function pack(types: readonly NativeType[], record: Located, offset = 0): EngineStruct {
  return packAt(layoutOf(types), record, offset);
}

function packAt(layout: Layout, record: Located, base: number): EngineStruct {
  const struct: Record<`w${number}`, number | bigint | EngineStruct> = {};
  for (const { key, offset, type } of layout.parts) {
    struct[key] =
      typeof type === "string" ? readPart(type, record, base + offset) : packAt(type, record, base + offset);
  }
  return struct;
}

/** Stores an engine struct that C returned into `record`, from `offset` on. */
export function unpack(types: readonly NativeType[], value: EngineStruct, record: Located, offset = 0): void {
  if (types.length === 2 && types[0] === "f64" && types[1] === "f64") {
    // What is returned most (points, complex numbers) goes without the loop over a layout, which takes as long as a call.
    record["~m"].setFloat64(record["~o"] + offset, value["w0"] as number, true);
    record["~m"].setFloat64(record["~o"] + offset + 8, value["w1"] as number, true);
    return;
  }
  unpackAt(layoutOf(types), value, record, offset);
}

function unpackAt(layout: Layout, value: EngineStruct, record: Located, base: number): void {
  for (const { key, offset, type } of layout.parts) {
    const part = value[key];
    if (typeof type === "string") writePart(type, record, base + offset, part as number | bigint);
    else unpackAt(type, part as EngineStruct, record, base + offset);
  }
}
