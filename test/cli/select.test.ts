import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const OTHER = `struct moment { long seconds; };
typedef struct { int id; } tag_t;
enum mode { FAST, SLOW };
typedef unsigned short port_t;
`;
const HEADER = `#include <other.h>
struct point { int x, y; };
struct event { struct moment at; struct point where; struct moment many[2]; int code; };
struct moment now(void);
void later(struct moment *m, tag_t *tag, enum mode mode, port_t port);
int handle(struct event e);
int look(const struct event *e);
double length(struct point p);
#define LIMIT 3
#define GUARD
enum { FIRST, SECOND };
typedef enum { SMALL } size_class;
`;

function folderWithHeaders(): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, "given.h"), HEADER);
  mkdirSync(join(folder, "inc"));
  writeFileSync(join(folder, "inc/other.h"), OTHER);
  return folder;
}

const run = (cwd: string, command: string, ...options: readonly string[]) =>
  c2ts([command, "given.h", ...options, "--", "-Iinc"], { cwd });

const exported = (code: string): string[] =>
  [...code.matchAll(/^export (?:function|const|class) (\w+)/gm)].map(([, name = ""]) => name);

/** What the compiler says to a module at its strictest. */
function typeErrors(cwd: string, file: string): string {
  mkdirSync(join(cwd, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(cwd, "node_modules/c2ts-runtime"));
  symlinkSync(join(root, "node_modules/@types"), join(cwd, "node_modules/@types"));
  writeFileSync(join(cwd, "package.json"), '{ "type": "module" }\n');
  const tsconfig = { extends: join(root, "tsconfig.base.json"), compilerOptions: { noEmit: true }, files: [file] };
  writeFileSync(join(cwd, "tsconfig.json"), JSON.stringify(tsconfig));
  return spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", cwd], { encoding: "utf8" })
    .stdout;
}

test("dump --list is a file to edit, and --select takes what it says", () => {
  const cwd = folderWithHeaders();
  expect(run(cwd, "dump", "--list", "-o", "selection.txt").code).toBe(0);
  const list = readFileSync(join(cwd, "selection.txt"), "utf8");
  const lines = list.split("\n").filter((line) => !line.startsWith("#"));
  expect(lines.map((line) => line.replaceAll(/ +/g, " "))).toEqual([
    "record point given.h:2",
    "record event given.h:3",
    "function now given.h:4",
    "function later given.h:5",
    "function handle given.h:6",
    "function look given.h:7",
    "function length given.h:8",
    "enum @FIRST given.h:11",
    "typedef size_class given.h:12",
    "constant LIMIT given.h:9",
    "macro GUARD given.h:10",
    "",
  ]);
  expect(list).toMatch(/^# record +moment +other\.h:1$/m);
  const all = run(cwd, "gen", "--select", "selection.txt");
  expect(all.stdout).toBe(run(cwd, "gen").stdout);

  // One line commented out, one gone, one marked: an excluded record that nothing else needs is no error.
  const edited = list
    .replace(/^function +now/m, "# $&")
    .replace(/^constant.*\n/m, "")
    .replace(/^record +event/m, "- record event")
    .replace(/^function +(handle|look).*\n/gm, "");
  writeFileSync(join(cwd, "selection.txt"), edited);
  const { code, stdout } = run(cwd, "gen", "--select", "selection.txt", "--report", "report.json");
  expect(code).toBe(0);
  expect(exported(stdout)).toEqual([
    ...["has", "FIRST", "SECOND", "SMALL", "size_class", "FAST", "SLOW", "enum_mode"],
    ...["struct_point", "struct_moment", "tag_t", "port_t", "later", "length"],
  ]);
  const { excluded } = JSON.parse(readFileSync(join(cwd, "report.json"), "utf8"));
  expect(excluded).toContainEqual(expect.objectContaining({ name: "event", by: "selection.txt:5" }));
  expect(excluded).toContainEqual(expect.objectContaining({ name: "LIMIT", by: "not in selection.txt" }));
  // What is listed now is what was selected then.
  const again = run(cwd, "dump", "--list", "--select", "selection.txt").stdout;
  expect(again).toMatch(/^- record +event +given\.h:3$/m);
  expect(again).toMatch(/^# macro +LIMIT +given\.h:9$/m);
  writeFileSync(join(cwd, "again.txt"), again);
  expect(run(cwd, "gen", "--select", "again.txt").stdout).toBe(stdout);
});

test("a selection file that names what is not there says so, with its line; one that is none is refused", () => {
  const cwd = folderWithHeaders();
  writeFileSync(join(cwd, "selection.txt"), "function length\nfunction gone\n");
  expect(run(cwd, "gen", "--select", "selection.txt").stderr).toContain(
    "warning: selection.txt:2 'function gone' matches nothing in the headers given\n",
  );
  writeFileSync(join(cwd, "selection.txt"), "function length\nlength\n");
  expect(run(cwd, "gen", "--select", "selection.txt")).toMatchObject({
    code: 2,
    stderr: "c2ts: selection.txt:2: 'length' is no line of a selection: kind and name, as in 'function f'\n",
  });
  expect(run(cwd, "gen", "--select", "gone.txt")).toMatchObject({ code: 2 });
  expect(run(cwd, "gen", "--select", "selection.txt", "--include", "length").code).toBe(2);
});

test("excluding what another declaration needs ends with 2 and names both", () => {
  const cwd = folderWithHeaders();
  const { code, stdout, stderr } = run(cwd, "gen", "--exclude", "^point$", "--exclude", "^event$");
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "c2ts: record 'event' (given.h:3) is excluded by --exclude '^event$', but 'handle' (given.h:6) needs it: keep only its name with --opaque event, or exclude both\n" +
      "  record 'point' (given.h:2) is excluded by --exclude '^point$', but 'length' (given.h:8) needs it: keep only its name with --opaque point, or exclude both\n",
  });
});

test("--opaque keeps a record's name only; who has it by value is reported, and the module compiles", () => {
  const cwd = folderWithHeaders();
  const { stderr } = run(cwd, "gen", "--lib", "x", "-o", "given.ts", "--opaque", "moment", "-v");
  expect(stderr).toContain(
    "given.h:4:15: warning: skipped 'now': 'struct moment' cannot be passed by value: it is incomplete, so its size is not known\n",
  );
  expect(stderr).toContain("no accessor for member 'at' of 'struct event'");
  expect(stderr).toContain("no accessor for member 'many' of 'struct event'");
  expect(stderr).toMatch(/skipped 'handle': 'struct event' cannot be passed by value/);
  const code = readFileSync(join(cwd, "given.ts"), "utf8");
  expect(code).toContain("class struct_moment extends Opaque");
  expect(code).toMatch(/class struct_event extends RecordView \{\s+static override readonly size = 40;/);
  expect(typeErrors(cwd, "given.ts")).toBe("");
});

test("--no-transitive leaves other files out, exactly, and the module compiles", () => {
  const cwd = folderWithHeaders();
  run(cwd, "gen", "--lib", "x", "-o", "given.ts", "--no-transitive");
  const code = readFileSync(join(cwd, "given.ts"), "utf8");
  expect(exported(code)).not.toContain("FAST");
  expect(exported(code)).not.toContain("port_t");
  expect(code).toContain("class struct_moment extends Opaque");
  expect(code.replaceAll(/\s+/g, " ")).toContain(
    "export const later: CFunction<( m: PointerArg<struct_moment>, tag: PointerArg<tag_t>, mode: number, port: number, ) => void>",
  );
  expect(code).toContain('"void", ["ptr", "ptr", "u32", "u16"]');
  expect(code).not.toContain("export const now: CFunction<");
  expect(typeErrors(cwd, "given.ts")).toBe("");
});

test("--rename, --strip-prefix and --enum-style name things the same way from a header and from its spec", () => {
  const cwd = folderWithHeaders();
  const naming = [
    "--strip-prefix",
    "LIM",
    "--rename",
    "length=size",
    "--rename",
    "look=handle",
    "--enum-style",
    "constants",
  ];
  const { code, stderr } = run(cwd, "gen", "--lib", "x", "-o", "given.ts", "--spec", "given.json", ...naming);
  expect(code).toBe(0);
  expect(stderr).toContain(
    "given.h:7:5: warning: 'look' keeps its name, and is not 'handle': 'handle' has that name, or is to have it\n",
  );
  const text = readFileSync(join(cwd, "given.ts"), "utf8");
  expect(exported(text)).toEqual(expect.arrayContaining(["IT", "size", "look", "handle", "SMALL"]));
  expect(text).toContain("export type size_class = 0;");
  expect(readFileSync(join(cwd, "given.json"), "utf8")).toContain('"name":"LIMIT"');
  expect(typeErrors(cwd, "given.ts")).toBe("");
  c2ts(["emit", "given.json", "--lib", "x", "-o", "emitted.ts", ...naming], { cwd });
  expect(readFileSync(join(cwd, "emitted.ts"), "utf8")).toBe(text);
  expect(c2ts(["emit", "given.json", "--rename", "length"], { cwd })).toMatchObject({
    code: 2,
    stderr: "c2ts: --rename length: old=new, or s/regex/replacement/\n",
  });
});

test("inspect shows the names and the form that they give", () => {
  const cwd = folderWithHeaders();
  const inspect = (name: string, ...options: readonly string[]) =>
    c2ts(["inspect", "given.h", name, ...options, "--", "-Iinc"], { cwd }).stdout;
  expect(inspect("length", "--rename", "length=size")).toMatch(/^ +TypeScript +size\(p: struct_point\): number$/m);
  const form = (style: string): string | undefined =>
    /TypeScript +(\S.*)/.exec(inspect("size_class", "--enum-style", style))?.[1];
  expect(form("object")).toBe("size_class: an object and a type");
  expect(form("constants")).toBe("size_class: a type; each enumerator is a constant");
});
