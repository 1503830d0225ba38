import {
  addressOf,
  c,
  cstring,
  library,
  Opaque,
  type Owned,
  own,
  type Pointer,
  type PointerArg,
  ptr,
  ptrTo,
  str,
} from "c2ts-runtime";
import { describe, expect, test, vi } from "vitest";
import { collected, gc } from "./collect.ts";
import { compileC } from "./compile-c.ts";
import { point } from "./point.ts";

const $lib = library(
  compileC(`
    #include <stdlib.h>
    #include <string.h>
    static int freed;
    char *make(const char *text) { return strdup(text); }
    void drop(char *p) { freed++; free(p); }
    int freed_now(void) { return freed; }
    int printed(char *out, const char *format, ...) { __builtin_va_list v; __builtin_va_start(v, format); strcpy(out, __builtin_va_arg(v, char *)); return 0; }
  `),
);
class session extends Opaque {
  declare private readonly "~tag": never;
}
class stmt extends Opaque {
  declare private readonly "~tag": never;
}
const freedNow = $lib.func("freed_now", "i32", []);
const $drop = $lib.func("drop", "void", ["ptr"]);
const drop = (p: PointerArg<c.char>): void => $drop(ptrTo(c.char, p, "drop", "p"));
const made = (text = "text"): Owned<c.char> => own($lib.func("make", "ptr", ["str"])(text) as Pointer<c.char>, drop);
const strlen = library("c", ["libc.so.6"]).func("strlen", "ulong", ["str"]);

describe("Owned", () => {
  test("is freed at the end of its block, once, also when something is thrown there", () => {
    const before = freedNow();
    let kept: Owned<c.char> | null = null;
    expect(() => {
      using text = made();
      kept = text;
      expect(text.disposed).toBe(false);
      throw new Error("mine");
    }).toThrow("mine");
    const owned = kept as Owned<c.char> | null;
    expect(owned?.disposed).toBe(true);
    owned?.dispose();
    owned?.[Symbol.dispose]();
    expect(freedNow()).toBe(before + 1);
  });

  test("is not taken by the function that frees it, which would free it twice", () => {
    const text = made();
    const before = freedNow();
    expect(() => drop(text)).toThrow(/^drop: p is an Owned that calls this function itself/);
    expect(freedNow()).toBe(before);
    drop(text.release());
    expect(freedNow()).toBe(before + 1);
    text.dispose();
    expect(freedNow()).toBe(before + 1);
  });

  test("goes where its pointer goes", () => {
    using text = made("owned");
    const p = text.pointer;
    expect(cstring(p)).toBe("owned");
    expect(ptr(text, "f", "p")).toBe(p);
    expect(ptrTo(c.char, text, "f", "p")).toBe(p);
    expect(strlen(str(text, "strlen", "s"))).toBe(5);
    const out = new Uint8Array(16);
    $lib.variadic("printed", "i32", ["ptr", "str"])([out, "%s"], [text]);
    expect(out[0]).toBe("o".charCodeAt(0));
    expect(() => cstring(text as unknown as null)).toThrow("got an Owned: did you mean its .pointer?");
  });

  test("after its end no function takes it, and it has no pointer", () => {
    const text = made();
    text.dispose();
    expect(() => drop(text)).toThrow(
      "drop: p must be an Owned that is still there: it has been disposed of or released",
    );
    expect(() => str(text, "strlen", "s")).toThrow(TypeError);
    expect(() => ptr(text, "memset", "s")).toThrow("memset: s must be an Owned that is still there");
    expect(() => text.pointer).toThrow(new TypeError("Owned: it has been disposed of or released"));
    expect(() => text.release()).toThrow(TypeError);
  });

  test("can be given back to C", () => {
    const before = freedNow();
    const text = made();
    const p = text.release();
    text.dispose();
    expect([text.disposed, freedNow()]).toEqual([true, before]);
    drop(p);
  });

  test("is gone even if the destructor throws, and may be disposed of inside of it", () => {
    const failing: Owned<c.char> = own(addressOf(new Uint8Array(1)), () => {
      failing.dispose();
      throw new Error("busy");
    });
    expect(() => failing.dispose()).toThrow("busy");
    expect(failing.disposed).toBe(true);
    expect(() => failing.dispose()).not.toThrow();
  });

  test("forgotten, is freed by a finalizer; released or disposed of, is not", async () => {
    const before = freedNow();
    (() => {
      made().pointer;
      made().dispose();
      drop(made().release());
    })();
    expect(await collected(() => freedNow() >= before + 3)).toBe(true);
    gc();
    expect(freedNow()).toBe(before + 3);
  });

  test("forgotten, with a destructor that throws, is a warning", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    (() => {
      own(addressOf(new Uint8Array(1)), () => {
        throw new Error("busy");
      });
    })();
    expect(await collected(() => warn.mock.calls.length > 0)).toBe(true);
    expect(warn.mock.calls[0]?.[0]).toBe("the destructor of a forgotten Owned failed: busy");
    warn.mockRestore();
  });

  test("is kept by the record that points to it", async () => {
    const record = point.alloc();
    let freed = 0;
    (() => {
      record.next = own(addressOf(point.alloc()), () => freed++) as unknown as point;
    })();
    await collected(() => freed > 0, 5);
    expect(freed).toBe(0);
    record.next = null;
    expect(await collected(() => freed > 0)).toBe(true);
    const foreign = point.at(addressOf(point.alloc()));
    using mine = own(addressOf(record), () => undefined);
    expect(() => {
      foreign.next = mine as unknown as point;
    }).toThrow("keep the object yourself and give its .pointer, or release() it");
  });

  test("has to own something", () => {
    const untyped = own as unknown as (p: unknown, free: unknown) => unknown;
    expect(() => untyped(null, drop)).toThrow("own: pointer must be a pointer other than NULL, got null");
    expect(() => untyped(1, drop)).toThrow(TypeError);
    expect(() => untyped(addressOf(new Uint8Array(1)), null)).toThrow("own: free must be a function that frees it");
  });

  test("has the type of its pointer", () => {
    const step = (s: PointerArg<stmt>): unknown => ptrTo(stmt, s, "step", "s");
    const open = addressOf(new Uint8Array(1)) as Pointer as Pointer<session>;
    using db = own(open, (p: Pointer<session>) => p);
    // @ts-expect-error a session is no stmt
    expect(step(db)).toBe(open);
    // @ts-expect-error nor is its destructor one of stmts
    own(open, (p: Pointer<stmt>) => p, { shared: true }).release();
    const any: PointerArg = db;
    expect(ptr(any, "f", "p")).toBe(open);
  });

  test("two of one pointer would free it twice", () => {
    const p = addressOf(new Uint8Array(1));
    const freed: string[] = [];
    const first = own(p, () => freed.push("first"));
    expect(() => own(p, () => freed.push("second"))).toThrow(
      "own: pointer is that of an Owned that was not disposed of yet",
    );
    const counted = own(p, () => freed.push("counted"), { shared: true });
    first.dispose();
    expect(() => own(p, () => freed.push("second"))).toThrow(TypeError);
    counted.dispose();
    own(p, () => freed.push("next")).dispose();
    own(p, () => freed.push("never")).release();
    own(p, () => freed.push("last")).dispose();
    expect(freed).toEqual(["first", "counted", "next", "last"]);
  });

  test("one that was forgotten can be owned again", async () => {
    const memory = new Uint8Array(1);
    let freed = 0;
    ((): void => {
      own(addressOf(memory), () => freed++);
    })();
    expect(await collected(() => freed > 0)).toBe(true);
    own(addressOf(memory), () => freed++).dispose();
    expect(freed).toBe(2);
  });
});
