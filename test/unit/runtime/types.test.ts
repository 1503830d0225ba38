import {
  $m,
  $o,
  addressOf,
  asFunction,
  type CArray,
  Callback,
  type CString,
  type CType,
  c,
  callScope,
  cstring,
  type Enum,
  type FunctionArg,
  functionType,
  getPtr,
  i32,
  library,
  type Native,
  Opaque,
  type Pointer,
  type PointerArg,
  pointer,
  ptr,
  ptrTo,
  RecordView,
  Ref,
  ret,
  retPtr,
  setPtr,
  str,
  type VarArg,
} from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";

void [callScope, getPtr, i32, ptrTo, ret, retPtr, setPtr, str, library];

// The shapes that a generated module has.
class sqlite3 extends Opaque {
  declare private readonly "~tag": never;
}
class sqlite3_stmt extends Opaque {
  declare private readonly "~tag": never;
}
class point extends RecordView {
  static override readonly size = 8;
  static override readonly align = 4;
  declare private readonly "~tag": never;
  get x(): number {
    return this[$m].getInt32(this[$o] + 0, true);
  }
}
class size2d extends RecordView {
  static override readonly size = 8;
  static override readonly align = 4;
  declare private readonly "~tag": never;
  get x(): number {
    return this[$m].getInt32(this[$o] + 0, true);
  }
}
type exec_callback = (
  user: Pointer | null,
  n: number,
  values: Pointer<Pointer<c.char>> | null,
  names: Pointer<Pointer<c.char>> | null,
) => number;
const exec_callback = functionType<exec_callback>("i32", ["ptr", "i32", "ptr", "ptr"]);
declare function sqlite3_open(name: CString, db: PointerArg<Pointer<sqlite3>>): number;
declare function sqlite3_exec(
  db: PointerArg<sqlite3>,
  sql: CString,
  callback: FunctionArg<exec_callback>,
  user: PointerArg,
  error: PointerArg<Pointer<c.char>>,
): number;
declare function sqlite3_finalize(stmt: PointerArg<sqlite3_stmt>): number;
declare function move(p: PointerArg<point>): void;
declare function fill(p: PointerArg<c.int>): void;
declare function qsort(
  base: PointerArg,
  n: number,
  compar: FunctionArg<(a: Pointer | null, b: Pointer | null) => number>,
): void;
declare function bytes(p: PointerArg<c.uchar>): void;
declare function longs(p: PointerArg<c.long>): void;
declare function printf(format: CString, ...rest: readonly VarArg[]): number;
/** Checked by tsc only: nothing here runs. */
const never = (fn: () => void): void => void fn;

describe("types", () => {
  test("a cell for a handle, and callbacks, infer everything", () => {
    never(() => {
      const db = new Ref(c.pointer(sqlite3));
      expectTypeOf(db.value).toEqualTypeOf<Pointer<sqlite3> | null>();
      sqlite3_open(":memory:", db);
      sqlite3_exec(
        db.value,
        "select 1",
        (user, n, values, names) => {
          expectTypeOf(user).toEqualTypeOf<Pointer | null>();
          expectTypeOf(n).toEqualTypeOf<number>();
          expectTypeOf(names).toEqualTypeOf<Pointer<Pointer<c.char>> | null>();
          expectTypeOf(c.string.at(values, 0)).toEqualTypeOf<string | null>();
          return 0;
        },
        null,
        null,
      );
      sqlite3_exec(
        db.value,
        "select 1",
        new Callback((_user, n, values) => {
          expectTypeOf(n).toEqualTypeOf<number>();
          expectTypeOf(values).toEqualTypeOf<Pointer<Pointer<c.char>> | null>();
          return n;
        }),
        null,
        new Ref(c.string),
      );
      const kept = new Callback((_user: Pointer | null, n: number) => n);
      sqlite3_exec(db.value, null, kept, null, null);
      // @ts-expect-error the callback returns a string
      sqlite3_exec(db.value, null, () => "x", null, null);
      // @ts-expect-error so does this one
      sqlite3_exec(db.value, null, new Callback(() => "x"), null, null);
      // @ts-expect-error a Callback of another signature
      sqlite3_exec(db.value, null, new Callback((a: string) => a.length), null, null);
    });
  });

  test("handles and records do not mix", () => {
    never(() => {
      const stmt = new Ref(c.pointer(sqlite3_stmt));
      // @ts-expect-error sqlite3_stmt ** is not sqlite3 **
      sqlite3_open("", stmt);
      // @ts-expect-error sqlite3_stmt * is not sqlite3 *
      sqlite3_exec(stmt.value, null, null, null, null);
      sqlite3_finalize(stmt.value);
      move(point.alloc());
      move(addressOf(point.alloc()));
      expectTypeOf(point.alloc()).toEqualTypeOf<point>();
      expectTypeOf(addressOf(point.alloc())).toEqualTypeOf<Pointer<point>>();
      // @ts-expect-error another record with the same members
      move(size2d.alloc());
      // @ts-expect-error a pointer to it
      move(addressOf(size2d.alloc()));
      // @ts-expect-error an object that looks like one
      move({ x: 1 });
      // @ts-expect-error undefined is not NULL
      move(undefined);
      // @ts-expect-error an address is a Pointer, made by pointer(n)
      move(4096n);
      move(pointer(4096n));
      move(c.array(point, 3).at(pointer(4096n)));
      expectTypeOf(point.at(pointer<point>(1n))).toEqualTypeOf<point>();
      // NULL is a TypeError at run time, as with c.int.at
      expectTypeOf(point.at(new Ref(c.pointer(point)).value)).toEqualTypeOf<point>();
      // @ts-expect-error a pointer to something else
      point.at(pointer<size2d>(1n));
    });
  });

  test("numbers in memory", () => {
    never(() => {
      fill(new Int32Array(2));
      fill(new Ref(c.int));
      fill(c.array(c.int, 3).at(pointer(1n)));
      // @ts-expect-error other elements
      fill(new Uint32Array(2));
      // @ts-expect-error other elements
      fill(new Float32Array(2));
      // @ts-expect-error other type
      fill(new Ref(c.uint));
      // @ts-expect-error a number is no pointer
      fill(5);
      // @ts-expect-error nor is text
      fill("x");
      bytes(Buffer.alloc(2));
      bytes(new Int8Array(2));
      // @ts-expect-error other elements
      bytes(new Int16Array(2));
      longs(new BigInt64Array(1));
      longs(new Ref(c.long, 5));
      expectTypeOf(new Ref(c.long).value).toEqualTypeOf<number>();
      expectTypeOf(new Ref(c.longlong).value).toEqualTypeOf<bigint>();
      expectTypeOf(new Ref(c.bool).value).toEqualTypeOf<boolean>();
      expectTypeOf(new Ref(c.string).value).toEqualTypeOf<string | null>();
      // @ts-expect-error a float cell takes numbers
      new Ref(c.float, "x");
    });
  });

  test("void * takes any memory and, as in C, reads as anything", () => {
    never(() => {
      qsort(new Int32Array(2), 2, (a, b) => c.int.at(a) - c.int.at(b));
      qsort(point.alloc(), 1, null);
      qsort(new DataView(new ArrayBuffer(1)), 1, null);
      qsort(new Ref(c.int), 1, null);
      qsort(addressOf(new Int32Array(1)), 1, null);
      // @ts-expect-error a string has no address
      qsort("x", 1, null);
      // @ts-expect-error nor has a plain object
      qsort({}, 1, null);
      // @ts-expect-error char * is not int *
      c.int.at(pointer<c.char>(1n));
      expectTypeOf(point.at(pointer(1n))).toEqualTypeOf<point>();
      expectTypeOf(cstring(pointer<c.char>(1n))).toEqualTypeOf<string>();
      expectTypeOf(cstring(pointer<c.uchar>(1n))).toEqualTypeOf<string>();
      expectTypeOf(cstring(null)).toEqualTypeOf<string | null>();
      cstring(pointer(1n));
      // @ts-expect-error int * is not text
      cstring(pointer<c.int>(1n));
    });
  });

  test("descriptors", () => {
    expectTypeOf(c.pointer(c.void)).toEqualTypeOf<CType<Pointer>>();
    expectTypeOf(c.pointer(exec_callback)).toExtend<CType<Pointer<exec_callback>>>();
    expectTypeOf(c.pointer(c.pointer(sqlite3))).toEqualTypeOf<CType<Pointer<Pointer<sqlite3>>>>();
    never(() => {
      expectTypeOf(c.array(c.int, 4).at(pointer(1n))).toEqualTypeOf<Int32Array>();
      expectTypeOf(c.array(c.char, 4).at(pointer(1n))).toEqualTypeOf<Uint8Array>();
      expectTypeOf(c.array(c.long, 4).at(pointer(1n))).toEqualTypeOf<CArray<c.long, number>>();
      expectTypeOf(c.array(point, 4).at(pointer(1n))).toEqualTypeOf<CArray<point, point>>();
      expectTypeOf(c.array(c.string, 4).at(pointer(1n))).toEqualTypeOf<CArray<Pointer<c.char>, string | null>>();
      expectTypeOf(asFunction(exec_callback, pointer<exec_callback>(1n))).toEqualTypeOf<exec_callback>();
      printf(
        "%s %d %f",
        "x",
        1,
        c.double(1.5),
        2n,
        null,
        point.alloc(),
        new Ref(c.int),
        new Uint8Array(1),
        pointer(1n),
      );
      // @ts-expect-error a boolean says nothing of its C type
      printf("%d", true);
      const bound: Native<"i32"> = library("x").func("x", "i32", ["i32"]);
      expectTypeOf(bound(1)).toEqualTypeOf<number>();
      expectTypeOf(library("x").func("x", "u64", [])()).toEqualTypeOf<number | bigint>();
      expectTypeOf(library("x").global("environ", c.pointer(c.string)).value).toEqualTypeOf<Pointer<
        Pointer<c.char>
      > | null>();
      expectTypeOf(library("x").global("origin", point).value).toEqualTypeOf<point>();
      const any: Enum<0 | 1> = 7;
      ptr(null, "f", String(any));
    });
    expect(c.int.size).toBe(4);
  });
});
