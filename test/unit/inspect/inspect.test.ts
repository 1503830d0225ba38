import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { emit, generate, inspect, inspectionText, loadSpec, suggest } from "c2ts";
import { describe, expect, test } from "vitest";
import { namesOf } from "../../../src/inspect/find-declarations.ts";
import { wrap } from "../../../src/inspect/wrap.ts";
import { installedLibclang } from "../../support/libclang.ts";

/** What is said about a name of some C text. */
function told(text: string, name: string): string[] {
  return looked(text, name).map(inspectionText);
}

function looked(text: string, name: string) {
  const files = [{ file: "given.h", text }];
  return inspect(generate(["given.h"], { files, library: "given", libclang: installedLibclang(19) }), name);
}

const lines = (...text: readonly string[]): string => `${text.join("\n")}\n`;

describe("records", () => {
  test("members, holes and bit-fields in their places", () => {
    const text =
      "struct s { char c; int x; unsigned low : 3, : 2, high : 5; union { int i; double d; }; struct { short a, b[3]; } in;\n" +
      "  long double ld; };\n";
    expect(told(text, "s")).toEqual([
      lines(
        "struct s                                                             given.h:1:8",
        "  TypeScript  class struct_s extends RecordView",
        "",
        "  offset     size  bytes     C                          TypeScript",
        "       0        1  #.......  char c;                    number",
        "       1        3  .---....  (3 bytes of padding)",
        "       4        4  ....####  int x;                     number",
        "     8.0   3 bits  3.......  unsigned int low : 3;      number",
        "     8.3   2 bits  2.......  unsigned int : 2;",
        "     8.5   5 bits  32......  unsigned int high : 5;     number",
        "     9.2  54 bits  .-------  (6 bytes and 6 bits of padding)",
        "      16        8            union {",
        "      16        4  ####....    int i;                   number",
        "      16        8  ########    double d;                number",
        "                             };",
        "      24        8            struct {",
        "      24        2  ##......    short a;                 number",
        "      26        6  ..######    short b[3];              ArrayView<c.short>",
        "                             } in;                      struct_s_in",
        "      32       16  ########  long double ld;            number",
        "               48  bytes, aligned to 16; 9 bytes and 6 bits of padding",
      ),
    ]);
  });

  test("a flexible array has a place and no size", () => {
    const [found] = looked("struct s { int n; char rest[]; };", "s");
    const rows = found?.detail?.kind === "record" ? found.detail.rows : [];
    expect(rows.map(({ c, bitOffset, bits }) => ({ c, bitOffset, bits }))).toEqual([
      { c: "int n;", bitOffset: 0, bits: 32 },
      { c: "char rest[];", bitOffset: 32, bits: null },
    ]);
  });

  test("packed ones, unions and incomplete ones", () => {
    expect(told("struct __attribute__((packed)) p { char c; int i; };", "struct p")).toEqual([
      lines(
        "struct p                                                            given.h:1:32",
        "  TypeScript  class struct_p extends RecordView",
        "",
        "  offset     size  bytes     C                          TypeScript",
        "       0        1  #.......  char c;                    number",
        "       1        4  .####...  int i;                     number",
        "                5  bytes, aligned to 1, packed; no padding",
      ),
    ]);
    expect(told("union u { char c[5]; int i; };", "union_u").join("")).toContain(
      lines(
        "       0        5  #####...  char c[5];                 ArrayView<c.char>",
        "       0        4  ####....  int i;                     number",
        "       5        3  .....---  (3 bytes of padding)",
        "                8  bytes, aligned to 4; 3 bytes of padding",
      ),
    );
    expect(told("struct hidden; void f(struct hidden *h);", "hidden")).toEqual([
      lines(
        "struct hidden                                                        given.h:1:8",
        "  TypeScript  class struct_hidden extends Opaque",
      ),
    ]);
  });

  test("of every record of real libraries each bit is a member's or padding", () => {
    for (const { spec, name, found } of everything()) {
      for (const { detail } of found) {
        if (detail?.kind !== "record") continue;
        const owners = new Uint8Array(8 * detail.size);
        for (const { kind, bitOffset, bits } of detail.rows) {
          if (kind === "member" && bitOffset !== null && bits !== null) owners.fill(1, bitOffset, bitOffset + bits);
        }
        const free = owners.filter((owner) => owner === 0).length;
        expect({ spec, name, padding: detail.padding }).toEqual({ spec, name, padding: free });
      }
    }
  });
});

describe("functions", () => {
  test("both signatures, what was left out, and why", () => {
    const text =
      '/** Adds.\n * @param a one\n */\nint add(int a, int b) __attribute__((deprecated("use sum")));\nstatic int mine(void) { return 1; }\n' +
      'int odd(void) __asm__("odd_v2");\nint delete(void);\n';
    expect(told(text, "add")).toEqual([
      lines(
        "function add                                                         given.h:4:5",
        "  C           int add(int a, int b);",
        "  TypeScript  add(a: number, b: number): number",
        "  deprecated  use sum",
        "",
        "  Adds.",
        "  @param a one",
      ),
    ]);
    expect(told(text, "mine").join("")).toContain(
      lines(
        "  C           static int mine(void);",
        "  TypeScript  left out",
        "  info        skipped 'mine': it is static,",
        "                so no library exports it (--shim wraps functions)",
      ),
    );
    expect(told(text, "odd").join("")).toContain("  symbol      odd_v2\n");
    expect(looked(text, "delete")).toMatchObject([{ typescript: "delete(): number", exports: ["delete"] }]);
  });

  test("how records travel by value", () => {
    const text =
      "struct small { int a; }; struct mixed { double d; long l; }; struct floats { float x, y; }; struct big { long a[3]; };\n" +
      "struct big f(struct small s, struct mixed m, struct floats v, struct big b, int n, struct mixed *p);\n" +
      "struct mixed g(int a, int b, int c, int d, int e, int f, struct small last);\n";
    expect(looked(text, "f").map(({ detail }) => detail)).toEqual([
      {
        kind: "calls",
        passed: [
          { what: "result", type: "struct big", size: 24, how: "in memory that the caller provides" },
          { what: "s", type: "struct small", size: 4, how: "in 1 general register" },
          { what: "m", type: "struct mixed", size: 16, how: "in 1 general and 1 SSE registers" },
          { what: "v", type: "struct floats", size: 8, how: "in 1 SSE register" },
          { what: "b", type: "struct big", size: 24, how: "on the stack" },
        ],
      },
    ]);
    expect(looked(text, "g").map(({ detail }) => detail)).toMatchObject([
      {
        passed: [
          { what: "result", how: "in 1 general and 1 SSE registers" },
          { what: "last", how: "on the stack" },
        ],
      },
    ]);
    expect(told(text, "g").join("")).toContain(
      "  by value    result: struct mixed, 16 bytes, in 1 general and 1 SSE registers\n" +
        "              last: struct small, 4 bytes, on the stack\n",
    );
  });
});

describe("the rest", () => {
  const text = `enum color { RED, /**< Stop. */ GREEN = -5 };
typedef enum { ONE = 1 } number;
typedef unsigned long id_t; typedef id_t user_t; typedef struct tree { int i; } tree; typedef tree *forest;
extern const char *names[4];
#define BITS 0xf0u
#define NAME "a\\"b"
#define NOWHERE ((void *)-1)
#define TWICE(x, ...) ((x) * 2, __VA_ARGS__)
int twice(int);
#define double_it twice
_Static_assert(1, "");
`;

  test("enums, by their tag, typedef and enumerators", () => {
    const color = lines(
      "enum color                                                           given.h:1:6",
      "  TypeScript  enum_color: an object and a type; each enumerator is a constant",
      "                too",
      "  type        int (4 bytes)",
      "",
      "  RED     0  Stop.",
      "  GREEN  -5",
    );
    for (const name of ["color", "enum color", "enum_color", "GREEN"]) expect(told(text, name)).toEqual([color]);
    expect(told(text, "number").join("")).toMatch(/^typedef enum { … } number +given\.h:2:9\n/);
  });

  test("typedefs, step by step, and the record at their end", () => {
    expect(told(text, "user_t").join("")).toContain(
      lines(
        "  C           typedef id_t user_t;",
        "  TypeScript  type user_t = id_t",
        "  means       id_t = unsigned long (8 bytes, aligned to 8)",
      ),
    );
    expect(looked(text, "tree").map(({ kind, name, exports }) => ({ kind, name, exports }))).toEqual([
      { kind: "record", name: "struct tree", exports: ["tree", "struct_tree"] },
      { kind: "typedef", name: "tree", exports: ["tree", "struct_tree"] },
    ]);
    expect(looked(text, "forest")).toMatchObject([{ detail: { chain: ["tree *"], size: 8 } }]);
  });

  test("globals, constants and macros", () => {
    expect(told(text, "names").join("")).toContain("  C           extern const char *names[4];\n");
    expect(told(text, "BITS").join("")).toContain(
      lines(
        "  C           #define BITS",
        "  TypeScript  const BITS = 240",
        "  type        unsigned int",
        "  value       240 = 0xf0",
      ),
    );
    expect(told(text, "NAME").join("")).toContain(`  value       ${JSON.stringify('a"b')}\n`);
    expect(looked(text, "NOWHERE")).toMatchObject([{ detail: { type: "void *", hex: "0xffffffffffffffff" } }]);
    expect(told(text, "TWICE").join("")).toContain("  C           #define TWICE(x, ...) ( ( x ) * 2 , __VA_ARGS__ )\n");
    expect(looked(text, "double_it")).toMatchObject([
      { typescript: "double_it: another name of twice" },
      { typescript: "twice(arg0: number): number", exports: ["twice", "double_it"] },
    ]);
  });
});

test("near names: few letters away before parts of a longer name", () => {
  const files = [{ file: "given.h", text: "int open_file(void); int opne(void); struct opens; int close(void);" }];
  const input = generate(["given.h"], { files, library: null, libclang: installedLibclang(19) });
  expect(suggest(input, "open")).toEqual(["opens", "open_file", "struct opens", "struct_opens"]);
  expect(suggest(input, "opnee")).toEqual(["opne"]);
  expect(suggest(input, "entirely")).toEqual([]);
});

test.each([
  ["f(int a, int b)", 10, ["f(int a,", "  int b)"]],
  ["alpha beta gamma", 11, ["alpha beta", "  gamma"]],
  ["muchlongerthanthat, b", 6, ["muchlongerthanthat,", "  b"]],
  ["a muchlongerthanthat", 6, ["a", "  muchlongerthanthat"]],
  ["", 5, [""]],
])("lines of %s in %i columns", (text, width, wanted) => {
  expect(wrap(text, width)).toEqual(wanted);
});

test("every declaration of real libraries: in 80 columns but for comments and long words, and with its TypeScript", () => {
  for (const { spec, name, found } of everything()) {
    for (const one of found) {
      const said = one.detail?.kind === "enum" ? one.detail.enumerators.flatMap(({ doc }) => doc) : [];
      const comments = new Set(said.map((line) => line.trim()));
      const long = inspectionText({ ...one, doc: [] })
        .split("\n")
        .filter((line) => line.length > 80 && line.trim().includes(" ") && !line.includes(one.location.file))
        .filter((line) => !comments.has(line.trim()));
      expect({ spec, name, long }).toEqual({ spec, name, long: [] });
      const isMissing = one.outcome === "bound" && one.typescript === null && one.kind !== "macro";
      expect({ spec, name, kind: one.kind, isMissing }).toEqual({ spec, name, kind: one.kind, isMissing: false });
    }
  }
});

/** What is said about each name of the checked-in specs; about one in ten of libc, which has 7,000. */
function* everything() {
  for (const spec of ["sqlite3", "zlib", "libc"]) {
    const file = fileURLToPath(new URL(`../../../spec-json/${spec}/x86_64-linux-gnu.json`, import.meta.url));
    const read = loadSpec(readFileSync(file, "utf8"), spec);
    const input = { spec: read, module: emit(read, spec) };
    const names = [...new Set(read.declarations.flatMap((declaration) => namesOf(declaration).slice(0, 1)))];
    for (const name of names.filter((_, i) => spec !== "libc" || i % 10 === 0)) {
      yield { spec, name, found: inspect(input, name) };
    }
  }
}
