import { formatC2ffi, loadSpec, type Spec } from "c2ts";
import { describe, expect, test } from "vitest";

const TARGET = {
  triple: "x86_64-pc-linux-gnu",
  endian: "little",
  pointerBits: 64,
  longBits: 64,
  charSigned: true,
  wcharBits: 32,
  wcharSigned: true,
};
const INT = { kind: "int", name: "int", bits: 32, signed: true };
const pointer = (to: unknown) => ({ kind: "pointer", to, nullability: null });
const ref = (id: string) => ({ kind: "ref", id });
const field = (name: string | null, type: unknown, bitOffset: number, bitWidth: number | null = null) => ({
  name,
  type,
  bitOffset,
  bitWidth,
  doc: null,
});

/** A spec of these declarations; the line of each is its number. */
function spec(...declarations: readonly object[]): Spec {
  const placed = declarations.map((declaration, i) => ({
    ...declaration,
    location: { file: "a.h", line: i + 1, column: 1 },
    doc: null,
    deprecated: null,
  }));
  const head = { format: "1.0", target: TARGET, clang: "19.1.7", arguments: [], headers: ["a.h"] };
  return loadSpec(JSON.stringify({ ...head, declarations: placed }), "test");
}

const record = (name: string | null, layout: object | null, id = `struct ${name}`, tag = "struct") => ({
  kind: "record",
  id,
  tag,
  name,
  layout: layout && { size: 4, align: 4, packed: false, fields: [], ...layout },
});
const typedef = (name: string, type: unknown) => ({ kind: "typedef", id: name, name, type });
const fn = (name: string, result: unknown, ...types: readonly unknown[]) => ({
  kind: "function",
  name,
  symbol: name,
  type: {
    kind: "function",
    result,
    parameters: types.map((type, i) => ({ name: i === 0 ? "a" : null, type, written: null })),
    variadic: false,
    prototype: true,
    callingConvention: "c",
  },
  storage: "extern",
  inline: false,
  noreturn: false,
  warnUnusedResult: false,
});

/** Lines of the plain form, without the brackets and the commas between. */
function plain(...declarations: readonly object[]): readonly string[] {
  const lines = formatC2ffi(spec(...declarations), { plain: true }).split("\n");
  return lines.slice(1, -2).map((line) => line.replace(/,$/, ""));
}

describe("c2ffi's keys, in c2ffi's order", () => {
  const int = '{ "tag": ":int", "bit-size": 32, "bit-alignment": 32 }';

  test("function", () => {
    expect(plain(fn("f", { kind: "void" }, INT, pointer({ kind: "void" })))).toEqual([
      `{ "tag": "function", "ns": 0, "name": "f", "location": "a.h:1:1", "variadic": false, "inline": false, ` +
        `"storage-class": "extern", "parameters": [{ "tag": "parameter", "name": "a", "type": ${int} }, ` +
        `{ "tag": "parameter", "name": "", "type": { "tag": ":pointer", "type": { "tag": ":void" } } }], ` +
        `"return-type": { "tag": ":void" } }`,
    ]);
  });

  test("struct with a bit-field and an array without end, and an incomplete one", () => {
    const fields = [field("b", INT, 0, 3), field("end", { kind: "array", of: INT, length: null }, 32)];
    expect(plain(record("s", { fields }), record("opaque", null))).toEqual([
      `{ "tag": "struct", "ns": 0, "name": "s", "id": 0, "location": "a.h:1:1", "bit-size": 32, "bit-alignment": 32, ` +
        `"fields": [{ "tag": "field", "name": "b", "bit-offset": 0, "bit-size": 32, "bit-alignment": 32, ` +
        `"type": { "tag": ":bitfield", "width": 3, "type": ${int} } }, ` +
        `{ "tag": "field", "name": "end", "bit-offset": 32, "bit-size": 0, "bit-alignment": 32, ` +
        `"type": { "tag": ":array", "type": ${int}, "size": 0 } }] }`,
      `{ "tag": "struct", "ns": 0, "name": "opaque", "id": 0, "location": "a.h:2:1", "bit-size": 0, "bit-alignment": 0, "fields": [] }`,
    ]);
  });

  test("enum, typedef, extern, constants and macros", () => {
    const enumerators = [
      { name: "LESS", value: "-1", doc: null },
      { name: "MOST", value: "18446744073709551615", doc: null },
    ];
    const constant = (name: string, type: unknown, value: object) => ({
      kind: "constant",
      name,
      origin: "macro",
      type,
      value,
    });
    expect(
      plain(
        { kind: "enum", id: "enum @LESS", name: null, underlying: INT, enumerators },
        typedef("e", ref("enum @LESS")),
        { kind: "global", name: "g", symbol: "g", type: INT, threadLocal: false, storage: "extern" },
        constant("I", INT, { kind: "int", value: "7" }),
        constant("F", { kind: "float", name: "double", bits: 64 }, { kind: "float", value: "1" }),
        constant("N", { kind: "float", name: "double", bits: 64 }, { kind: "float", value: "-inf" }),
        constant(
          "S",
          { kind: "array", of: { kind: "int", name: "char", bits: 8, signed: true }, length: 8 },
          { kind: "string", value: 'é"\\\n' },
        ),
        { kind: "macro", name: "GUARD", parameters: null, body: [] },
        { kind: "macro", name: "CALL", parameters: ["x"], body: ["x"] },
      ),
    ).toEqual([
      `{ "tag": "enum", "ns": 0, "name": "", "id": 1, "location": "a.h:1:1", "fields": ` +
        `[{ "tag": "field", "name": "LESS", "value": -1 }, { "tag": "field", "name": "MOST", "value": 18446744073709551615 }] }`,
      `{ "tag": "typedef", "ns": 0, "name": "e", "location": "a.h:2:1", "type": { "tag": ":enum", "name": "", "id": 1 } }`,
      `{ "tag": "extern", "name": "g", "location": "a.h:3:1", "type": ${int} }`,
      `{ "tag": "const", "ns": 0, "name": "I", "location": "a.h:4:1", "type": ${int}, "value": 7 }`,
      `{ "tag": "const", "ns": 0, "name": "F", "location": "a.h:5:1", "type": { "tag": ":double", "bit-size": 64, "bit-alignment": 64 }, "value": 1.0 }`,
      `{ "tag": "const", "ns": 0, "name": "N", "location": "a.h:6:1", "type": { "tag": ":double", "bit-size": 64, "bit-alignment": 64 }, "value": "-inf" }`,
      `{ "tag": "const", "ns": 0, "name": "S", "location": "a.h:7:1", "type": { "tag": ":pointer", "type": ` +
        `{ "tag": ":char", "bit-size": 8, "bit-alignment": 8 } }, "value": "\\u00c3\\u00a9\\"\\\\\\u000a" }`,
      `{ "tag": "const", "ns": 0, "name": "GUARD", "location": "a.h:8:1", "type": ${int} }`,
    ]);
  });

  test.each([
    [{ kind: "int", name: "unsigned long long", bits: 64, signed: false }, ":unsigned-long-long"],
    [{ kind: "int", name: "unsigned __int128", bits: 128, signed: false }, ":unsigned-__int128"],
    [{ kind: "int", name: "wchar_t", bits: 32, signed: true }, ":int"],
    [{ kind: "float", name: "long double", bits: 128 }, ":long-double"],
    [{ kind: "bool" }, ":_Bool"],
    [{ kind: "qualified", const: true, volatile: false, restrict: false, of: INT }, ":int"],
    [{ kind: "complex", of: INT }, ":complex"],
    [{ kind: "atomic", of: INT }, "<unknown-type:Atomic>"],
    [{ kind: "vector", of: INT, length: 4, size: 16 }, "<unknown-type:Vector>"],
    [{ kind: "other", spelling: "__builtin_va_list", size: 24, align: 8 }, "__builtin_va_list"],
    [{ kind: "other", spelling: "T[n]", size: null, align: null }, "<unknown-type:Other>"],
    [pointer(fn("f", INT).type), ":function-pointer"],
    [fn("f", INT).type, ":function"],
    [ref("struct nowhere"), ":struct"],
    [ref("nowhere_t"), "nowhere_t"],
  ])("the tag of %j is %s", (type, tag) => {
    expect(plain(typedef("t", type))).toEqual([expect.stringContaining(`"type": { "tag": "${tag}"`)]);
  });
});

describe("order", () => {
  const names = (...declarations: readonly object[]) =>
    plain(...declarations).map((line) => /"name": "([^"]*)"/.exec(line)?.[1]);

  test("a type stands before what uses it, the rest where it was", () => {
    expect(
      names(
        fn("first", ref("late_t"), pointer(ref("struct s"))),
        fn("second", INT),
        typedef("late_t", ref("later_t")),
        typedef("later_t", INT),
        record("s", { fields: [field("next", pointer(ref("struct s")), 0)] }),
      ),
    ).toEqual(["later_t", "late_t", "s", "first", "second"]);
  });

  test("a member's record stands before the record, whatever points back", () => {
    // typedef struct x x_t; struct y { x_t *up; }; struct x { struct y y; };
    const x = record("x", { fields: [field("y", ref("struct y"), 0)] });
    const y = record("y", { fields: [field("up", pointer(ref("x_t")), 0)] });
    const xt = typedef("x_t", ref("struct x"));
    for (const order of [
      [xt, y, x],
      [y, xt, x],
      [y, x, xt],
      [x, y, xt],
    ]) {
      const found = names(...order);
      expect(found.indexOf("y")).toBeLessThan(found.indexOf("x"));
      expect(found.indexOf("x")).toBeLessThan(found.indexOf("x_t"));
    }
  });

  test("a record without a tag stands in its first use, and by its number after that", () => {
    const lines = plain(
      record(null, { fields: [field("v", ref("late_t"), 0)] }, "struct @T"),
      typedef("T", ref("struct @T")),
      typedef("PT", pointer(ref("struct @T"))),
      typedef("late_t", INT),
    );
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('"name": "late_t"');
    expect(lines[1]).toMatch(
      /"name": "T", .*"type": \{ "tag": "struct", "ns": 0, "name": "", "id": 1, .*"fields": \[\{/,
    );
    expect(lines[2]).toContain('"type": { "tag": ":pointer", "type": { "tag": ":struct", "name": "", "id": 1 } }');
  });
});

describe("the keys that we add", () => {
  test("an object has one more where it says less than the spec, and none where it says all", () => {
    const lines = formatC2ffi(
      spec(fn("all", INT), fn("less", { kind: "qualified", const: true, volatile: false, restrict: false, of: INT })),
    ).split("\n");
    expect(lines[1]).toMatch(
      /^\{ "tag": "unhandled", "ns": 0, "name": "c2ts", .*"kind": "Spec", "c2ts": \{ "format": /,
    );
    expect(lines[2]).not.toContain('"c2ts"');
    expect(lines[3]).toMatch(/"return-type": \{[^}]*\}, "c2ts": \{ "type": \{ "result": \{ "kind": "qualified"/);
  });

  test("no text in them has a line break: readers copy what they skip into a comment of one line", () => {
    const given = spec(fn("f", INT));
    const doc = "/* one\n * two\r\n */";
    const text = formatC2ffi({ ...given, declarations: given.declarations.map((one) => ({ ...one, doc })) });
    const strings: string[] = [];
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === "string") strings.push(value);
      return value;
    });
    expect(strings).toContain(" * two\r");
    expect(strings.filter((string) => string.includes("\n"))).toEqual([]);
    expect(loadSpec(text, "x.spec").declarations).toMatchObject([{ doc }]);
  });

  test("a spec without declarations is one too", () => {
    const empty = spec();
    expect(formatC2ffi(empty, { plain: true })).toBe("[]\n");
    expect(loadSpec(formatC2ffi(empty), "x.spec")).toEqual(empty);
  });
});
