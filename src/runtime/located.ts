import { CHECKED } from "./checks.ts";
import { isConstant } from "./constant-memory.ts";
import type { TypeInfo } from "./ctype.ts";
import { viewOf } from "./engine.ts";
import { foreignAddress } from "./window.ts";

/**
 * An object that stands for bytes of memory, JS-owned or C's: a record, a `Ref`, a `CArray`. (Its fields are only declared:
 * a class field would be defined as undefined first and assigned then, which doubles the time of making one.)
 * What it has for the runtime is named with a tilde, which no C member can have in its name. (Symbols imported from
 * another module are looked up at half the speed.)
 */
export abstract class Located {
  /** The memory that it reads and writes. */
  declare readonly "~m": DataView;
  /** Its first byte there. */
  declare readonly "~o": number;
  /** What goes to C for it: bytes of JS-owned memory, the address of C's own; `null` until first asked for. */
  declare "~b": Uint8Array | bigint | null;

  constructor(memory: DataView, offset: number) {
    this["~m"] = memory;
    // Offsets in C's memory are beyond 31 bits. A field that only ever held numbers would become a double then, and slow
    // down the records in our own memory too; one that has held null stays a tagged value.
    (this as { "~o": number | null })["~o"] = null;
    this["~o"] = offset;
    this["~b"] = null;
  }

  /** Bytes. */
  abstract "~size"(): number;
  /** What it holds; of an array, one element. */
  abstract "~holds"(): TypeInfo;
}

/** The name of {@link Located}'s memory. */
export const $m: "~m" = "~m";
/** The name of its offset there. */
export const $o: "~o" = "~o";

/** Memory of no bytes still has an address, other than NULL. */
export const NO_BYTES: Uint8Array = new Uint8Array(new ArrayBuffer(16));

/** What the engine gets for a located object: bytes, which keep JS-owned memory alive during the call, or an address. */
export function engineMemory(object: Located): Uint8Array | bigint {
  return object["~b"] ?? locate(object);
}

function locate(object: Located): Uint8Array | bigint {
  const memory = object["~m"];
  const size = object["~size"]();
  const found =
    foreignAddress(memory, object["~o"]) ??
    (size === 0 ? NO_BYTES : new Uint8Array(memory.buffer, memory.byteOffset + object["~o"], size));
  // What is misaligned is looked at, and refused, each time.
  if (!CHECKED || isAligned(object, typeof found === "bigint" ? Number(found) : null)) object["~b"] = found;
  return found;
}

/** Whether it begins where what it holds may. A buffer of ours does for any type, so that the offset in it tells. */
function isAligned(object: Located, address: number | null): boolean {
  const { align } = object["~holds"]();
  const at = address ?? object["~m"].byteOffset + object["~o"];
  // The low bits of an address are enough.
  return ((at | 0) & ((address === null ? Math.min(align, 16) : align) - 1)) === 0;
}

/** Its bytes, not copied, unless they are const in C. */
export function bytesOfLocated(object: Located): Uint8Array {
  const memory = engineMemory(object);
  if (typeof memory !== "bigint") return memory === NO_BYTES ? new Uint8Array(0) : memory;
  const size = object["~size"]();
  if (size === 0) return new Uint8Array(0);
  const bytes = new Uint8Array(viewOf(memory, size));
  return isConstant(object["~m"]) ? bytes.slice() : bytes;
}
