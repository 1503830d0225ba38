import { type DumpOptions, dump, PatternError, SelectionError } from "c2ts";
import { describe, expect, test } from "vitest";
import { installedLibclang } from "../../support/libclang.ts";

const files = [
  {
    file: "given.h",
    text: `
#include <stddef.h>
struct used { int a; };
struct unused { int b; };
typedef struct { struct used u; } box;
int f(struct used *u, size_t n);
int g(void);
#define F_LIMIT 3
enum e { E_A, E_B };
enum { LONE_A, LONE_B };
typedef enum { SMALL } size_class;
`,
  },
  { file: "part/inner.h", text: "int inner(void);\n" },
];
const libclang = installedLibclang(19);

const read = (options: DumpOptions = {}) => dump(["given.h", "part/inner.h"], { libclang, files, ...options });
const ids = (options: DumpOptions = {}): readonly string[] =>
  read(options).spec.declarations.map((declaration) => ("id" in declaration ? declaration.id : declaration.name));

describe("patterns", () => {
  test("of one function bring the types it needs and nothing else", () => {
    expect(ids({ include: ["^f$"] })).toEqual(["size_t", "struct used", "f"]);
  });

  test("of all files take what the headers include, and nothing of the parser's own", () => {
    const all = read({ include: ["file:**"] }).spec.declarations;
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(["max_align_t", "f", "inner"]));
    expect(all.filter(({ name }) => name?.startsWith("c2ts"))).toEqual([]);
  });

  test("by kind", () => {
    expect(ids({ include: ["constant:."] })).toEqual(["F_LIMIT"]);
    expect(ids({ include: ["enum:^e$"] })).toEqual(["enum e"]);
    expect(ids({ exclude: ["record:.", "function:.", "^box$", "enum:.", "size_class"] })).toEqual(["F_LIMIT"]);
  });

  test("by file are globs over names as in #include", () => {
    expect(ids({ include: ["file:__stddef_size_t*", "typedef:^size_t$"] })).toEqual(["size_t"]);
    expect(ids({ include: ["function:."], exclude: ["file:part/*.h"] })).not.toContain("inner");
    expect(ids({ include: ["function:."], exclude: ["file:part/"] })).not.toContain("inner");
    expect(ids({ include: ["function:."], exclude: ["file:*.h"] })).toEqual(["inner"]); // `*` stays within a directory
    expect(ids({ include: ["function:."], exclude: ["file:**/*.h"] })).toEqual([]);
    expect(() => read({ include: ["file:^bits/"] })).toThrow(PatternError);
  });

  test("find an enum without a name by its enumerators, and leave out none that has others", () => {
    expect(ids({ include: ["^LONE_B$"] })).toEqual(["enum @LONE_A"]);
    expect(ids({ exclude: ["^LONE_B$"] })).toContain("enum @LONE_A");
    expect(ids({ exclude: ["^LONE_"] })).not.toContain("enum @LONE_A");
    expect(ids({ include: ["^size_class$"] })).toEqual(["enum @SMALL", "size_class"]);
  });

  test("that match nothing are problems", () => {
    const { problems } = read({ include: ["^f$", "^h$"], exclude: ["^i$", "file:no/*"], opaque: ["box", "gone", "g"] });
    expect(problems.map(({ problem }) => problem)).toEqual([
      { code: "unmatched-pattern", option: "--include", pattern: "^h$" },
      { code: "unmatched-pattern", option: "--exclude", pattern: "^i$" },
      { code: "unmatched-pattern", option: "--exclude", pattern: "file:no/*" },
      { code: "unmatched-pattern", option: "--opaque", pattern: "gone" },
      { code: "unmatched-pattern", option: "--opaque", pattern: "g" },
    ]);
  });

  test.each(["nokind:x", "func(", "record:*"])("'%s' is none", (pattern) => {
    expect(() => read({ include: [pattern] })).toThrow(PatternError);
  });
});

describe("excluding what another declaration needs", () => {
  const refusal = (options: DumpOptions): string => {
    try {
      read(options);
    } catch (error) {
      if (error instanceof SelectionError) return error.message;
      throw error;
    }
    return "";
  };

  test("is an error that names both, and what can be done", () => {
    expect(refusal({ exclude: ["record:^used$"] })).toBe(
      "record 'used' (given.h:3) is excluded by --exclude 'record:^used$', but 'box' (given.h:5) needs it: " +
        "keep only its name with --opaque used, or exclude both",
    );
    expect(refusal({ include: ["^f$"], exclude: ["^size_t$"] })).toMatch(
      /^typedef 'size_t' \(\w+\.h:\d+\) is excluded by --exclude '\^size_t\$', but 'f' \(given\.h:6\) needs it: exclude both, or neither$/,
    );
  });

  test("is none where both are excluded, or nothing needs it", () => {
    expect(ids({ exclude: ["^used$", "^f$", "^box$"] })).not.toContain("struct used");
    expect(ids({ exclude: ["^unused$"] })).not.toContain("struct unused");
  });

  test("is none for a record that stays by its name", () => {
    const { spec } = read({ exclude: ["record:^used$"], opaque: ["used"], include: ["^f$"] });
    expect(spec.declarations.find((one) => one.kind === "record")).toMatchObject({ id: "struct used", layout: null });
  });

  test("counts what a macro is another name of", () => {
    const text = "int __f(void);\n#define f __f\n";
    const given = { libclang, files: [{ file: "given.h", text }] };
    expect(() => dump(["given.h"], { ...given, exclude: ["^__f$"] })).toThrow("but macro 'f' needs it");
    const names = dump(["given.h"], { ...given, include: ["^f$"] }).spec.declarations.map(({ name }) => name);
    expect(names).toEqual(["__f", "f"]);
  });

  test("counts macros too", () => {
    const text = "enum e { A };\n#define FIRST ((enum e)0)\n";
    const given = { libclang, files: [{ file: "given.h", text }] };
    expect(() => dump(["given.h"], { ...given, exclude: ["^e$"] })).toThrow("but macro 'FIRST' needs it");
  });
});

describe("opaque", () => {
  const layoutOf = (id: string, options: DumpOptions): unknown =>
    read(options).spec.declarations.find((one) => one.kind === "record" && one.id === id && "layout" in one);

  test("by tag or by typedef makes a record incomplete, and others keep their layout", () => {
    expect(layoutOf("struct used", { opaque: ["used"] })).toMatchObject({ layout: null });
    expect(layoutOf("struct @box", { opaque: ["used"] })).toMatchObject({ layout: { size: 4 } });
    expect(layoutOf("struct @box", { opaque: ["box"] })).toMatchObject({ layout: null });
  });
});

describe("without types of other files", () => {
  const other = {
    file: "other.h",
    text: `
struct whole { int x; };
typedef struct whole whole_t;
typedef struct { int y; } plain_t;
typedef unsigned short id_t;
typedef long int64_t;
typedef enum { OTHER } mode_t;
typedef int (*hook_t)(int code);
typedef struct whole *handle_t;
typedef void *any_t;
`,
  };
  const own = {
    file: "lib/own.h",
    text: `
#include <other.h>
struct own { struct whole w; id_t id; int n; };
typedef id_t own_id;
own_id f(struct whole *a, whole_t *b, plain_t *c, id_t d, int64_t e, mode_t f, hook_t g, handle_t h, any_t i);
int by_value(struct own o);
`,
  };
  const { spec } = dump(["lib/own.h"], {
    libclang,
    files: [own, other],
    clangArguments: [`-I${process.cwd()}`],
    transitive: false,
  });

  test("records stay by name only, and other names become what they stand for", () => {
    expect(
      spec.declarations.map(
        (one) =>
          `${one.kind} ${"id" in one ? one.id : one.name}${"layout" in one && one.layout === null ? " opaque" : ""}`,
      ),
    ).toEqual([
      "record struct whole opaque",
      "typedef whole_t",
      "record struct @plain_t opaque",
      "typedef plain_t",
      "typedef int64_t", // the name says that it is 64 bits of data
      "record struct own",
      "typedef own_id",
      "function f",
      "function by_value",
    ]);
  });

  test("what they stand for is exact", () => {
    const f = spec.declarations.find(({ name }) => name === "f");
    const int = (name: string, bits: number, signed: boolean) => ({ kind: "int", name, bits, signed });
    const types = f?.kind === "function" ? f.type.parameters.map(({ type }) => type) : [];
    const pointer = (to: object) => ({ kind: "pointer", to, nullability: null });
    expect(types.slice(3)).toMatchObject([
      int("unsigned short", 16, false),
      { kind: "ref", id: "int64_t" },
      int("unsigned int", 32, false),
      pointer({
        kind: "function",
        result: int("int", 32, true),
        parameters: [{ name: "code", type: int("int", 32, true), written: null }],
        variadic: false,
        prototype: true,
        callingConvention: "c",
      }),
      pointer({ kind: "ref", id: "struct whole" }),
      pointer({ kind: "void" }),
    ]);
    expect(spec.declarations.find(({ name }) => name === "own")).toMatchObject({
      layout: { size: 12, fields: [{ name: "w", bitOffset: 0 }, { name: "id", bitOffset: 32 }, { name: "n" }] },
    });
  });
});
