import type { TypeInfo } from "./ctype.ts";
import { viewOf } from "./engine.ts";
import { $b, $m, $o, $shape } from "./symbols.ts";
import { foreignAddress } from "./window.ts";

/** An object that stands for bytes of memory, JS-owned or C's: a record, a `Ref`, a `CArray`. */
export interface Located {
  readonly [$m]: DataView;
  readonly [$o]: number;
  [$b]: Uint8Array | bigint | null;
  readonly [$shape]: Shape;
}

/** What all objects of a class can say of themselves. */
export interface Shape {
  /** Bytes. */
  readonly size: (object: Located) => number;
  /** What it holds; of an array, one element. */
  readonly type: (object: Located) => TypeInfo;
}

/** Base class of {@link Located}; a subclass says its {@link Shape} with {@link giveShape}. */
export const Located: abstract new (
  memory: DataView,
  offset: number,
) => Located = class {
  readonly [$m]: DataView;
  readonly [$o]: number;
  [$b]: Uint8Array | bigint | null = null;
  declare readonly [$shape]: Shape;

  constructor(memory: DataView, offset: number) {
    this[$m] = memory;
    this[$o] = offset;
  }
};

/** Sets the shape of a subclass. */
export function giveShape<T extends Located>(
  type: { readonly prototype: T },
  shape: { readonly size: (object: T) => number; readonly type: (object: T) => TypeInfo },
): void {
  Object.defineProperty(type.prototype, $shape, { value: shape });
}

/** Bytes. */
export function sizeOf(object: Located): number {
  return object[$shape].size(object);
}

/** Memory of no bytes still has an address, other than NULL. */
export const NO_BYTES: Uint8Array = new Uint8Array(new ArrayBuffer(16));

/** What the engine gets for a located object: bytes, which keep JS-owned memory alive during the call, or an address. */
export function engineMemory(object: Located): Uint8Array | bigint {
  return object[$b] ?? locate(object);
}

function locate(object: Located): Uint8Array | bigint {
  const memory = object[$m];
  const size = sizeOf(object);
  const found =
    foreignAddress(memory, object[$o]) ??
    (size === 0 ? NO_BYTES : new Uint8Array(memory.buffer, memory.byteOffset + object[$o], size));
  object[$b] = found;
  return found;
}

/** Its bytes, not copied. */
export function bytesOfLocated(object: Located): Uint8Array {
  const memory = engineMemory(object);
  if (typeof memory !== "bigint") return memory === NO_BYTES ? new Uint8Array(0) : memory;
  const size = sizeOf(object);
  return size === 0 ? new Uint8Array(0) : new Uint8Array(viewOf(memory, size));
}
