import { describe, expect, test } from "vitest";
import { difference, withDifference } from "../../../../src/spec/c2ffi/difference.ts";
import { Digits } from "../../../../src/spec/c2ffi/digits.ts";
import { includeName } from "../../../../src/spec/c2ffi/include-name.ts";
import { moved, movesOf } from "../../../../src/spec/c2ffi/order.ts";
import { RawBytes } from "../../../../src/spec/c2ffi/raw-bytes.ts";
import { readJson } from "../../../../src/spec/c2ffi/read-json.ts";
import { repairText } from "../../../../src/spec/c2ffi/repair-text.ts";
import { writeJson } from "../../../../src/spec/c2ffi/write-json.ts";

describe("difference", () => {
  test.each([
    { name: "nothing", from: { a: [1, null] }, to: { a: [1, null] }, want: undefined },
    { name: "a member", from: { a: 1, b: { c: 2 } }, to: { a: 1, b: { c: 3 } }, want: { b: { c: 3 } } },
    { name: "a new member", from: { a: 1 }, to: { a: 1, b: null }, want: { b: null } },
    { name: "null for an object", from: { a: { b: 1 } }, to: { a: null }, want: { a: null } },
    { name: "an object for null", from: { a: null }, to: { a: { b: 1 } }, want: { a: { b: 1 } } },
    { name: "an element", from: { a: [1, 2] }, to: { a: [1, 3] }, want: { a: { "1": 3 } } },
    { name: "a longer array", from: { a: [1] }, to: { a: [1, 2] }, want: { a: [1, 2] } },
    { name: "an empty array", from: { a: [1] }, to: { a: [] }, want: { a: [] } },
    {
      name: "another kind, whole",
      from: { t: { kind: "x", n: 1, m: 2 } },
      to: { t: { kind: "y", n: 1 } },
      want: { t: { kind: "y", n: 1 } },
    },
    { name: "lines", from: { a: null }, to: { a: "x\ny\n" }, want: { a: { "text-lines": ["x", "y", ""] } } },
    {
      name: "lines within what is new",
      from: { a: [] },
      to: { a: [{ kind: "k", d: "x\ny" }] },
      want: { a: [{ kind: "k", d: { "text-lines": ["x", "y"] } }] },
    },
  ])("of $name, taken and put back", ({ from, to, want }) => {
    const change = difference(from, to);
    expect(change).toEqual(want);
    expect(withDifference(from, change)).toEqual(to);
  });
});

describe("order", () => {
  test.each([
    { indices: [], want: [] },
    { indices: [0, 1, 2], want: [] },
    { indices: [2, 0, 1, 3], want: [[0, 2]] },
    { indices: [1, 2, 3, 0], want: [[3, 0]] },
  ])("of $indices moves $want", ({ indices, want }) => {
    expect(movesOf(indices)).toEqual(want);
  });

  test("moves put any order back", () => {
    let seed = 7;
    const random = (n: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    for (let length = 0; length < 40; length++) {
      const indices = [...Array(length).keys()];
      for (const at of indices.keys()) {
        const other = random(length);
        [indices[at], indices[other]] = [indices[other] ?? 0, indices[at] ?? 0];
      }
      expect(moved(indices, movesOf(indices))).toEqual([...Array(length).keys()]);
    }
  });

  test("moves of a file that was cut short lose nothing", () => {
    expect(
      [
        ...moved(
          ["a", "b"],
          [
            [0, 9],
            [5, 1],
          ],
        ),
      ].sort(),
    ).toEqual(["a", "b"]);
    expect(
      [
        ...moved(
          ["a", "b", "c"],
          [
            [0, 1],
            [1, 1],
          ],
        ),
      ].sort(),
    ).toEqual(["a", "b", "c"]);
  });
});

describe("JSON", () => {
  test("keeps the digits of long integers and the form of exponents, and leaves text alone", () => {
    const text =
      '[18446744073709551615, -9223372036854775808, 1.0, 1.5e+00, 12, "18446744073709551615 \\" 1e5", 0.1234567890123456]';
    expect(readJson(text)).toEqual([
      new Digits("18446744073709551615"),
      new Digits("-9223372036854775808"),
      1,
      new Digits("1.5e+00"),
      12,
      '18446744073709551615 " 1e5',
      0.1234567890123456,
    ]);
    expect(() => readJson("[1,]")).toThrow(SyntaxError);
  });

  test("text is written as the escapes of its bytes, and read as text", () => {
    const text = 'é€😀 "\\\t\n\u007f\u0000';
    const written = writeJson({ tag: text });
    expect(written).toBe(
      '{ "tag": "\\u00c3\\u00a9\\u00e2\\u0082\\u00ac\\u00f0\\u009f\\u0098\\u0080 \\"\\\\\\u0009\\u000a\u007f\\u0000" }',
    );
    expect(repairText(readJson(written))).toEqual({ tag: text });
  });

  test("bytes that are no text stay bytes where a constant has them, and characters elsewhere", () => {
    const object = { tag: "const", value: new RawBytes("ff007a") };
    expect(writeJson(object)).toBe('{ "tag": "const", "value": "\\u00ff\\u0000z" }');
    expect(repairText(readJson(writeJson(object)))).toEqual(object);
    expect(repairText({ tag: "x", name: "\u00ff", location: "größe" })).toEqual({
      tag: "x",
      name: "\u00ff",
      location: "größe",
    });
    expect(repairText({ tag: "x", name: "日本" })).toEqual({ tag: "x", name: "日本" });
  });
});

test.each([
  ["/usr/include/zlib.h", "zlib.h"],
  ["/usr/include/x86_64-linux-gnu/bits/types.h", "bits/types.h"],
  ["/usr/lib/llvm-19/lib/clang/19/include/stddef.h", "stddef.h"],
  ["/usr/include/openssl/ssl.h", "openssl/ssl.h"],
  ["/home/me/project/thing.h", "thing.h"],
  ["C:\\sdk\\include\\um\\winuser.h", "um/winuser.h"],
  ["./include/thing.h", "./include/thing.h"],
  ["<built-in>", "<built-in>"],
])("%s is included as %s", (path, want) => {
  expect(includeName(path)).toBe(want);
});
