import koffi, { type LibraryHandle, type TypeObject } from "koffi";
import type { NativeType } from "./native-type.ts";

/**
 * The call engine: the only module that knows koffi. Everything here speaks scalars, strings and addresses;
 * records, lifetimes and argument checks are the business of the modules above it.
 */

/** A library that has been opened. While the handle is kept, bound functions and addresses stay valid. */
export interface LoadedLibrary {
  /** Throws if the library has no such symbol. Thread-local variables give the calling thread's instance. */
  symbol(name: string): bigint;
}

/** What koffi converts to a C argument. Pointers are addresses or bytes, never numbers. */
export type NativeArgument = number | bigint | string | boolean | null | ArrayBufferView | EngineStruct;

/** A struct as koffi wants it: the words `w0`, `w1`, … of a {@link NativeType} list. Only this runtime makes them. */
export interface EngineStruct {
  readonly [word: `w${number}`]: number | bigint | EngineStruct;
}

/** A koffi type: a name, or an object that koffi made. */
export type EngineType = string | TypeObject;

/** A function of C as koffi binds it, before our view of its result. */
export type EngineFunction = (...args: readonly unknown[]) => unknown;

/** What C code on another thread gets to run on, in bytes: as much as on the main thread. (koffi's own 128 KiB end in a crash.) */
const STACK = 2 ** 21;
/** Calls on other threads that may be under way at once; koffi has no more. */
export const MAX_ASYNC = 4096;

configure();

/** Must come before anything is loaded. If the program has loaded something with koffi before, its configuration stays. */
function configure(): void {
  try {
    koffi.config({ async_stack_size: STACK, max_async_calls: MAX_ASYNC });
  } catch {
    // Only koffi knows whether it is too late.
  }
}

// koffi's type names are global to the process: two copies of this runtime must not meet in them.
const prefix = `c2ts_${process.pid.toString(36)}_${Math.random().toString(36).slice(2, 10)}`;
let names = 0;
const uniqueName = (): string => `${prefix}_${names++}`;

/** Opens a library so that its own symbols win over those of the node binary (RTLD_DEEPBIND where there is such a thing). */
export function load(path: string | null): LoadedLibrary {
  return koffi.load(path, { deep: true });
}

/** Ends the process at once, its other threads too (POSIX `_exit`). Returns where the system has no such function. */
export function endProcess(code: number): void {
  try {
    bind(load(null), "_exit", "void", ["i32"])(code);
  } catch {
    // Windows
  }
}

/** Closes a library: whatever was bound of it crashes when called. */
export function unload(library: LoadedLibrary): void {
  (library as LibraryHandle).unload();
}

/** Binds `symbol` of a library returned by {@link load}; throws if it is not there. */
export function bind(
  library: LoadedLibrary,
  symbol: string,
  result: NativeType,
  parameters: readonly (NativeType | "...")[],
): EngineFunction {
  const types = parameters.map((type) => (type === "..." ? type : engineType(type)));
  return (library as LibraryHandle).func(symbol, engineType(result), types);
}

/**
 * Calls `fn` on a thread of libuv's pool. The arguments are converted before this returns, but of memory only the address:
 * the caller keeps it alive until `done`, which is called on this thread, and never before C has returned.
 * Throws if too many calls are under way.
 */
export function callOnThread(
  fn: EngineFunction,
  args: readonly unknown[],
  done: (error: unknown, result: unknown) => void,
): void {
  (fn as unknown as { readonly async: (...args: readonly unknown[]) => void }).async(...args, done);
}

/** The signature of a function pointer. */
export function prototype(result: NativeType, parameters: readonly NativeType[]): EngineType {
  return koffi.proto(uniqueName(), engineType(result), parameters.map(engineType));
}

/** A C function pointer that calls `fn`. It lives until {@link unregister}; the process has 8192 of them. */
export function register(fn: (...args: never[]) => unknown, signature: EngineType): bigint {
  return koffi.register(fn, koffi.pointer(signature));
}

/** Gives back what {@link register} took. C must not hold the address any more. */
export function unregister(address: bigint): void {
  koffi.unregister(address);
}

/** The C function at `address`, as a JavaScript function. */
export function functionAt(address: bigint, signature: EngineType): EngineFunction {
  return koffi.decode(address, signature) as EngineFunction;
}

/** The `length` bytes at `address`, not copied. The caller has made sure that `address` is not NULL. */
export function viewOf(address: bigint, length: number): ArrayBuffer {
  return koffi.view(address, length);
}

/** Where the bytes of a view are. They do not move for as long as the view's buffer is alive. */
export function addressOfBytes(bytes: Uint8Array): bigint {
  return koffi.address(bytes);
}

/** The same for a view of any sort. */
export function addressOfView({ buffer, byteOffset, byteLength }: ArrayBufferView): bigint {
  return addressOfBytes(new Uint8Array(buffer, byteOffset, byteLength));
}

/** errno of this thread, read through the engine (40 ns). */
export function engineErrno(): number {
  return koffi.errno();
}

/** `ENOENT` to 2, and so on, for the system that this runs on. */
export function errnoNumbers(): Readonly<Record<string, number>> {
  return koffi.os.errno;
}

const SCALARS = {
  void: "void",
  bool: "bool",
  i8: "int8_t",
  u8: "uint8_t",
  i16: "int16_t",
  u16: "uint16_t",
  i32: "int32_t",
  u32: "uint32_t",
  i64: "int64_t",
  u64: "uint64_t",
  long: "int64_t",
  ulong: "uint64_t",
  f32: "float",
  f64: "double",
  ptr: "void *",
  str: "str",
  str16: "str16",
  str32: "str32",
} as const;

const structs = new Map<string, EngineType>();

/** koffi's name of a native type; structs are made once per shape. */
export function engineType(type: NativeType): EngineType {
  if (typeof type === "string") return SCALARS[type];
  const shape = JSON.stringify(type);
  let struct = structs.get(shape);
  if (struct === undefined) {
    struct = koffi.struct(uniqueName(), Object.fromEntries(type.map((word, i) => [`w${i}`, engineType(word)])));
    structs.set(shape, struct);
  }
  return struct;
}
