import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const HEADER = `/** Adds. */
int add(int a, int b);
int missing(void);
extern int gone;
struct point { char c; int x; unsigned low : 3, high : 5; };
enum color { RED, GREEN };
#define ANSWER 42
`;

/** A header, its library, and what gen makes of them. */
function project(): { readonly cwd: string; readonly gen: readonly string[] } {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, "inc"));
  writeFileSync(join(cwd, "inc/given.h"), HEADER);
  writeFileSync(join(cwd, "given.c"), "int add(int a, int b) { return a + b; }\n");
  execFileSync("cc", ["-shared", "-fPIC", "-o", join(cwd, "libgiven.so"), join(cwd, "given.c")]);
  const gen = ["inc/given.h", "--lib", "./libgiven.so", "-o", "src/given.ts", "--spec", "given.json"];
  expect(c2ts(["gen", ...gen], { cwd }).code).toBe(0);
  return { cwd, gen };
}

const edit = (file: string, from: string, to: string): void => {
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
};

test("the command line of gen, with check in its place: what is right, and each symbol that is missing", () => {
  const { cwd, gen } = project();
  const { code, stdout, stderr } = c2ts(["check", ...gen], { cwd });
  expect(stdout.split("\n")).toEqual([
    "given.h:3:5: symbol: 'missing' is not in the library: using it will throw",
    "given.h:4:12: symbol: 'gone' is not in the library: using it will throw",
    "stale      2 files, ok",
    "layout     2 records and enums, ok",
    "constants  3 constants, ok",
    "symbols    3 symbols, 2 missing",
    "",
  ]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const allowed = c2ts(["check", ...gen, "--allow-missing", "^(missing|gone)$"], { cwd });
  expect(allowed.stdout).toContain("symbols    3 symbols, ok, 2 missing as allowed\n");
  expect(allowed.code).toBe(0);
});

test("the command line of emit: a spec is compared with the headers that it names, found where clang arguments say", () => {
  const { cwd } = project();
  const emit = ["given.json", "--lib", "./libgiven.so", "-o", "src/given.ts", "--allow-missing", "."];
  expect(c2ts(["check", ...emit, "--", "-Iinc"], { cwd })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("layout     2 records and enums, ok\n"),
  });
  const nowhere = c2ts(["check", ...emit], { cwd });
  expect(nowhere.code).toBe(1);
  expect(nowhere.stdout).toContain(
    "layout, constants: not checked: cc does not compile the headers:\nquestions.c:1:10: ",
  );
  expect(nowhere.stdout).toContain("  folders of headers go behind --: -- -Iinclude\n");
});

test("nothing is written: not by a check that finds faults, and not where a file is missing", () => {
  const { cwd, gen } = project();
  const all = (): string[] => readdirSync(cwd, { recursive: true, encoding: "utf8" }).sort();
  const temporary = join(cwd, "tmp"); // of its own: other tests run at the same time
  mkdirSync(temporary);
  edit(join(cwd, "src/given.ts"), "ANSWER = 42", "ANSWER = 43");
  const before = { all: all(), text: readFileSync(join(cwd, "src/given.ts"), "utf8") };
  const { stdout, code } = c2ts(["check", ...gen, "--report", "report.md"], { cwd, env: { TMPDIR: temporary } });
  expect(code).toBe(1);
  expect(stdout).toContain("stale: report.md is not there\n  make it: c2ts gen inc/given.h --lib ./libgiven.so -o ");
  expect({ all: all(), text: readFileSync(join(cwd, "src/given.ts"), "utf8") }).toEqual(before);
});

test("a stale file: the first line that differs, and the command that renews it", () => {
  const { cwd } = project();
  edit(join(cwd, "src/given.ts"), "ANSWER = 42", "ANSWER = 43");
  const gen = [
    "inc/given.h",
    "--lib",
    "./libgiven.so",
    "-o",
    "src/given.ts",
    "--exclude",
    "^nothing here",
    "--no-symbols",
  ];
  const { code, stdout } = c2ts(["check", ...gen, "--", "-DNAME=a b"], { cwd });
  expect(code).toBe(1);
  const line = readFileSync(join(cwd, "src/given.ts"), "utf8").split("\n").indexOf("export const ANSWER = 43;") + 1;
  expect(stdout).toContain(
    `stale: src/given.ts: line ${line} is not what would be generated now\n` +
      "  there: export const ANSWER = 43;\n" +
      "  now:   export const ANSWER = 42;\n" +
      "  renew it: c2ts gen inc/given.h --exclude '^nothing here' --lib ./libgiven.so -o src/given.ts -- '-DNAME=a b'\n",
  );
  expect(stdout).toContain("stale      1 file, 1 wrong\n");
  const emit = c2ts(["check", "given.json", "--lib", "./libgiven.so", "-o", "src/given.ts", "--no-symbols"], { cwd });
  expect(emit.stdout).toContain("  renew it: c2ts emit given.json --lib ./libgiven.so -o src/given.ts\n");
});

test("a header that has changed makes module and spec stale", () => {
  const { cwd, gen } = project();
  edit(join(cwd, "inc/given.h"), "int x;", "long x;");
  const { stdout } = c2ts(["check", ...gen, "--no-symbols"], { cwd });
  expect(stdout.match(/^stale: [\w./]+/gm)).toEqual(["stale: src/given.ts", "stale: given.json"]);
  // Of the spec that is there the compiler says the same.
  const spec = c2ts(["check", "given.json", "--", "-Iinc"], { cwd });
  expect(spec.code).toBe(1);
  expect(spec.stdout).toContain(
    "given.h:5:8: layout: 'struct point': sizeof(struct point): 12 in the spec, 24 in C\n" +
      "given.h:5:8: layout: 'struct point': _Alignof(struct point): 4 in the spec, 8 in C\n" +
      "given.h:5:8: layout: 'struct point': offset of 'x': 4 in the spec, 8 in C\n",
  );
  expect(spec.stdout).toContain("'struct point': bits of 'low': 64 to 66 in the spec, 128 to 130 in C\n");
});

test("a wrong constant, a wrong enumerator and one that is gone", () => {
  const { cwd } = project();
  edit(join(cwd, "inc/given.h"), "ANSWER 42", "ANSWER 43u");
  edit(join(cwd, "inc/given.h"), "GREEN", "BLUE");
  const { stdout, code } = c2ts(["check", "given.json", "--", "-Iinc"], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain("given.h:7:9: constant: 'ANSWER': value: 42 in the spec, 43 in C\n");
  expect(stdout).toContain("given.h:7:9: constant: 'ANSWER': type: int in the spec, unsigned int in C\n");
  expect(stdout).toMatch(/^given\.h:6:6: 'GREEN': the C compiler refuses it: .*GREEN.* undeclared/m);
  expect(stdout).toContain("constants  3 constants, 3 wrong\n");
});

test("a weak symbol may be missing; a spec of c2ffi's is compared with the header that it has the name of", () => {
  const { cwd } = project();
  writeFileSync(join(cwd, "weak.h"), "void maybe(void) __attribute__((weak));\n");
  const { code, stdout } = c2ts(["check", "weak.h", "--lib", "./libgiven.so"], { cwd });
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining("1 symbol, ok, 1 missing as allowed\n"),
  });
  writeFileSync(join(cwd, "foreign.h"), "struct s { long x; };\n");
  const field =
    '{ "tag": "field", "name": "x", "bit-offset": 0, "bit-size": 32, "bit-alignment": 32, "type": { "tag": ":int" } }';
  writeFileSync(
    join(cwd, "foreign.spec"),
    `[{ "tag": "struct", "ns": 0, "name": "s", "id": 1, "location": "s.h:1:8", "bit-size": 32, "bit-alignment": 32, "fields": [${field}] }]\n`,
  );
  const foreign = c2ts(["check", "foreign.spec", "--target", "x86_64-linux-gnu"], { cwd });
  expect(foreign.stdout).toContain("layout: 'struct s': sizeof(struct s): 4 in the spec, 8 in C\n");
  expect(foreign.code).toBe(1);
});

test("each check can be left out", () => {
  const { cwd, gen } = project();
  const flags = ["--no-stale", "--no-layout", "--no-constants", "--no-symbols"];
  const titles = (...given: readonly string[]): string[] | null =>
    c2ts(["check", ...gen, ...given], { cwd }).stdout.match(/^\w+(?= {2,})/gm);
  expect(titles()).toEqual(["stale", "layout", "constants", "symbols"]);
  for (const flag of flags) expect(titles(...flags.filter((other) => other !== flag))).toEqual([flag.slice(5)]);
});

test("without a C compiler the checks that need one are said not to be made", () => {
  const { cwd, gen } = project();
  const env = { CC: "c2ts-no-such-compiler" };
  const { code, stdout } = c2ts(["check", ...gen, "--no-symbols"], { cwd, env });
  expect(code).toBe(1);
  expect(stdout).toBe(
    "layout, constants: not checked: no C compiler (c2ts-no-such-compiler: not found)\n" +
      "  install gcc or clang, name a compiler with --cc, or leave out what it is asked for: --no-layout --no-constants\n" +
      "stale      2 files, ok\nlayout     not checked\nconstants  not checked\n",
  );
  expect(c2ts(["check", ...gen, "--no-symbols", "--no-layout", "--no-constants"], { cwd, env }).code).toBe(0);
  expect(c2ts(["check", ...gen, "--no-symbols", "--cc", "cc"], { cwd, env }).code).toBe(0);
});

test("a library that cannot be loaded", () => {
  const { cwd } = project();
  const { code, stdout } = c2ts(["check", "inc/given.h", "--lib", "c2ts_no_such"], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain("symbols: not checked: cannot load library 'c2ts_no_such'");
  expect(stdout).not.toContain("-Iinclude");
  expect(stdout).toContain("stale      nothing to compare: name the module with -o, the spec with --spec\n");
});

test("--json is one object", () => {
  const { cwd, gen } = project();
  const { code, stdout } = c2ts(["check", ...gen, "--json"], { cwd });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    faults: ["missing", "gone"].map((decl, i) => ({
      code: "missing-symbol",
      decl,
      symbol: decl,
      location: { file: "given.h", line: 3 + i, column: i === 0 ? 5 : 12 },
      text: `symbol: '${decl}' is not in the library: using it will throw`,
    })),
    checked: { stale: 2, layout: 2, constants: 3, symbols: 3 },
    allowed: [],
  });
});

test("--strict as for gen, --verbose with its words", () => {
  const { cwd } = project();
  writeFileSync(join(cwd, "odd.h"), "long double odd(void);\n");
  const args = ["check", "odd.h", "--no-stale"];
  expect(c2ts(args, { cwd }).code).toBe(0);
  expect(c2ts([...args, "--strict"], { cwd }).code).toBe(1);
  expect(c2ts([...args, "--verbose"], { cwd }).stderr).toMatch(/^odd\.h:1:13: warning: skipped 'odd'/);
});

test.each([
  [["given.json", "inc/given.h"], "check takes headers, or one spec"],
  [["given.json", "--include", "x"], "--include is for headers, and given.json is a spec"],
  [["given.json", "--spec", "other.json"], "--spec is for headers, and given.json is a spec"],
  [["inc/given.h", "--allow-missing", "("], "--allow-missing (: "],
  [["nothing.json"], "cannot read nothing.json"],
  [[], "no header given"],
])("wrong usage: %s", (args, message) => {
  const { cwd } = project();
  const { code, stderr } = c2ts(["check", ...args], { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
});

/** MariaDB's headers are those that it is built with. */
const KEPT_BY_MARIADB = `SQLSTATE_UNKNOWN find_compiled_charset find_compiled_charset_by_name list_add list_cons list_delete list_free
  list_length list_reverse list_walk ma_charset_bin ma_charset_latin1 ma_charset_utf16le_general_ci
  ma_charset_utf8_general_ci ma_default_charset_info ma_hash_password ma_make_scrambled_password ma_net_clear
  ma_net_end ma_net_flush ma_net_init ma_net_read ma_net_real_write ma_net_safe_read ma_net_write ma_net_write_buff
  ma_net_write_command ma_scramble_323 ma_scramble_41 ma_simple_command ma_thread_end ma_thread_init
  madb_get_os_character_set mariadb_compiled_charsets mariadb_load_defaults max_allowed_auth_packet max_allowed_packet
  my_set_error mysql_cset_escape_quotes mysql_cset_escape_slashes mysql_init_ps_subsystem mysql_port mysql_unix_port
  net_buffer_length net_field_length stmt_set_error`;

/** What the headers declare and Debian's shared object does not have. */
const MISSING = {
  sqlite3: [
    "sqlite3_mutex_held",
    "sqlite3_mutex_notheld",
    "sqlite3_snapshot_cmp",
    "sqlite3_snapshot_free",
    "sqlite3_snapshot_get",
    "sqlite3_snapshot_open",
    "sqlite3_snapshot_recover",
    "sqlite3_stmt_scanstatus",
    "sqlite3_stmt_scanstatus_reset",
    "sqlite3_win32_set_directory",
    "sqlite3_win32_set_directory16",
    "sqlite3_win32_set_directory8",
  ],
  zlib: [],
  // The linker takes some from libc_nonshared.a, others from libcrypt and libresolv.
  libc: "at_quick_exit atexit bindresvport6 crypt getumask inet_net_ntop inet_net_pton inet_neta pthread_atfork".split(
    " ",
  ),
  openssl: ["OSSL_provider_init"], // providers have it
  curl: [],
  libevent: [],
  libuv: [],
  mongoc: ["bcon_extract_va"],
  mariadb: KEPT_BY_MARIADB.split(/\s+/).sort(),
  sdl2: ["SDL_main"], // a program's own
  mosquitto: [],
} as const;

test.each([
  ["sqlite3", "sqlite3"],
  ["zlib", "z"],
  ["libc", "m"],
  ["openssl", "ssl"],
  ["curl", "curl"],
  ["libevent", "event"],
  ["libuv", "uv"],
  ["mariadb", "mariadb", "--pkg", "libmariadb"],
  ["mongoc", "mongoc-1.0", "--pkg", "libmongoc-1.0"],
  ["sdl2", "SDL2-2.0", "--pkg", "sdl2"],
  ["mosquitto", "mosquitto"],
] as const)("the checked-in spec of %s against compiler and library", (name, lib, ...flags) => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const spec = join(root, `spec-json/${name}/x86_64-linux-gnu.json`);
  const module = join(root, `packages/${name}/index.ts`);
  const files = ["nonnull", "annotations"].map((file) => join(root, `packages/${name}/${file}.json`));
  const annotations = files.filter((file) => existsSync(file)).flatMap((file) => ["--annotations", file]);
  const { stdout } = c2ts(["check", spec, "--lib", lib, "-o", module, ...annotations, "--json", ...flags]);
  const { faults, checked } = JSON.parse(stdout);
  expect(faults.map(({ code, decl }: { code: string; decl: string }) => `${code} ${decl}`).sort()).toEqual(
    MISSING[name].map((symbol) => `missing-symbol ${symbol}`),
  );
  expect(checked).toEqual({
    stale: 1,
    layout: expect.any(Number),
    constants: expect.any(Number),
    symbols: expect.any(Number),
  });
});

test("BlueZ, with wrappers of its static inline functions", () => {
  const folder = fileURLToPath(new URL("../../packages/bluez/", import.meta.url));
  const given = ["--config", join(folder, "c2ts.config.json"), "-o", join(folder, "index.ts"), "--no-stale", "--json"];
  const { faults } = JSON.parse(c2ts(["check", ...given]).stdout);
  expect(faults.map(({ code, decl }: { code: string; decl: string }) => `${code} ${decl}`)).toEqual([
    "missing-symbol sdp_uuid_print",
    "missing-symbol sdp_data_print",
    "missing-symbol sdp_print_service_attr",
  ]);
});

test("PCRE2 declares each function in three widths, and has one of them", () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const spec = join(root, "spec-json/pcre2/x86_64-linux-gnu.json");
  const { code, stdout } = c2ts(["check", spec, "--lib", "pcre2-8", "--allow-missing", "_(16|32)$", "--json"]);
  const { ok, allowed } = JSON.parse(stdout);
  expect({ code, ok }).toEqual({ code: 0, ok: true });
  expect(allowed).toContain("pcre2_compile_16");
  expect(allowed).not.toContain("pcre2_compile_8");
});
