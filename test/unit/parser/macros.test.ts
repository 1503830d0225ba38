import { dump } from "c2ts";
import { beforeAll, describe, expect, test } from "vitest";
import type { Declaration } from "../../../src/spec/declaration.ts";
import { installedLibclang } from "../../support/libclang.ts";

let libclang: string;
beforeAll(() => {
  libclang = installedLibclang(19);
});

function read(text: string, flags: readonly string[] = []): ReadonlyMap<string, Declaration> {
  const files = [{ file: "memory.h", text }];
  const { spec } = dump(["memory.h"], { libclang, files, clangArguments: flags });
  return new Map(spec.declarations.map((one) => [one.name ?? "", one]));
}

/** `5`, `"text"`, `f` for a name, `int` and the like for a type; `null` for a macro that is none of it. */
function meaning(declaration: Declaration | undefined): unknown {
  if (declaration?.kind === "constant") return declaration.value.value;
  if (declaration?.kind !== "macro" || declaration.meaning === null) return null;
  if (declaration.meaning.kind === "name") return declaration.meaning.name;
  if (declaration.meaning.kind !== "type") return declaration.meaning.kind;
  const { type } = declaration.meaning;
  return "name" in type ? type.name : type.kind;
}

/** What no expression, type or name is, and what makes a parser lose its way. */
const HOSTILE = [
  ..."int (|int[|char[sizeof(|typedef struct {|enum {|union {|struct|struct s {|struct s { int a; } v =|int x; int y|int x = ".split(
    "|",
  ),
  ...'__attribute__((|__attribute__((unused)) int x[|_Static_assert(0, "x")|_Generic(1,|__typeof__(|sizeof(|asm(|_Atomic('.split(
    "|",
  ),
  ..."case 1:|if (1) {|do {|while (0)|return|goto x|extern int z|static inline|void f(void) {|({ 3; })|__extension__ ({".split(
    "|",
  ),
  ...'_Pragma("GCC error \\"x\\"")|# x|defined(X)|__has_include(|int (*)(|void (*)(int|__builtin_va_arg(ap, int)'.split(
    "|",
  ),
  ..."= 3|, 4|) (|] [|} {|(((((|)))))|{{{{{|}}}}}|[[[|]]]|(1|1)|x(|1 2 3|1,|...|->|.x|?:|&|*|@|`|'|\"|\"abc|'ab|0xg|1.2.3|08".split(
    "|",
  ),
  ..."unknown_t|unknown_t *|int int int|const|volatile|register|auto|__label__ x|_Alignas(16)|é|\\u00e9|$".split("|"),
];

describe.each(["gnu17", "c99", "gnu89", "gnu2x"])("by the rules of %s", (standard) => {
  test("a macro that is nonsense takes no other one with it", () => {
    const lines = HOSTILE.map(
      (body, i) =>
        `#define HOSTILE${i} ${body}\n#define NUMBER${i} ${i}\n#define NAME${i} target\n#define TYPE${i} struct known *\n#define TEXT${i} ("a text" + 2)\n`,
    );
    const found = read(`${lines.join("")}int target(void);\nstruct known { int a; };\n`, [`-std=${standard}`]);
    HOSTILE.forEach((body, i) => {
      const got = [`HOSTILE${i}`, `NUMBER${i}`, `NAME${i}`, `TYPE${i}`, `TEXT${i}`].map((name) =>
        meaning(found.get(name)),
      );
      expect([body, ...got]).toEqual([body, null, String(i), "target", "pointer", "text"]);
    });
  });
});

describe("the text of a header", () => {
  const TEXT =
    "/* é */ int e;\n// Ünïcode above.\n#define NUMBER 5 // béhind\n#define TYPE int /* a type */\n#define LONG \\\n  (1 + \\\n  2) /* last */\n";

  test.each([
    ["with line ends of Windows", TEXT.replaceAll("\n", "\r\n")],
    ["with a byte order mark", `\ufeff${TEXT}`],
    ["without a line end at its end", TEXT.trimEnd()],
  ])("%s", (_, text) => {
    const found = read(text);
    expect(["NUMBER", "TYPE", "LONG"].map((name) => meaning(found.get(name)))).toEqual(["5", "int", "3"]);
    expect(["NUMBER", "TYPE", "LONG"].map((name) => found.get(name)?.doc)).toEqual([
      "// béhind",
      "/* a type */",
      "/* last */",
    ]);
  });

  test("that clang joins from lines has the names that it has then", () => {
    const found = read("#define SPL\\\nIT 1 /* doc */\nint f(void);\n#define NA\\\nME f\n#define \\u00e9 2\n");
    expect([found.get("SPLIT"), found.get("NAME"), found.get("é")].map(meaning)).toEqual(["1", "f", "2"]);
  });
});

describe("what a macro means", () => {
  test("is read in the language of the header", () => {
    const text =
      "#define WORD inline\n#define FLAG bool\n#define YES true\n#define NONE nullptr\n#define LETTER u8'a'\n";
    const found = read(text, ["-std=gnu2x"]);
    expect(["WORD", "FLAG", "YES", "LETTER"].map((name) => meaning(found.get(name)))).toEqual([
      null,
      "bool",
      "1",
      "97",
    ]);
    expect(meaning(read(text, ["-std=gnu89"]).get("WORD"))).toBeNull();
  });

  test("brings what it names, and nothing twice", () => {
    const files = [
      { file: "memory.h", text: '#include "other.h"\n#define f other_f\n#define g other_g\n#define again other_f\n' },
      { file: "other.h", text: "int other_f(int);\nextern int other_g;\nint unused(void);\n" },
    ];
    const { spec } = dump(["memory.h"], { libclang, files, include: ["macro:."] });
    expect(spec.declarations.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "macro f",
      "macro g",
      "macro again",
      "function other_f",
      "global other_g",
    ]);
  });

  test("of types that only the macro declares, they stand where it stands", () => {
    const { location } = read("int a;\n#define HANDLE struct never_declared *\n").get("never_declared") ?? {};
    expect(location).toEqual({ file: "memory.h", line: 2, column: 9 });
  });
});
