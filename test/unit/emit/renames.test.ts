import { describe, expect, test } from "vitest";
import { emitModule, type ModuleStyle } from "../../../src/emit/emit-module.ts";
import { NamingError, Renames } from "../../../src/emit/renames.ts";
import type { Declaration } from "../../../src/spec/declaration.ts";
import {
  callable,
  enumeration,
  fn,
  int,
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

describe("a C name", () => {
  test.each<{ rename?: readonly string[]; stripPrefix?: readonly string[]; name: string; want: string }>([
    { rename: ["a=b"], name: "a", want: "b" },
    { rename: ["a=b"], name: "ab", want: "ab" },
    { stripPrefix: ["lib_"], name: "lib_open", want: "open" },
    { stripPrefix: ["lib_", "lib_db_"], name: "lib_db_open", want: "open" },
    { stripPrefix: ["lib_"], name: "a_lib_open", want: "a_lib_open" },
    { stripPrefix: ["lib_"], rename: ["lib_open=lib_start"], name: "lib_open", want: "lib_start" },
    { rename: ["s/^lib_(\\w)/x$1/", "s/n$/m/"], name: "lib_open", want: "xopem" },
    { rename: ["s/o/0/g"], name: "oops", want: "00ps" },
    { rename: ["s|a/b|c|"], name: "a", want: "a" },
    { rename: ["s/_/\\//"], name: "a_b", want: "a/b" },
    { stripPrefix: ["lib_"], rename: ["s/^op/OP/"], name: "lib_open", want: "OPen" },
    { rename: ["s=t"], name: "s", want: "t" },
  ])("$name with $rename and $stripPrefix is $want", ({ name, want, ...options }) => {
    expect(new Renames(options).ordinary(name)).toBe(want);
  });

  test.each(["a", "=b", "a=", "a=2", "a=b c", "s/a/b", "s/a", "s/(/b/", "s/a/b/y", "s/a/b/c/d/"])(
    "'%s' is no rename",
    (text) => {
      expect(() => new Renames({ rename: [text] })).toThrow(NamingError);
    },
  );
});

const at = { location: { file: "x.h", line: 1, column: 1 }, doc: null, deprecated: null, unavailable: null };
const f = (name: string): Declaration => fn(name, callable(VOID, []));
const one = { kind: "int", value: "1" } as const;

const table: readonly {
  name: string;
  given: readonly Declaration[];
  style: ModuleStyle;
  /** What importers see. */
  want: readonly string[];
  problems?: readonly string[];
}[] = [
  { name: "a function", given: [f("lib_open")], style: { stripPrefix: ["lib_"] }, want: ["open"] },
  { name: "a constant", given: [value("LIB_N", int(), one)], style: { stripPrefix: ["LIB_"] }, want: ["N"] },
  {
    name: "a typedef and the record under it, by its tag too",
    given: [record("struct lib_s", 4, [["x", int(), 0]]), typedef("lib_t", ref("struct lib_s"))],
    style: { stripPrefix: ["lib_"] },
    want: ["t", "struct_s"],
  },
  {
    name: "a tag",
    given: [record("struct lib_s", 4, null), record("union u", 4, null)],
    style: { stripPrefix: ["lib_"], rename: ["union u=U"] },
    want: ["struct_s", "U"],
  },
  { name: "a tag alone", given: [record("struct s", 4, null)], style: { rename: ["s=S"] }, want: ["S"] },
  {
    name: "a tag that is a function's name too",
    given: [record("struct stat", 4, null), f("stat")],
    style: { rename: ["stat=fileStat", "struct_stat=Stat"] },
    want: ["Stat", "fileStat"],
  },
  {
    name: "enumerators",
    given: [enumeration("enum e", { E_A: "1", E_B: "2" })],
    style: { stripPrefix: ["E_"] },
    want: ["A", "B", "enum_e"],
  },
  {
    name: "a macro for a function, apart from it",
    given: [
      f("lib_f"),
      { ...macro("lib_g", ["lib_f"]), meaning: { kind: "name", of: "function", name: "lib_f", declares: false } },
    ],
    style: { stripPrefix: ["lib_"] },
    want: ["f", "g"],
  },
  {
    name: "a reserved word",
    given: [f("lib_delete")],
    style: { stripPrefix: ["lib_"] },
    want: ["delete"],
  },
  {
    name: "two of one name keep theirs",
    given: [f("a_x"), f("b_x")],
    style: { stripPrefix: ["a_", "b_"] },
    want: ["a_x", "b_x"],
    problems: ["not-renamed", "not-renamed"],
  },
  {
    name: "a name that is there keeps whose it is",
    given: [f("close"), f("lib_close")],
    style: { stripPrefix: ["lib_"] },
    want: ["close", "lib_close"],
    problems: ["not-renamed"],
  },
  {
    name: "a name that becomes free",
    given: [f("a"), f("b")],
    style: { rename: ["a=b", "b=a"] },
    want: ["b", "a"],
  },
  {
    name: "a name that does not become free after all",
    given: [f("a"), f("b"), f("c")],
    style: { rename: ["a=b", "b=c"] },
    want: ["a", "b", "c"],
    problems: ["not-renamed", "not-renamed"],
  },
  {
    name: "what becomes no identifier",
    given: [f("lib_2d"), f("lib_")],
    style: { stripPrefix: ["lib_"] },
    want: ["lib_2d", "lib_"],
    problems: ["not-renamed", "not-renamed"],
  },
  {
    name: "what ES cannot export",
    given: [f("lib_then")],
    style: { stripPrefix: ["lib_"] },
    want: ["lib_then"],
    problems: ["not-renamed"],
  },
  {
    name: "what matches nothing",
    given: [f("f")],
    style: { rename: ["g=h", "s/x/y/"], stripPrefix: ["z_"] },
    want: ["f"],
    problems: ["unmatched-pattern", "unmatched-pattern", "unmatched-pattern"],
  },
  {
    name: "an enum's object alone",
    given: [enumeration("enum e", { E_A: "1", E_B: "2" }), enumeration("enum @X", { X: "3" })],
    style: { enumStyle: "object", stripPrefix: ["E_"] },
    want: ["enum_e", "X"],
  },
  {
    name: "an enum's constants alone",
    given: [enumeration("enum e", { E_A: "1", E_B: "1" })],
    style: { enumStyle: "constants" },
    want: ["E_A", "E_B", "enum_e"],
  },
  {
    name: "a typedef for an enum that is a type alone",
    given: [enumeration("enum e", { E_A: "1" }), typedef("e_t", ref("enum e")), typedef("e_u", ref("enum e")), f("x")],
    style: { enumStyle: "constants" },
    want: ["E_A", "e_t", "e_u", "x", "enum_e"],
  },
];

test.each(table)("$name", ({ name, given, style, want, problems = [] }) => {
  const module = emitModule(specOf(given), { library: "x", ...style });
  const codes = module.problems.map(({ problem }) => problem.code);
  expect(codes.filter((code) => code !== "renamed")).toEqual(problems);
  const exported = exportsOf(module.code);
  expect(exported).toEqual(["has", ...want]);
  // Every name that it has not without the user's wishes is in the report, and nothing else is.
  const plain = exportsOf(emitModule(specOf(given), { library: "x", enumStyle: style.enumStyle ?? "both" }).code);
  const renamed = module.problems.flatMap(({ problem }) => (problem.code === "renamed" ? [problem.to] : []));
  const changed = style.enumStyle === "object" ? ["A", "B"] : exported.filter((name) => !plain.includes(name));
  expect([...renamed].sort()).toEqual(name === "a name that becomes free" ? ["a", "b"] : [...changed].sort());
});

/** Names that a module exports, each once. */
function exportsOf(code: string): readonly string[] {
  const own = [...code.matchAll(/^export (?:function|class|const|type) ([\w$]+)/gm)].map(([, name = ""]) => name);
  const others =
    /^export (?:type )?\{ (.*) \};$/m
      .exec(code)?.[1]
      ?.split(", ")
      .map((one) => one.replace(/^.* as /, "")) ?? [];
  return [...new Set([...own, ...others])];
}

test("the C name stays what is called, and what messages say", () => {
  const { code } = emitModule(specOf([fn("lib_f", callable(int(), [parameter("p", pointer(VOID))]))]), {
    library: "x",
    stripPrefix: ["lib_"],
  });
  expect(code).toContain('$lib.bind(f, "lib_f", "i32", ["ptr"])');
  expect(code).toContain('"lib_f", "p")');
  expect(code).toContain("C: `int lib_f(void *p);`");
});

test("keys of an enum's object follow, and are told apart", () => {
  const given = specOf([enumeration("enum e", { E_A: "1", F_A: "2", E_2: "3", E_B: "4" })]);
  const { code, problems } = emitModule(given, { library: null, enumStyle: "object", stripPrefix: ["E_", "F_"] });
  expect(code).toMatch(/enum_e = \{\n {2}E_A: 1,\n {2}F_A: 2,\n {2}E_2: 3,\n {2}B: 4,\n\} as const;/);
  expect(problems.map(({ problem }) => problem.code)).toEqual(["not-renamed", "not-renamed", "not-renamed", "renamed"]);
});

test("a type of constants is the union of their values", () => {
  const values = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`E_${i}`, String(i % 36)]));
  const { code } = emitModule(specOf([enumeration("enum e", values), enumeration("enum f", { F: "1" }, at)]), {
    library: null,
    enumStyle: "constants",
  });
  expect(code).toContain("export type enum_f = 1;\n");
  expect(code).toMatch(/export type enum_e =\n {2}\| 0\n {2}\| 1\n[\s\S]* {2}\| 35;\n/);
});
