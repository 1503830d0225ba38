import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { emitModule, loadSpec, problemText, type Spec } from "c2ts";
import { describe, expect, test } from "vitest";

// Files as c2ffi itself writes them, written for this test in its dialect.

const files = fileURLToPath(new URL("files/", import.meta.url));
const load = (name: string): Spec => loadSpec(readFileSync(`${files}${name}`, "utf8"), `${files}${name}`);

function named(spec: Spec, name: string) {
  return spec.declarations.filter((one) => ("id" in one && one.id === name) || ("name" in one && one.name === name));
}

/** `code: sentence` for each thing that a module of the spec lacks, or has in part. */
/** What is reported behind the note that every module of such a file has, once. */
function reportOf(spec: Spec): readonly string[] {
  const [note, ...others] = emitModule(spec, { library: "x" }).problems;
  expect(note).toMatchObject({ problem: { code: "foreign-spec" }, location: null, about: null });
  return others.map(({ problem }) => `${problem.code}: ${problemText(problem)}`);
}

/** Code without its line breaks: `f(a, b)` however long. */
const flat = (code: string): string => code.replaceAll(/\n\s*/g, " ").replaceAll("( ", "(").replaceAll(", )", ")");

describe("a file of today's c2ffi", () => {
  const spec = load("shapes.x86_64-pc-linux-gnu.spec");
  const { code } = emitModule(spec, { library: "shapes" });

  test("the target and the header come from its name", () => {
    expect(spec.target).toMatchObject({ triple: "x86_64-pc-linux-gnu", longBits: 64, charSigned: true });
    expect(spec.headers).toEqual(["shapes.h"]);
  });

  test("files are named as they are included, never by an absolute path", () => {
    expect([...new Set(spec.declarations.map(({ location }) => location.file))]).toEqual([
      "shapes.h",
      "__stddef_size_t.h",
      "bits/stdint-uintn.h",
      "états.h",
    ]);
    expect(named(spec, "SHAPE_NAME")).toMatchObject([{ location: { file: "shapes.h", line: 50, column: 9 } }]);
  });

  test("redeclarations are one declaration: that with a size, or the first", () => {
    expect(named(spec, "struct shape")).toMatchObject([{ location: { line: 13 }, layout: { size: 80, align: 16 } }]);
    expect(named(spec, "shape_area")).toMatchObject([{ location: { line: 31 } }]);
  });

  test("members have c2ffi's offsets, bit-fields their widths, anonymous ones no name", () => {
    const [shape] = named(spec, "struct shape");
    const fields = shape?.kind === "record" ? (shape.layout?.fields ?? []) : [];
    expect(fields.map(({ name, bitOffset, bitWidth }) => [name, bitOffset, bitWidth])).toEqual([
      ["kind", 0, null],
      ["visible", 32, 1],
      ["layer", 33, 7],
      [null, 64, null],
      ["next", 128, null],
      ["lanes", 256, null],
      ["draw", 384, null],
      ["count", 448, null],
      ["grid", 512, null],
      ["points", 576, null],
    ]);
    expect(fields.map(({ type }) => type)).toMatchObject([
      { kind: "ref", id: "enum @4" },
      { kind: "int", name: "unsigned int" },
      { kind: "int", name: "int" },
      { kind: "ref", id: "union @7" },
      { kind: "pointer", to: { kind: "ref", id: "shape_t" } },
      { kind: "other", spelling: "<unknown-type:Vector>", size: 16, align: 16 },
      { kind: "pointer", to: { kind: "function", prototype: false } },
      { kind: "ref", id: "size_t" },
      { kind: "array", length: 2, of: { kind: "array", length: 2 } },
      { kind: "array", length: null },
    ]);
  });

  test("definitions within others are declarations too, and references find them", () => {
    expect(named(spec, "union @7")).toMatchObject([{ tag: "union", name: null, layout: { size: 8 } }]);
    expect(named(spec, "struct @9")).toMatchObject([{ layout: { size: 8 } }]);
    expect(named(spec, "point")).toMatchObject([{ type: { kind: "ref", id: "struct @9" } }]);
    expect(named(spec, "point_pointer")).toMatchObject([{ type: { to: { kind: "ref", id: "struct @9" } } }]);
  });

  test("what is packed shows in its offsets; an empty record is not an incomplete one", () => {
    expect(named(spec, "struct tight")).toMatchObject([{ layout: { size: 5, align: 1, packed: true } }]);
    expect(named(spec, "struct shape")).toMatchObject([{ layout: { packed: false } }]);
    expect(named(spec, "struct nothing")).toMatchObject([{ layout: { size: 0, align: 1, fields: [] } }]);
  });

  test.each([
    ["SHAPE_NAME", "string", "café"],
    ["SHAPE_BYTES", "bytes", "ff017a"],
    ["SHAPE_MOST", "int", "18446744073709551615"],
    ["SHAPE_MINUS", "int", "-2"], // an int cannot be 4294967294
    ["SHAPE_LEAST", "int", "-9223372036854775808"],
    ["SHAPE_HALF", "float", "0.5"],
    ["SHAPE_INF", "float", "inf"],
    ["SHAPE_LIMIT", "int", "12"],
  ])("constant %s is the %s %s", (name, kind, value) => {
    expect(named(spec, name)).toMatchObject([{ kind: "constant", value: { kind, value } }]);
  });

  test("enums have the integer that holds them, and only the enumerators whose sign is certain", () => {
    const enumerators = (id: string) =>
      named(spec, id).flatMap((one) => (one.kind === "enum" ? one.enumerators.map(({ name }) => name) : []));
    expect(named(spec, "enum @4")).toMatchObject([{ underlying: { name: "unsigned int" } }]);
    expect(enumerators("enum @4")).toEqual(["CIRCLE", "SQUARE", "BIGGEST"]);
    expect(enumerators("enum error")).toEqual(["OK"]);
    expect(named(spec, "enum huge")).toMatchObject([{ underlying: { name: "unsigned long", bits: 64 } }]);
    expect(enumerators("enum huge")).toEqual(["HUGE_ONE", "HUGE_MOST"]);
    expect(named(spec, "enum error")).toMatchObject([{ underlying: null }]);
    expect(named(spec, "enum mask")).toMatchObject([{ underlying: null, enumerators: [] }]);
  });

  test("function pointers are pointers of unknown type, variadic functions stay open", () => {
    expect(flat(code)).toContain(
      "const shape_visit: CFunction<(arg0: PointerArg<shape_t>, visitor: Pointer | null) => number>",
    );
    expect(code).toContain("export function shape_print(format: PointerArg<c.char>, ...args: VarArg[]): number {");
    expect(code).toContain("export const état: CFunction<() => boolean>");
  });

  test("everything that is not certain is reported, and nothing else", () => {
    expect(reportOf(spec)).toEqual([
      "declared-unsupported: skipped 'FAILED': its value is 4294967295 or -1, which c2ffi writes alike",
      "declared-unsupported: skipped 'ALL': its value is 18446744073709551615 or -1, which c2ffi writes alike",
      expect.stringMatching(/^no-symbol: skipped 'shape_helper'/),
      "declared-unsupported: skipped 'shape_names': c2ffi does not say whether it is a pointer or an array of unknown size",
      "declared-unsupported: skipped 'shape_first': c2ffi does not say whether it is a pointer or an array of unknown size",
      "declared-unsupported: skipped 'SHAPE_PI': c2ffi rounded its value to seven digits",
      expect.stringMatching(/^declared-unsupported: skipped 'SHAPE_WRONG': its value does not fit its type/),
      expect.stringMatching(/^declared-unsupported: skipped 'SHAPE_LOST': .* its type is not in the c2ffi file$/),
      "declared-unsupported: skipped 'block': c2ffi says nothing of it but Block",
      expect.stringMatching(/^unsupported-member: no accessor for member 'lanes'/),
      expect.stringMatching(/^unsupported-callback: 'shape_visitor'/),
      expect.stringMatching(/^unsupported-callback: 'shape_function'/),
      expect.stringMatching(/^unsupported-callback: 'shape_visit' \(parameter 'visitor'\)/),
      expect.stringMatching(/^va-list: skipped 'shape_vprint'/),
      expect.stringMatching(/^unsupported-type: skipped 'shape_error': no binding for 'enum error'/),
      expect.stringMatching(/^unsupported-type: skipped 'shape_lanes'/),
      expect.stringMatching(/^macro-not-a-value: skipped macro '_SHAPES_H'/),
    ]);
  });
});

describe("an older file, without ns, id and sizes", () => {
  const spec = load("old.i686-pc-linux-gnu.spec");

  test("widths come from the target", () => {
    expect(spec.target).toMatchObject({ pointerBits: 32, longBits: 32 });
    expect(named(spec, "size_t")).toMatchObject([{ type: { kind: "int", name: "unsigned int", bits: 32 } }]);
  });

  test("records are opaque, each one without a tag its own, and it is reported", () => {
    expect(named(spec, "pair")).toMatchObject([{ type: { id: "struct @1" } }]);
    expect(named(spec, "other")).toMatchObject([{ type: { id: "struct @2" } }]);
    for (const id of ["struct node", "struct @1", "struct @2"]) {
      expect(named(spec, id)).toMatchObject([{ kind: "record", layout: null }, { kind: "unsupported" }]);
    }
    const reason = "the c2ffi file has no sizes and offsets; there are only pointers to it";
    expect(reportOf(spec)).toEqual([
      `declared-unsupported: skipped 'struct node': ${reason}`,
      `declared-unsupported: skipped 'struct @1': ${reason}`,
      `declared-unsupported: skipped 'struct @2': ${reason}`,
      expect.stringMatching(/^declared-unsupported: skipped 'OLD_RATIO'/), // how long a long double is, it does not say
      expect.stringMatching(/^unsupported-by-value: skipped 'pair_get'/),
    ]);
  });

  test("functions on pointers to them are bound", () => {
    const { code } = emitModule(spec, { library: "old" });
    expect(flat(code)).toContain(
      "const node_size: CFunction<(n: PointerArg<struct_node>, p: PointerArg<pair>) => number>",
    );
    expect(code).toContain("export const node_color: CFunction<() => Enum<enum_color>>");
  });
});

test("an enum that a member shows to be no int is known by pointer only", () => {
  const text = `[
    { "tag": "enum", "ns": 0, "name": "tiny", "id": 0, "location": "t.h:1:6", "fields": [{ "tag": "field", "name": "A", "value": 0 }] },
    { "tag": "struct", "ns": 0, "name": "s", "id": 0, "location": "t.h:2:8", "bit-size": 8, "bit-alignment": 8, "fields": [
      { "tag": "field", "name": "t", "bit-offset": 0, "bit-size": 8, "bit-alignment": 8, "type": { "tag": ":enum", "name": "tiny", "id": 3 } }] },
    { "tag": "function", "ns": 0, "name": "f", "location": "t.h:3:11", "parameters": [], "return-type": { "tag": ":enum", "name": "tiny", "id": 3 } }
  ]`;
  expect(reportOf(loadSpec(text, "t.spec", { target: "x86_64-linux-gnu" }))).toEqual([
    "declared-unsupported: skipped 'enum tiny': c2ffi does not say the integer type of its 8 bits; there are only pointers to it",
    expect.stringMatching(/^unsupported-member: no accessor for member 't'/),
    expect.stringMatching(/^unsupported-type: skipped 'f': no binding for 'enum tiny'/),
  ]);
});

describe("what is not C", () => {
  test("of a C++ header only what has no symbol and no namespace is believed", () => {
    const spec = load("cpp.x86_64-linux-gnu.spec");
    expect(spec.declarations.map((one) => [one.kind, "name" in one ? one.name : null])).toEqual([
      ["unsupported", "geo"],
      ["unsupported", "Point"],
      ["unsupported", "Pair"],
      ["unsupported", "geo_length"],
      ["unsupported", "NSPoint"],
      ["typedef", "geo_unit"],
    ]);
  });

  test("functions of 32-bit Windows are left out: stdcall looks like any other", () => {
    const text = `[{ "tag": "function", "name": "f", "location": "f.h:1:1", "parameters": [], "return-type": { "tag": ":void" } }]`;
    const kinds = (target: string) => loadSpec(text, "f.spec", { target }).declarations.map(({ kind }) => kind);
    expect(kinds("i686-pc-windows-msvc")).toEqual(["unsupported"]);
    expect(kinds("x86_64-pc-windows-msvc")).toEqual(["function"]);
  });
});
