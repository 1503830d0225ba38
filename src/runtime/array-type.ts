import { describe, outOfRange, wrongType } from "./argument-error.ts";
import { CArray } from "./c-array.ts";
import { checkText } from "./check-text.ts";
import { completeType } from "./complete-type.ts";
import { checkWritable, isConstant } from "./constant-memory.ts";
import type { ArrayInput, ArrayView, CType, FixedArray, TypeInfo } from "./ctype.ts";
import { describeType } from "./describe-type.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { elementType } from "./record-type.ts";
import { foreignAddress, foreignBuffer } from "./window.ts";

/** Descriptor of `T[n]`. Besides what it reads as, anything with a `length` and elements can be written; of `char`s also text. */
export interface ArrayType<B, J, E> extends CType<FixedArray<B>, J> {
  write(memory: DataView, offset: number, value: J | ArrayLike<E> | ArrayInput<B>, owner: string, name: string): void;
}

/** Descriptor of `T[length]`: numbers read as a typed array over the memory, anything else as a `CArray`. */
export function array<T extends RecordView>(of: RecordClass<T>, length: number): ArrayType<T, CArray<T, T>, T>;
export function array<B, J>(of: CType<B, J>, length: number): ArrayType<B, ArrayView<B, J>, J>;
export function array(of: unknown, length: number): unknown {
  // The overloads say what `of` is, and what belongs to it.
  const element = completeType(elementType(of as CType<unknown> | RecordClass<RecordView>), "c.array");
  const view = VIEWS[element.name];
  const read = (memory: DataView, offset: number): unknown =>
    view === undefined ? new CArray(element, length, memory, offset) : typedArray(view, memory, offset, length);
  return arrayType(element, length, read);
}

/**
 * Descriptor of a vector of C's compilers, `T __attribute__((vector_size(n)))`: an array whose size and alignment are the power of two
 * that its elements fit into.
 */
export function vector<B, J>(of: CType<B, J>, length: number): ArrayType<B, ArrayView<B, J>, J> {
  const elements = array(of, length);
  const size = 2 ** Math.ceil(Math.log2(elements.size));
  return arrayType(of, length, elements.read, { size, align: size });
}

/** Whether an array of these reads as a typed array, which has a buffer of its own where the memory is C's. */
export function readsAsTypedArray(element: TypeInfo): boolean {
  return VIEWS[element.name] !== undefined;
}

/** `length` elements in place, as `c.array` reads them; a `CArray` in any case where a typed array could not begin. */
export function arrayView<B, J>(
  element: CType<B, J>,
  length: number,
  memory: DataView,
  offset: number,
  aligned: boolean,
): ArrayBufferView | CArray<B, J> {
  const view = aligned ? VIEWS[element.name] : undefined;
  return view === undefined ? new CArray(element, length, memory, offset) : typedArray(view, memory, offset, length);
}

/** Descriptor of `T[length]` in a packed record, where a typed array cannot begin: always reads as a `CArray`. */
export function unalignedArray<B, J>(of: CType<B, J>, length: number): ArrayType<B, CArray<B, J>, J> {
  return arrayType(
    completeType(of, "unalignedArray"),
    length,
    (memory, offset) => new CArray(of, length, memory, offset),
  );
}

function arrayType<B, J, V>(
  element: CType<B, J>,
  length: number,
  read: (memory: DataView, offset: number) => V,
  space: Pick<TypeInfo, "size" | "align"> = { size: element.size * length, align: element.align },
): ArrayType<B, V, J> {
  if (!Number.isSafeInteger(length) || length < 0) throw outOfRange("c.array", "length", "a whole number", length);
  return describeType<FixedArray<B>, V>({
    name: `${element.name}[${length}]`,
    ...space,
    kind: "array",
    native: null,
    element,
    pass: () => null,
    read,
    write: (memory, offset, value, owner, name) => copyElements(element, length, memory, offset, value, owner, name),
  });
}

/** Writes `length` elements, checked, from byte `offset` of `memory` on; `value` must have as many. */
export function copyElements<B, J>(
  element: CType<B, J>,
  length: number,
  memory: DataView,
  offset: number,
  value: unknown,
  owner: string,
  name: string,
): void {
  const isText = element["~kind"] === "char";
  if (isText && typeof value === "string") {
    writeText(value, length, memory, offset, owner, name);
    return;
  }
  if (typeof value !== "object" || value === null || !("length" in value)) {
    throw wrongType(owner, name, `${isText ? "a string or " : ""}an array of ${length} elements`, value);
  }
  if (value.length !== length) {
    throw new RangeError(`${owner}: ${name} has ${length} elements, got ${String(value.length)}`);
  }
  const source = value instanceof CArray ? value.toArray() : Array.from(value as ArrayLike<J>);
  if (element.name === "char") {
    writeChars(source, memory, offset, owner, name);
    return;
  }
  source.forEach((item, i) => {
    element.write(memory, offset + i * element.size, item, owner, `${name}[${i}]`);
  });
}

/** `char`s read as bytes, whatever their sign is, and can be written as either. */
function writeChars(source: readonly unknown[], memory: DataView, offset: number, owner: string, name: string): void {
  source.forEach((item, i) => {
    if (typeof item !== "number") throw wrongType(owner, `${name}[${i}]`, "a number (char)", item);
    const isChar = (item & 0xff) === item || (item << 24) >> 24 === item;
    if (!isChar) throw outOfRange(owner, `${name}[${i}]`, "an integer from -128 to 255", item);
    memory.setUint8(offset + i, item & 0xff);
  });
}

const encoder = new TextEncoder();

/** Text as C has it in a `char[length]`: UTF-8 with its NUL, and zeros to the end. */
function writeText(value: string, length: number, memory: DataView, offset: number, owner: string, name: string): void {
  checkWritable(memory);
  const bytes = encoder.encode(checkText(value, owner, name));
  if (bytes.length >= length) {
    const needed = `${bytes.length + 1} with the NUL that ends it`;
    throw new RangeError(`${owner}: ${name} has ${length} bytes, ${describe(value)} takes ${needed}`);
  }
  const target = new Uint8Array(memory.buffer, memory.byteOffset + offset, length);
  target.set(bytes);
  target.fill(0, bytes.length);
}

type View = {
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): ArrayBufferView;
  readonly BYTES_PER_ELEMENT: number;
};

/** The typed arrays that show C's numbers; the types of `c` say the same. */
const VIEWS: { readonly [name: string]: View | undefined } = {
  char: Uint8Array,
  "signed char": Int8Array,
  "unsigned char": Uint8Array,
  short: Int16Array,
  "unsigned short": Uint16Array,
  int: Int32Array,
  "unsigned int": Uint32Array,
  "long long": BigInt64Array,
  "unsigned long long": BigUint64Array,
  float: Float32Array,
  double: Float64Array,
  char16_t: Uint16Array,
  char32_t: Uint32Array,
};

function typedArray(view: View, memory: DataView, offset: number, length: number): ArrayBufferView {
  const address = foreignAddress(memory, offset);
  if (address === null) return new view(memory.buffer, memory.byteOffset + offset, length);
  if (length === 0) return new view(new ArrayBuffer(0));
  const size = length * view.BYTES_PER_ELEMENT;
  // Nothing can stop who writes a typed array.
  if (isConstant(memory)) return new view(memory.buffer.slice(offset, offset + size));
  // A buffer of exactly these bytes: what is given away must not reach the rest of the address space.
  return new view(foreignBuffer(address, size), 0, length);
}
