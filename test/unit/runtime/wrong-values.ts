/** Every function of the memory interface, and every wrong value. */
import * as rt from "c2ts-runtime";
import { point } from "./point.ts";

const { c } = rt;
const bytes = new Uint8Array(16);
const detached = new Uint8Array(8);
structuredClone(detached, { transfer: [detached.buffer] });
const freed = point.malloc();
rt.free(freed);
const lost = rt.scope((s) => s.alloc(point));
const lostArray = rt.scope((s) => s.array(c.int, 4));
const disposed = rt.own(rt.malloc(8), rt.free);
disposed.dispose();
const thrower = {
  get length(): number {
    throw new Error("getter");
  },
  [Symbol.toPrimitive](): number {
    throw new Error("toPrimitive");
  },
};

/** Nothing here is an address that somebody could have meant: those are trusted, as in C. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  0n,
  -1n,
  1n,
  4095n,
  2n ** 47n,
  2n ** 63n,
  2n ** 64n,
  -(2n ** 70n),
  "",
  "text",
  "\ud800",
  Symbol("s"),
  () => 0,
  class {},
  {},
  [],
  [1, 2],
  [undefined],
  new Map(),
  new Date(0),
  /x/,
  bytes,
  bytes.subarray(16),
  new Float64Array(2),
  new DataView(bytes.buffer),
  bytes.buffer,
  new SharedArrayBuffer(8),
  detached,
  freed,
  lost,
  lostArray,
  disposed,
  thrower,
  new Proxy({}, {}),
  Object.create(null),
  point,
  point.alloc(),
  point.array(2),
  new rt.Ref(c.int, 1),
  c.int,
  c.void,
  c.pointer(point),
  c.array(c.int, 2),
  rt.scope(),
  rt.pool(point),
  Promise.resolve(1),
  new Proxy(bytes, {}),
  { length: 100 },
  { length: -1 },
  { length: "2" },
];

type Any = (...args: readonly unknown[]) => unknown;
const methods = (of: object, ...names: readonly string[]): readonly (readonly [string, Any])[] =>
  names.map((name) => [name, (...args) => Reflect.apply(Reflect.get(of, name), of, args)]);

const own: Any = (p, free) => {
  const owned = (rt.own as Any)(p, free) as rt.Owned<unknown>;
  owned.release();
};
const FUNCTIONS: readonly (readonly [string, Any])[] = [
  ...methods(
    rt,
    "malloc",
    "calloc",
    "realloc",
    "free",
    "allocString",
    "copy",
    "fill",
    "compare",
    "offset",
    "distance",
    "cast",
    "view",
    "pin",
    "pool",
    "scope",
    "addressOf",
    "bytesOf",
    "cstring",
    "cstring16",
    "cstring32",
    "wcstring",
    "text",
    "pointer",
    "useLibraryFolder",
    "closeLibrary",
  ),
  ["own", own],
  ["freeForeign", (p) => (typeof p === "bigint" ? null : (rt.freeForeign as Any)(p))],
  ...[c.int, c.double, c.char, c.string, c.pointer(point), c.array(c.int, 2), c.int128].flatMap((type) =>
    methods(type, "at", "set", "view", "offset", "array", "mallocArray"),
  ),
  ...methods(point, "at", "view", "offset", "array", "mallocArray"),
  ...methods(rt.scope(), "alloc", "ref", "array", "string", "callback", "own", "defer"),
  ...methods(rt.pool(point), "free"),
  ["Pool", (type) => new rt.Pool(type as never)],
  ["Ref", (type, value) => new rt.Ref(type as never, value as never)],
  [
    "ref.value",
    (value) => {
      new rt.Ref(c.pointer(point)).value = value as never;
    },
  ],
  [
    "member",
    (value) => {
      point.alloc().next = value as never;
    },
  ],
  [
    "member of C's",
    (value) => {
      const record = point.malloc();
      try {
        record.next = value as never;
      } finally {
        rt.free(record);
      }
    },
  ],
];

/** Errors of ours, of JavaScript's, and those that the value itself throws. */
const isClear = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof rt.ForeignError ||
  (error instanceof Error && /^(getter|toPrimitive)$/.test(error.message));

/** Gives each function each value, alone and in pairs. Returns the errors that are not clear, and how many calls there were. */
export function giveWrongValues(): { readonly unclear: readonly string[]; readonly calls: number } {
  const unclear: string[] = [];
  let calls = 0;
  for (const [name, fn] of FUNCTIONS) {
    const attempt = (...args: readonly unknown[]): void => {
      calls++;
      try {
        const result = fn(...args);
        if (/alloc$|mallocArray|allocString/.test(name)) rt.free(result as never);
      } catch (error) {
        if (!isClear(error)) unclear.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
      }
    };
    attempt();
    for (const value of VALUES) {
      attempt(value);
      for (const other of VALUES) attempt(value, other);
      if (/^(copy|compare|set)$/.test(name)) for (const other of VALUES) attempt(value, other, 4);
      attempt(bytes, 4, value);
    }
  }
  return { unclear, calls };
}
