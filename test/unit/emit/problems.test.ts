import { expect, test } from "vitest";
import { emitModule } from "../../../src/emit/emit-module.ts";
import type { CType } from "../../../src/spec/ctype.ts";
import type { Declaration } from "../../../src/spec/declaration.ts";
import { problemText, severityOf } from "../../../src/spec/diagnostic.ts";
import {
  array,
  callable,
  DOUBLE,
  enumeration,
  fn,
  int,
  LINUX,
  LONG_DOUBLE,
  macro,
  parameter,
  pointer,
  record,
  ref,
  specOf,
  typedef,
  VOID,
  value,
} from "./build.ts";

const takes = (type: CType): Declaration => fn("f", callable(VOID, [parameter("x", type)]));
const VECTOR: CType = { kind: "vector", of: DOUBLE, length: 2, size: 16 };
const vaList: CType = { kind: "other", spelling: "__builtin_va_list", size: 24, align: 8 };
const point = record(
  "struct point",
  8,
  [
    ["x", int(), 0],
    ["y", int(), 4],
  ],
  { align: 4 },
);
const at = { location: { file: "x.h", line: 1, column: 1 }, doc: null, deprecated: null, unavailable: null };

/** Codes of all problems, and whether the module has the name. */
const table: readonly {
  name: string;
  given: readonly Declaration[];
  want: readonly string[];
  has?: string;
  lacks?: string;
}[] = [
  { name: "long double", given: [takes(LONG_DOUBLE)], want: [], has: "f: CFunction<(x: number) =>" },
  {
    name: "long double result",
    given: [fn("f", callable(LONG_DOUBLE, []))],
    want: ["unsupported-by-value"],
    lacks: "f",
  },
  { name: "pointer to long double", given: [takes(pointer(LONG_DOUBLE))], want: [], has: "PointerArg<c.longdouble>" },
  { name: "__int128", given: [takes(int("__int128", 128))], want: [], has: "f: CFunction<(x: number | bigint) =>" },
  { name: "complex", given: [takes({ kind: "complex", of: DOUBLE })], want: [], has: "f: CFunction<(x: Complex) =>" },
  {
    name: "complex integer",
    given: [takes({ kind: "complex", of: int() })],
    want: ["unsupported-type"],
    lacks: "f",
  },
  { name: "vector", given: [takes(VECTOR)], want: ["unsupported-by-value"], lacks: "f" },
  {
    name: "half float",
    given: [takes({ kind: "float", name: "_Float16", bits: 16 })],
    want: ["unsupported-by-value"],
    lacks: "f",
  },
  {
    name: "va_list",
    given: [typedef("va_list", vaList), takes(ref("va_list"))],
    want: ["va-list", "va-list"],
    lacks: "f",
  },
  {
    name: "va_list as x86-64 passes it",
    given: [takes(pointer(ref("struct __va_list_tag")))],
    want: ["va-list"],
    lacks: "f",
  },
  {
    name: "static",
    given: [fn("f", callable(VOID, []), { storage: "static", inline: true })],
    want: ["no-symbol"],
    lacks: "f",
  },
  {
    name: "inline",
    given: [fn("f", callable(VOID, []), { inline: true })],
    want: ["inline-symbol"],
    has: "f: CFunction<() => void>",
  },
  {
    name: "calling convention",
    given: [fn("f", callable(VOID, [], { callingConvention: "ms_abi" }))],
    want: ["unsupported-convention"],
    lacks: "f",
  },
  {
    name: "incomplete by value",
    given: [record("struct o", 0, null), takes(ref("struct o"))],
    want: ["unsupported-by-value"],
    lacks: "f",
  },
  {
    name: "variadic callback",
    given: [takes(pointer(callable(VOID, [], { variadic: true })))],
    want: ["unsupported-callback"],
    has: "f: CFunction<(x: Pointer | null) =>",
  },
  {
    name: "undeclared type",
    given: [takes(pointer(ref("struct gone")))],
    want: ["unknown-type"],
    has: "f: CFunction<(x: PointerArg) =>",
  },
  {
    name: "member without accessor",
    given: [
      record(
        "struct s",
        32,
        [
          ["a", { kind: "complex", of: int("long long", 64) }, 0],
          ["b", int(), 16],
        ],
        { align: 16 },
      ),
    ],
    want: ["unsupported-member"],
    has: "get b()",
  },
  {
    name: "flexible array",
    given: [
      record(
        "struct s",
        4,
        [
          ["n", int(), 0],
          ["tail", array(int(), null), 4],
        ],
        { align: 4 },
      ),
    ],
    want: [],
    has: "get tail(): FlexibleArray<c.int>",
  },
  { name: "macro without value", given: [macro("GUARD_H", [])], want: ["macro-not-a-value"] },
  { name: "macro with parameters", given: [macro("MAX", ["a"], ["a", "b"])], want: ["macro-with-parameters"] },
  ...(
    [
      ["( shadow ( x ) * 2 )", "x", ["macro-over-function"]],
      ["deleted", "x", ["macro-over-function"]],
      ["shadow ( x , __LINE__ )", "x", ["macro-over-function"]],
      ["shadow ( y , x )", "x y", ["macro-over-function"]],
      ["shadow ( x )", "x", []],
      ["( shadow ) ( ( x ) )", "x", []],
      ["( shadow ( x , __VA_ARGS__ ) )", "x ...", []],
    ] as const
  ).map(([body, names, want]) => ({
    name: `macro of a function's name: ${body}`,
    given: [fn("shadow", callable(VOID, [])), macro("shadow", body.split(" "), names.split(" "))],
    want,
    has: "shadow: CFunction<() => void>",
  })),
  {
    name: "macro that renames",
    given: [fn("__f", callable(VOID, [])), macro("f", ["__f"])],
    want: [],
    has: "export { __f as f };",
  },
  {
    name: "eponymous macro",
    given: [fn("f", callable(VOID, [])), macro("f", ["f"])],
    want: [],
    has: "f: CFunction<() => void>",
  },
  {
    name: "macro next to its enumerator",
    given: [enumeration("enum e", { A: "1" }), value("A", int(), { kind: "int", value: "1" })],
    want: [],
    has: "const A = 1;",
  },
  {
    name: "macro and enumerator that differ",
    given: [enumeration("enum e", { A: "1" }), value("A", int(), { kind: "int", value: "2" })],
    want: ["duplicate-name"],
    has: "const A = 2;",
  },
  {
    name: "two enumerators",
    given: [enumeration("enum e", { A: "1" }), enumeration("enum f", { A: "2" })],
    want: ["duplicate-name"],
    has: "const A = 1;",
  },
  {
    name: "long double constant",
    given: [macro("L", ["0.1L"], null, { kind: "inexact", type: LONG_DOUBLE })],
    want: ["inexact-constant"],
    lacks: "L",
  },
  {
    name: "unsupported declaration",
    given: [{ kind: "unsupported", name: "u", reason: "it is odd", ...at }],
    want: ["declared-unsupported"],
    lacks: "u",
  },
  {
    name: "functions that only C can call",
    given: ["_setjmp", "__sigsetjmp", "longjmp", "vfork"].map((name) => fn(name, callable(int(), []))),
    want: Array.from({ length: 4 }, () => "declared-unsupported"),
    lacks: "(_*(sig)?setjmp|longjmp|vfork)",
  },
  {
    name: "a function that import() would call",
    given: [fn("then", callable(VOID, []))],
    want: ["renamed"],
    has: "export const then_: CFunction<() => void>",
  },
  {
    name: "tag next to an ordinary name",
    given: [fn("struct_point", callable(VOID, [])), point],
    want: ["renamed"],
    has: "class struct_point_ ",
  },
  {
    name: "redeclaration",
    given: [record("struct point", 0, null), point, fn("f", callable(VOID, [])), fn("f", callable(VOID, []))],
    want: [],
    has: "static override readonly size = 8",
  },
];

test.each(table)("$name", ({ given, want, has, lacks }) => {
  const { code, problems } = emitModule(specOf(given), { library: "x" });
  expect(problems.map(({ problem }) => problem.code)).toEqual(want);
  for (const { problem } of problems) expect(problemText(problem)).toMatch(/\w/);
  for (const { problem } of problems) expect(["info", "warning"]).toContain(severityOf(problem));
  if (has !== undefined) expect(code).toContain(has);
  if (lacks !== undefined) expect(code).not.toMatch(new RegExp(`(function|const|type) ${lacks}\\b`));
});

test("what is left out leaves no import or constant behind", () => {
  const parameters = [parameter("a", pointer(pointer(int()))), parameter("b", VECTOR)];
  const { code } = emitModule(specOf([fn("f", callable(VOID, parameters))]), { library: "x" });
  expect(code).toContain('import { library } from "c2ts-runtime";');
  expect(code).not.toContain("Pointer_int");
});

test("no more parameters than the call engine takes", () => {
  const parameters = (count: number) => Array.from({ length: count }, (_, i) => parameter(`a${i}`, int()));
  const most = callable(VOID, parameters(64));
  const more = callable(VOID, parameters(65));
  const given = [fn("f", most), fn("g", more), fn("h", callable(VOID, [parameter("f", pointer(more))]))];
  const { problems } = emitModule(specOf(given), { library: "x" });
  expect(problems.map(({ problem }) => [problem.code, "decl" in problem && problem.decl])).toEqual([
    ["declared-unsupported", "g"],
    ["unsupported-callback", "h"],
  ]);
});

test("records by value are refused where no lowering is known", () => {
  const target = { ...LINUX, triple: "riscv64-unknown-linux-gnu" };
  for (const given of [[point, takes(ref("struct point"))], [takes(int("__int128", 128))], [takes(LONG_DOUBLE)]]) {
    const { problems } = emitModule(specOf(given, target), { library: null });
    expect(problems.map(({ problem }) => problem.code)).toEqual(["unsupported-by-value"]);
  }
});

test("on AArch64 they are structs of the engine, but for what it cannot pass", () => {
  const target = { ...LINUX, triple: "aarch64-unknown-linux-gnu" };
  const passed = emitModule(specOf([point, takes(ref("struct point"))], target), { library: null });
  expect(passed.problems).toEqual([]);
  expect(passed.code).toContain('const $u32_u32 = ["u32", "u32"] as const;');
  for (const type of [int("__int128", 128), LONG_DOUBLE, VECTOR]) {
    const { problems } = emitModule(specOf([takes(type)], target), { library: null });
    expect(problems.map(({ problem }) => problem.code)).toEqual([expect.stringContaining("unsupported-")]);
  }
});
