import { bind, engineErrno, errnoNumbers, load, viewOf } from "./engine.ts";

/** The functions that tell where errno is, by `process.platform`. */
const ACCESSORS: { readonly [platform: string]: string | undefined } = {
  linux: "__errno_location",
  android: "__errno",
  darwin: "__error",
  freebsd: "__error",
  openbsd: "__errno",
  win32: "_errno",
};

/**
 * errno, as the C function left it. It lives at one address per thread, so it is read there right after each call (1 ns):
 * Node itself changes it between that and any later look.
 */
const cell: Int32Array | null = findErrno();
const watched: Int32Array = cell ?? new Int32Array(1);
// Not `new Int32Array(1)`: V8 moves so small a one about, and looks up where it is.
const last: Int32Array = new Int32Array(new ArrayBuffer(4));

/** Stores errno; to be called straight after a C function. */
export function captureErrno(): void {
  last[0] = watched[0] as number;
}

/** Makes errno what it was after an earlier call, so that what looks at it next sees that. */
export function restoreErrno(number: number): void {
  watched[0] = number;
}

/** errno after the most recent generated call on this thread. Only meaningful if that call's result said that it failed. */
export function errno(): number {
  return cell === null ? engineErrno() : (last[0] as number);
}

/** Where this thread's errno is; `null` if the C library does not tell. */
function findErrno(): Int32Array | null {
  const accessor = ACCESSORS[process.platform];
  if (accessor === undefined) return null;
  try {
    const library = load(process.platform === "win32" ? "ucrtbase.dll" : null);
    const address = bind(library, accessor, "ptr", [])();
    return typeof address === "bigint" ? new Int32Array(viewOf(address, 4)) : null;
  } catch {
    return null;
  }
}

let names: ReadonlyMap<number, string> | null = null;

/** `ENOENT` for 2, and so on; `null` for a number without a name. Of names with one value (EAGAIN, EWOULDBLOCK) the first one. */
export function errnoName(number: number): string | null {
  // Reversed, so that the first of several names stays; koffi lists them in alphabetical order.
  names ??= new Map(
    Object.entries(errnoNumbers())
      .reverse()
      .map(([name, value]) => [value, name]),
  );
  return names.get(number) ?? null;
}
