import { bind, engineErrno, errnoNumbers, load } from "./engine.ts";
import { windowAt } from "./window.ts";

/**
 * errno, as the C function left it. It lives at one address per thread, so it is read there right after each call (1 ns):
 * Node itself changes it between that and any later look.
 */
let view: DataView = new DataView(new ArrayBuffer(4));
let offset = 0;
let last = 0;
let found: "unknown" | "address" | "engine" = "unknown";

/** Stores errno; to be called straight after a C function. */
export function captureErrno(): void {
  last = view.getInt32(offset, true);
}

/** errno after the most recent generated call on this thread. Only meaningful if that call's result said that it failed. */
export function errno(): number {
  return found === "engine" ? engineErrno() : last;
}

const ACCESSORS: { readonly [platform: string]: string | undefined } = {
  linux: "__errno_location",
  android: "__errno",
  darwin: "__error",
  freebsd: "__error",
  openbsd: "__errno",
  win32: "_errno",
};

/** Looks up where this thread's errno is; called when the first function is bound. */
export function findErrno(): void {
  if (found !== "unknown") return;
  found = "engine";
  const accessor = ACCESSORS[process.platform];
  if (accessor === undefined) return;
  try {
    const library = load(process.platform === "win32" ? "ucrtbase.dll" : null);
    const address = Number(bind(library, accessor, "ptr", [])());
    const window = windowAt(address);
    view = window.view;
    offset = address - window.base;
    found = "address";
  } catch {
    // A C library without it: errno() asks the engine.
  }
}

let names: ReadonlyMap<number, string> | null = null;

/** `ENOENT` for 2, and so on; `null` for a number without a name. Of names with one value (EAGAIN, EWOULDBLOCK) the usual one. */
export function errnoName(number: number): string | null {
  // Reversed, so that the first of several names stays; koffi lists them in alphabetical order.
  names ??= new Map(
    Object.entries(errnoNumbers())
      .reverse()
      .map(([name, value]) => [value, name]),
  );
  return names.get(number) ?? null;
}
