import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type HeaderProject, headerProject } from "../support/header-project.ts";

// Macros that are bound by a prototype do with their parameters all that C does with a variable.

const HEADER = `struct node { int v; struct node *next; };
typedef int (*step)(int);
typedef struct { int x, y; } pair;
static int offset = 1000;
static inline int addOne(int x) { return x + 1; }
static inline const char *say(const char *text) { return text; }
#define VALUE(n) n->v
#define LAST(n) ({ while (n->next) n = n->next; n->v; })
#define AT(a, i) a[i]
#define APPLY(f, x) f(x)
#define STORE(out) ((out) = 7, (out) * 2)
#define NAME(x) say(#x)
#define ADDRESS(x) (*&x + 1)
#define COUNTED(x) (x++, ++x, x)
#define SUM(a, b) a + b
#define OFF(x) ((x) + offset)
#define SCOPED(x) ({ int t = 5; t + x; })
#define FLIP(p) (p.x ^= p.y, p.y ^= p.x, p.x ^= p.y, p.x)
#define GROW(d) (d *= 2, d)
#define PUSH(list, n) do { n->next = *list; *list = n; } while (0)
static inline int shadow(int x) { return x; }
#define shadow(x) (shadow(x) * 2)
#define fields other_fields
#define v_of(p) ((p)->v)
#define PASTED(x) (x ## 1)
#define MEMBER(p, m) ((p)->m)
`;
const PROTOTYPES = [
  "int VALUE(struct node *n)",
  "int LAST(struct node *n)",
  "int AT(const int *a, int i)",
  "int APPLY(step f, int x)",
  "int STORE(int out)",
  "const char *NAME(int apple)",
  "int ADDRESS(int x)",
  "int COUNTED(int x)",
  "int SUM(int SUM, int VALUE)",
  "int OFF(int offset)",
  "int SCOPED(int t)",
  "int FLIP(pair p)",
  "double GROW(long double d)",
  "void PUSH(struct node **list, struct node *n)",
  "int shadow(int x)",
  "int v_of(struct node *fields)",
  "int PASTED(int x)",
  "int MEMBER(struct node *p, int v)",
];
const CALLS: readonly (readonly [c: string, typescript: string])[] = [
  ["VALUE((&(struct node){ 3, 0 }))", "lib.VALUE(make(lib.struct_node, { v: 3 }))"],
  [
    "({ struct node b = { 9, 0 }, a = { 3, &b }, *p = &a; LAST(p); })",
    "(() => { const b = make(lib.struct_node, { v: 9 }); return lib.LAST(make(lib.struct_node, { v: 3, next: addressOf(b) })); })()",
  ],
  ["AT(((int[]){ 4, 5, 6 }), 2)", "lib.AT(new Int32Array([4, 5, 6]), 2)"],
  ["APPLY(addOne, 41)", "lib.APPLY((x) => x + 1, 41)"],
  ["({ int x = 1; STORE(x); })", "lib.STORE(1)"],
  ["({ int x = 1; ADDRESS(x); })", "lib.ADDRESS(1)"],
  ["({ int x = 1; COUNTED(x); })", "lib.COUNTED(1)"],
  ["SUM(1, 2)", "lib.SUM(1, 2)"],
  ["shadow(4)", "lib.shadow(4)"],
  ["OFF(1)", "lib.OFF(1)"],
  ["SCOPED(1)", "lib.SCOPED(1)"],
  [
    "({ pair p = { 1, 2 }; FLIP(p); })",
    "(() => { const p = make(lib.pair, { x: 1, y: 2 }); return lib.FLIP(p) * (p.x === 1 ? 1 : -1); })()",
  ],
  ["(int)({ long double d = 21; GROW(d); })", "lib.GROW(21)"],
  [
    "({ struct node a = { 8, 0 }, b = { 6, 0 }, *l = &a, *n = &b; PUSH((&l), n); l->v * 10 + l->next->v; })",
    "(() => { const a = make(lib.struct_node, { v: 8 }), b = make(lib.struct_node, { v: 6 }); const l = new Ref(c.pointer(lib.struct_node), addressOf(a)); lib.PUSH(l, b); const head = lib.struct_node.at(l.value); return head.v * 10 + lib.struct_node.at(head.next).v; })()",
  ],
  ["v_of((&(struct node){ 3, 0 }))", "lib.v_of(make(lib.struct_node, { v: 3 }))"],
];

describe.each(["gcc", "clang-14"])("%s", (compiler) => {
  let project: HeaderProject;
  let said = "";
  beforeAll(() => {
    project = headerProject(HEADER, "");
    const made = project.gen("--cc", compiler, "--verbose", ...PROTOTYPES.flatMap((one) => ["--prototype", one]));
    said = made.stderr;
    expect([made.code, said]).toEqual([0, expect.stringContaining("lib.ts: ")]);
  });
  afterAll(() => project.remove());

  test("every form gives what C gives", () => {
    const inC = project.inC(
      compiler,
      CALLS.map(([text]) => ["%d", text]),
    );
    expect(project.inTypeScript(CALLS.map(([, text]) => text))).toEqual(inC);
  });

  test("what a macro makes of a parameter's text is the wrapper's name of it", () => {
    expect(project.inTypeScript(["lib.NAME(1)"])).toEqual(["c2ts_arg_apple"]);
  });

  test("what calls setjmp is refused: it saves what ends with the wrapper", () => {
    const jump = headerProject(
      `#include <setjmp.h>
       #define TRY(e) (setjmp(*(e)) == 0)
       static inline int inner(void) { jmp_buf e; if (setjmp(e)) return 7; longjmp(e, 1); }\n`,
      "",
    );
    const { stderr } = jump.gen("--cc", compiler, "--verbose", "--prototype", "int TRY(jmp_buf *e)");
    expect(stderr).toContain("'TRY': the shim has no wrapper of it: it calls setjmp, and what that saves ends with");
    expect(jump.inTypeScript(["lib.inner()", "Number('TRY' in lib)"])).toEqual(["7", "0"]);
    jump.remove();
  });

  test("a parameter that is no value is refused, not taken for what has its name", () => {
    expect(said).toMatch(/'PASTED': the shim has no wrapper of it: .*c2ts_arg_x1/);
    expect(said).toMatch(/'MEMBER': the shim has no wrapper of it: .*c2ts_arg_v/);
    expect(readFileSync(join(project.folder, "lib.ts"), "utf8")).not.toMatch(/PASTED|MEMBER/);
  });
});
