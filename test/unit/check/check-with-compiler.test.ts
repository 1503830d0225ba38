import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { type CompilerCheck, checkWithCompiler } from "../../../src/check/check-with-compiler.ts";
import { dump } from "../../../src/parser/dump.ts";
import type { Spec } from "../../../src/spec/spec.ts";
import { installedLibclang } from "../../support/libclang.ts";

const TEXT = `
struct plain { char c; int i; double d; unsigned short u; };
struct bits { unsigned a : 3; int b : 5; _Bool c : 1; unsigned long long wide : 40; };
union either { int i; float f; };
typedef struct { struct { int deep; } inner; struct { int flat; }; } outer;
enum color { RED, GREEN = -5 };
enum __attribute__((__packed__)) small { SMALL = 200 };
static const int fixed = 7;
extern struct { int x; } variable;
#define INT 42
#define UNSIGNED 0xffffffffu
#define LONG -1L
#define HALF 0.5
#define SINGLE 1.5f
#define TEXT "abc"
#define WIDE L"\\u00e9"
#define ADDRESS ((void *)-1)
#define FLAG ((_Bool)1)
struct mixed { int at[5]; unsigned a : 4; short int b : 6; double d; };
#define MIXED ((struct mixed){{3, -2}, 5, -7, 0.25})
#define NUMBERS ((short[]){10, 20, 30})
#define CAST_TEXT ((const char *)"cast")
`;

const LIBCLANG = installedLibclang(19);

function specOf(text: string): Spec {
  return dump(["checked.h"], { files: [{ file: "checked.h", text }], libclang: LIBCLANG, comments: false }).spec;
}

const spec = specOf(TEXT);

/** Faults of the spec when `from` in its text is `to`: what a parser with such a mistake would have written. */
function faultsWith(from: string, to: string, checks: readonly CompilerCheck[] = ["layout", "constants"]): string[] {
  const lines = spec.declarations.map((declaration) => JSON.stringify(declaration));
  const changed = lines.map((line) => line.replace(from, to));
  expect(changed.filter((line, i) => line !== lines[i])).toHaveLength(1);
  const wrong: Spec = { ...spec, declarations: changed.map((line) => JSON.parse(line)) };
  const { faults } = checkWithCompiler(wrong, { includes: TEXT, clangArguments: [], checks });
  return faults.map((fault) =>
    fault.code === "wrong-layout" || fault.code === "wrong-constant"
      ? `${fault.decl}: ${fault.what}: ${fault.spec}, C ${fault.compiler}`
      : fault.code,
  );
}

test("what clang says is what the compiler says", () => {
  const { faults, checked } = checkWithCompiler(spec, {
    includes: TEXT,
    clangArguments: [],
    checks: ["layout", "constants"],
  });
  expect(faults).toEqual([]);
  expect(checked).toEqual({ layout: 9, constants: 16 });
});

const int = (name: string, signed: boolean): string => `{"kind":"int","name":"${name}","bits":32,"signed":${signed}}`;

test.each([
  ["size", '"size":24', '"size":32', ["struct plain: sizeof(struct plain): 32, C 24"]],
  ["alignment", '"size":24,"align":8', '"size":24,"align":4', ["struct plain: _Alignof(struct plain): 4, C 8"]],
  [
    "offset",
    '"bitOffset":64,"bitWidth":null',
    '"bitOffset":72,"bitWidth":null',
    ["struct plain: offset of 'd': 9, C 8"],
  ],
  [
    "sign of a member",
    '{"name":"u","type":{"kind":"int","name":"unsigned short","bits":16,"signed":false}',
    '{"name":"u","type":{"kind":"int","name":"short","bits":16,"signed":true}',
    ["struct plain: type of 'u': short, C unsigned short"],
  ],
  [
    "width of a member",
    '{"name":"u","type":{"kind":"int","name":"unsigned short","bits":16,"signed":false}',
    '{"name":"u","type":{"kind":"int","name":"unsigned char","bits":8,"signed":false}',
    ["struct plain: size of 'u': 1, C 2", "struct plain: type of 'u': unsigned char, C unsigned short"],
  ],
  [
    "kind of a member",
    '{"name":"f","type":{"kind":"float","name":"float","bits":32}',
    `{"name":"f","type":${int("int", true)}`,
    ["union either: type of 'f': int, C float"],
  ],
  ["place of a bit-field", '"bitOffset":3,', '"bitOffset":4,', ["struct bits: bits of 'b': 4 to 8, C 3 to 7"]],
  ["width of a bit-field", '"bitWidth":5', '"bitWidth":4', ["struct bits: bits of 'b': 3 to 6, C 3 to 7"]],
  [
    "sign of a bit-field",
    `{"name":"b","type":${int("int", true)}`,
    `{"name":"b","type":${int("unsigned int", false)}`,
    ["struct bits: sign of 'b': 0, C 1"],
  ],
  [
    "member of a record without a name",
    '{"name":"deep","type":{"kind":"int","name":"int","bits":32,"signed":true},"bitOffset":0',
    '{"name":"deep","type":{"kind":"int","name":"int","bits":32,"signed":true},"bitOffset":32',
    ["struct of struct.inner: offset of 'deep': 4, C 0"],
  ],
  [
    "member of an anonymous record",
    '{"name":"flat","type":{"kind":"int","name":"int","bits":32,"signed":true},"bitOffset":0',
    '{"name":"flat","type":{"kind":"int","name":"int","bits":32,"signed":true},"bitOffset":32',
    ["outer: offset of 'flat': 8, C 4"],
  ],
  [
    "type of an enum",
    '"name":"color","underlying":{"kind":"int","name":"int","bits":32,"signed":true}',
    '"name":"color","underlying":{"kind":"int","name":"unsigned int","bits":32,"signed":false}',
    ["enum color: sign: 0, C 1"],
  ],
  [
    "size of an enum",
    '"name":"unsigned char","bits":8,"signed":false},"enumerators"',
    '"name":"unsigned short","bits":16,"signed":false},"enumerators"',
    ["enum small: sizeof(enum small): 2, C 1"],
  ],
])("%s", (_, from, to, wanted) => {
  expect(faultsWith(from, to, ["layout"])).toEqual(wanted);
});

test.each([
  [
    "member of an object",
    '{"name":"a","value":{"kind":"int","value":"5"}}',
    '{"name":"a","value":{"kind":"int","value":"4"}}',
    ["MIXED: value of .a: 4, C 5"],
  ],
  ["sign of a bit-field of an object", '"value":"-7"', '"value":"7"', ["MIXED: value of .b: 7, C 57"]],
  ["float of an object", '"value":"0.25"', '"value":"0.5"', ["MIXED: value of .d: 0.5, C 0.25"]],
  ["element of a member", '"value":"-2"', '"value":"-3"', ["MIXED: value of .at[1]: -3, C 4294967294"]],
  ["element of an array", '"value":"20"', '"value":"21"', ["NUMBERS: value of [1]: 21, C 20"]],
  ["text behind a cast", '"value":"cast"', '"value":"cash"', ["CAST_TEXT: strcmp with the spec's text: 0, C 1"]],
  [
    "enumerator",
    '"value":"-5"',
    '"value":"5"',
    ["GREEN: value: 5, C 18446744073709551611", "GREEN: sign: 5, C negative"],
  ],
  ["int", '"value":"42"', '"value":"43"', ["INT: value: 43, C 42"]],
  ["const variable", '"value":"7"', '"value":"8"', ["fixed: value: 8, C 7"]],
  [
    "unsigned as negative",
    '"value":"4294967295"',
    '"value":"-1"',
    ["UNSIGNED: value: -1, C 4294967295", "UNSIGNED: sign: -1, C not negative"],
  ],
  ["type of an integer", '"name":"long","bits":64', '"name":"long long","bits":64', ["LONG: type: long long, C long"]],
  ["double", '"value":"0.5"', '"value":"0.25"', ["HALF: value: 0.25, C 0.5"]],
  [
    "type of a float",
    '"name":"float","bits":32},"value"',
    '"name":"double","bits":64},"value"',
    ["SINGLE: type: double, C float"],
  ],
  ["string", '"value":"abc"', '"value":"abd"', ["TEXT: bytes: 61626400, C 61626300"]],
  ["shorter string", '"value":"abc"', '"value":"ab"', ["TEXT: bytes: 616200, C 61626300"]],
  ["wide string", '"value":"é"', '"value":"e"', ["WIDE: bytes: 6500000000000000, C e900000000000000"]],
  ["address", '"value":"18446744073709551615"', '"value":"0"', ["ADDRESS: value: 0, C 18446744073709551615"]],
  ["bool", '"value":"1"}', '"value":"0"}', ["FLAG: value: 0, C 1"]],
])("value: %s", (_, from, to, wanted) => {
  expect(faultsWith(from, to, ["constants"])).toEqual(wanted);
});

test("what the headers no longer have", () => {
  expect(faultsWith('"name":"INT"', '"name":"GONE"', ["constants"])).toEqual(["refused-by-compiler"]);
  expect(faultsWith('"name":"wide"', '"name":"gone"', ["layout"])).toEqual([
    "refused-by-compiler",
    "refused-by-compiler",
  ]);
});

test("a member that a macro has the name of", () => {
  const text =
    "struct s { union { int real; } u; int shadow; enum { ONE = 1 } e; };\n#define real u.real\n#define shadow 1\n#define ONE 1\n";
  const report = checkWithCompiler(specOf(text), {
    includes: text,
    clangArguments: [],
    checks: ["layout", "constants"],
  });
  expect(report.faults).toEqual([]);
  expect(report.checked).toEqual({ layout: 3, constants: 2 });
});

test("a record that C has no name for is said, not passed over", () => {
  const text = "void f(struct { int x; } *p);\n";
  const { faults } = checkWithCompiler(specOf(text), { includes: text, clangArguments: [], checks: ["layout"] });
  expect(faults.map(({ code }) => code)).toEqual(["unnamed-record"]);
});

test("nothing is compared with a compiler for another target", () => {
  const other = { ...spec, target: { ...spec.target, triple: "aarch64-unknown-linux-gnu" } };
  const { faults, checked } = checkWithCompiler(other, { includes: TEXT, clangArguments: [], checks: ["layout"] });
  expect(faults).toMatchObject([
    { code: "not-checked", checks: ["layout"], reason: expect.stringContaining("it compiles for x86_64") },
  ]);
  expect(checked).toEqual({ layout: null, constants: null });
  const wide = checkWithCompiler(spec, { includes: TEXT, clangArguments: ["-funsigned-char"], checks: ["constants"] });
  expect(wide.faults).toMatchObject([{ code: "not-checked", reason: expect.stringContaining("signed char") }]);
});

describe("other targets: nothing is run, so that a cross compiler will do", () => {
  const text = `
struct s { char c; double d; long l; long long ll; unsigned low : 3; int high : 9; void *p; };
enum e { NEGATIVE = -1, BIG = 0x7fffffff };
#define LONG 5L
#define BYTE ((char)-1)
#define HALF 0.5f
#define TEXT "abc"
#define WIDE L"\\u00e9\\U0001f600"
#define ADDRESS ((void *)-1)
`;
  const clang = ["clang-14", "clang"].find((name) => spawnSync(name, ["--version"]).status === 0) ?? "clang-14";

  test.each([
    ["i686-linux-gnu", "gcc -m32"], // 32 bits, doubles aligned to 4
    ["aarch64-linux-gnu", clang], // char is unsigned
    ["s390x-linux-gnu", clang], // big-endian
    ["x86_64-pc-windows-msvc", clang], // long has 32 bits, wchar_t 16; not ELF
    ["x86_64-apple-darwin", clang],
    ["armv7-linux-gnueabihf", clang],
  ])("%s", (target, compiler) => {
    const clangArguments = [`--target=${target}`];
    const read = dump(["checked.h"], { files: [{ file: "checked.h", text }], libclang: LIBCLANG, clangArguments }).spec;
    const options = { includes: text, clangArguments, compiler, checks: ["layout", "constants"] } as const;
    expect(checkWithCompiler(read, options)).toEqual({ faults: [], checked: { layout: 2, constants: 8 } });
    // And it would be seen: in memory, in a bit-field, in a value.
    const wrong: Spec = JSON.parse(
      JSON.stringify(read)
        .replace('"bitWidth":9', '"bitWidth":8')
        .replace('"value":"5"', '"value":"6"')
        .replace('"value":"abc"', '"value":"abd"'),
    );
    expect(checkWithCompiler(wrong, options).faults.map((fault) => ("decl" in fault ? fault.decl : fault))).toEqual([
      "struct s",
      "LONG",
      "TEXT",
    ]);
  });
});
