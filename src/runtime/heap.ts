import { outOfRange } from "./argument-error.ts";
import { CHECKED } from "./checks.ts";
import { detach } from "./detach.ts";
import { bind, type EngineFunction, type LoadedLibrary, load } from "./engine.ts";
import { ForeignError } from "./foreign-error.ts";
import { markGone } from "./gone-memory.ts";
import { checkNotHeld } from "./held-memory.ts";
import type { Located } from "./located.ts";

/**
 * The heap of C, for what C keeps. In checked mode its blocks are known: what is freed is overwritten and set aside for a while
 * before C gets it back, so that a pointer to it is recognised instead of reading what came there next.
 */
interface Block {
  /** Bytes that C has made room for there, a little more than was asked for; `null` where C does not tell. */
  readonly room: number | null;
  /** A view of all of it that goes with it. */
  owner: Located | ArrayBufferView | null;
}

const live = new Map<bigint, Block>();
/** Addresses freed and not given back yet, as numbers: that is what addresses are compared by when C's memory is read. */
const quarantine = new Set<number>();
/** The same in a ring, from `oldest` on. (A Set's first element is slow to find when many before it were deleted.) */
const QUARANTINE = 256;
const QUARANTINE_BYTES = 1 << 20;
const ring = Array.from({ length: QUARANTINE }, () => ({ address: 0, size: 0 }));
let oldest = 0;
let quarantined = 0;
const POISON = 0xdd;

interface Heap {
  readonly calloc: EngineFunction;
  readonly malloc: EngineFunction;
  readonly realloc: EngineFunction;
  readonly free: EngineFunction;
  readonly memset: EngineFunction;
  /** How much room a block has. */
  readonly roomOf: EngineFunction | null;
}

const ROOM_OF: { readonly [platform: string]: string | undefined } = {
  linux: "malloc_usable_size",
  darwin: "malloc_size",
  win32: "_msize",
};
let opened: Heap | null = null;

/** The allocator that libraries call: libc's own, not one that was preloaded (they are loaded with RTLD_DEEPBIND). */
function heap(): Heap {
  if (opened !== null) return opened;
  const library = load(process.platform === "win32" ? "ucrtbase.dll" : libc());
  opened = {
    calloc: bind(library, "calloc", "ptr", ["u64", "u64"]),
    malloc: bind(library, "malloc", "ptr", ["u64"]),
    realloc: bind(library, "realloc", "ptr", ["ptr", "u64"]),
    free: bind(library, "free", "void", ["ptr"]),
    memset: bind(library, "memset", "ptr", ["ptr", "i32", "u64"]),
    roomOf: bindRoomOf(library),
  };
  if (CHECKED) process.once("exit", () => emptyQuarantine(0, 0));
  return opened;
}

function bindRoomOf(library: LoadedLibrary): EngineFunction | null {
  const name = ROOM_OF[process.platform];
  try {
    return name === undefined ? null : bind(library, name, "u64", ["ptr"]);
  } catch {
    return null;
  }
}

function libc(): string | null {
  if (process.platform !== "linux") return null;
  try {
    load("libc.so.6");
    return "libc.so.6";
  } catch {
    return null; // musl
  }
}

/** `size` bytes of C's heap, zeroed if `zeroed`; never NULL. */
export function heapAlloc(size: number, zeroed: boolean, owner: string): bigint {
  checkSize(size, owner);
  const wanted = Math.max(size, 1);
  // What is large is not held back when more of it is wanted.
  if (size > QUARANTINE_BYTES) emptyQuarantine(QUARANTINE, 0);
  return known(zeroed ? heap().calloc(1, wanted) : heap().malloc(wanted), size, owner);
}

/** Moves the block at `address` (`null`: a new one) to one of `size` bytes. */
export function heapRealloc(address: bigint | null, size: number, owner: string): bigint {
  checkSize(size, owner);
  if (address === null) return heapAlloc(size, false, owner);
  const block = CHECKED ? ours(address, owner, "p") : null;
  const moved = known(heap().realloc(address, Math.max(size, 1)), size, owner);
  if (block !== null) {
    if (moved !== address) live.delete(address);
    end(block);
  }
  return moved;
}

/** Gives a block back to C. */
export function heapFree(address: bigint, owner: string): void {
  if (!CHECKED) {
    heap().free(address);
    return;
  }
  const block = ours(address, owner, "p");
  live.delete(address);
  const size = block.room ?? 0;
  heap().memset(address, POISON, Math.min(size, QUARANTINE_BYTES));
  end(block);
  emptyQuarantine(QUARANTINE - 1, QUARANTINE_BYTES - size);
  quarantine.add(Number(address));
  ring[(oldest + quarantine.size - 1) % QUARANTINE] = { address: Number(address), size };
  quarantined += size;
}

/** C takes a block over: it frees it with its own `free`. */
export function heapHandOver(address: bigint): void {
  live.delete(address);
}

/** Notes the object that shows all of a block, to be made unusable with it. */
export function ownBlock(address: bigint, owner: Located | ArrayBufferView): void {
  const block = live.get(address);
  if (block !== undefined) block.owner = owner;
}

/** Bytes that the block of ours that begins at `address` has room for; `null` if there is none, or C does not tell. */
export function blockSize(address: bigint): number | null {
  return blockAt(address)?.room ?? null;
}

/** The block of ours at `address`. What was given to C may have been freed by C, and be another block by now. */
function blockAt(address: bigint): Block | null {
  const block = live.get(address);
  if (block === undefined) return null;
  if (roomAt(address) === block.room) return block;
  live.delete(address);
  return null;
}

function roomAt(address: bigint): number | null {
  const { roomOf } = heap();
  return roomOf === null ? null : Number(roomOf(address));
}

/** Throws if a block that began at `address` has been freed. */
export function checkNotFreed(address: number, owner: string): void {
  if (CHECKED && quarantine.size !== 0 && quarantine.has(address)) {
    throw new TypeError(`${owner}: the memory at 0x${address.toString(16)} has been freed`);
  }
}

function checkSize(size: number, owner: string): void {
  if (!Number.isSafeInteger(size) || size < 0) throw outOfRange(owner, "size", "a whole number of bytes", size);
}

function known(result: unknown, size: number, owner: string): bigint {
  if (typeof result !== "bigint") throw new ForeignError(`${owner}: C has no ${size} bytes left`);
  if (CHECKED) live.set(result, { room: roomAt(result), owner: null });
  return result;
}

function ours(address: bigint, owner: string, parameter: string): Block {
  const block = blockAt(address);
  if (block !== null) {
    checkNotHeld(address, block.room ?? 1, owner, parameter);
    return block;
  }
  throw new TypeError(
    quarantine.has(Number(address))
      ? `${owner}: ${parameter} has been freed already`
      : `${owner}: ${parameter} is not what malloc of this runtime gave; what C allocated goes back by its own function, or C's free: freeForeign(p)`,
  );
}

/** Views of it are unusable from now on. (On Node 20 a typed array over C's memory cannot be told.) */
function end({ owner }: Block): void {
  if (owner === null) return;
  detach((ArrayBuffer.isView(owner) ? owner : owner["~m"]).buffer, true);
  if (!ArrayBuffer.isView(owner)) markGone(owner);
}

/** Gives the oldest back to C until no more than this many are left. */
function emptyQuarantine(blocks: number, bytes: number): void {
  while (quarantine.size > 0 && (quarantine.size > blocks || quarantined > bytes)) {
    const block = ring[oldest];
    if (block === undefined) return;
    oldest = (oldest + 1) % QUARANTINE;
    quarantine.delete(block.address);
    quarantined -= block.size;
    heap().free(BigInt(block.address));
  }
}

/** C's `free`, at once, for what C allocated: nothing checks but that it was not freed by this runtime. */
export function heapFreeForeign(address: bigint, owner: string): void {
  if (quarantine.has(Number(address))) throw new TypeError(`${owner}: p has been freed already`);
  const block = blockAt(address);
  checkNotHeld(address, roomAt(address) ?? 1, owner, "p");
  live.delete(address);
  heap().free(address);
  if (block !== null) end(block);
}
