import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-5.9";
import { describe, expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const COMPILERS = ["typescript", "typescript-5.9"] as const;

// Without the types of browsers, which take TypeScript 5.9 longer to check than all the rest.
const LIB = ["es2023", "esnext.disposable"];
const OPTIONS = { lib: LIB, module: "nodenext", target: "es2022", strict: true, noEmit: true, skipLibCheck: false };

/** A project with the runtime and Node's types installed. */
function project(files: Readonly<Record<string, string>>, config: object = {}): string {
  const folder = emptyFolder();
  const compilerOptions = { ...OPTIONS, types: ["node"], rewriteRelativeImportExtensions: true };
  const all = {
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({ compilerOptions, ...config }),
    ...files,
  };
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
  for (const name of ["@types", "undici-types"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** What a compiler says of a project. */
function compile(compiler: (typeof COMPILERS)[number], folder: string): string {
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  return spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8", cwd: folder }).stdout;
}

const SHAPES = `
/** A rectangle. */
struct shape { int width; int height; };
/** Its area, in square millimetres. */
int shape_area(const struct shape *s);
int shape_width(const struct shape *s);
`;

const MAIN = `import { crc32, Z_OK, type z_stream } from "zlib.h?lib=z";
import { shape_area } from "./native/shapes.h?lib=./libshapes.so";
const area: number = shape_area(null);
const sum: number = crc32(0, new Uint8Array(3), 3);
const ok: 0 = Z_OK;
export const use = (stream: z_stream): number => stream.avail_in + area + sum + ok;
`;

describe("an editor", () => {
  /** A language service over the files on disk. */
  function editor(folder: string): { readonly service: ts.LanguageService; at(text: string): number } {
    const parsed = ts.parseJsonConfigFileContent(
      ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile).config,
      ts.sys,
      folder,
    );
    const service = ts.createLanguageService({
      ...ts.sys,
      getScriptFileNames: () => parsed.fileNames,
      getScriptVersion: () => "1",
      getScriptSnapshot: (file) =>
        existsSync(file) ? ts.ScriptSnapshot.fromString(readFileSync(file, "utf8")) : undefined,
      getCurrentDirectory: () => folder,
      getCompilationSettings: () => parsed.options,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    });
    return { service, at: (text) => readFileSync(join(folder, "main.ts"), "utf8").indexOf(text) };
  }

  test("completes, shows comments and prototypes, and finds faults", () => {
    const text = `${MAIN}import { shape_ } from "./native/shapes.h?lib=./libshapes.so";\n`;
    const folder = project({ "main.ts": text, "native/shapes.h": SHAPES });
    expect(c2ts(["types"], { cwd: folder })).toMatchObject({ code: 0, stderr: "c2ts.d.ts: 2 headers\n" });
    const { service, at } = editor(folder);
    const file = join(folder, "main.ts");

    const names = service.getCompletionsAtPosition(file, at("shape_ }") + 6, {})?.entries.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["shape_width", "struct_shape"]));

    const hover = (text: string): string => {
      const info = service.getQuickInfoAtPosition(file, at(text));
      return [info?.displayParts, info?.documentation].map((parts) => ts.displayPartsToString(parts)).join("\n");
    };
    expect(hover("shape_area(null)")).toContain("shape_area(s: PointerArg<struct_shape>): number");
    expect(hover("shape_area(null)")).toContain("Its area, in square millimetres.");
    expect(hover("crc32(0,")).toContain("C: `uLong crc32(uLong crc,");
    expect(service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)).toEqual([
      expect.stringContaining("has no exported member 'shape_'"),
    ]);
  });
});

describe.each(COMPILERS)("%s", { timeout: 300_000 }, (compiler) => {
  test("takes the types, and finds what is wrong", () => {
    const folder = project({ "main.ts": MAIN, "native/shapes.h": SHAPES });
    expect(c2ts(["types"], { cwd: folder }).code).toBe(0);
    expect(compile(compiler, folder)).toBe("");
    writeFileSync(join(folder, "main.ts"), MAIN.replace("const area: number", "const area: string"));
    expect(compile(compiler, folder)).toMatch(/main\.ts\(3,7\): error TS2322/);
  });

  test("knows one header under two names, and two headers of one name", () => {
    const box = (member: string): string => `struct box { int ${member}; };\nint box_open(struct box *b);\n`;
    const importing = (specifier: string, member: string): string =>
      `import { struct_box } from "${specifier}";\nexport const box: struct_box = struct_box.alloc();\nbox.${member} = 1;\n`;
    const folder = project({
      "box.h": box("outer"),
      "deep/box.h": box("inner"),
      "main.ts": `${importing("./box.h", "outer")}import { box as other } from "./deep/up.ts";\nother.outer = box.outer;\nexport const same: struct_box = other;\n`,
      "deep/up.ts": importing("../box.h", "outer"),
      "deeper.ts": importing("./deep/box.h", "inner"),
    });
    expect(c2ts(["types"], { cwd: folder })).toMatchObject({ code: 0, stderr: "c2ts.d.ts: 3 headers\n" });
    expect(compile(compiler, folder)).toBe("");
  });

  test("gets nothing, rather than another header's types, where it cannot tell two apart", () => {
    const folder = project({
      "a/box.h": "int a_open(void);\n",
      "b/box.h": "int b_open(void);\n",
      "box.h": "int open_box(void);\n",
      "a/main.ts": 'import { a_open } from "./box.h";\na_open();\n',
      "b/main.ts": 'import { b_open } from "./box.h";\nb_open();\n',
      "main.ts": 'import { a_open } from "./a/box.h";\na_open();\n',
    });
    const { code, stderr } = c2ts(["types"], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain(
      'no types for "./box.h": two headers are imported by this name, in a/main.ts and in b/main.ts',
    );
    const said = compile(compiler, folder);
    expect(said).toMatch(/a\/main\.ts\(1,10\): error TS2305/);
    expect(said).toMatch(/b\/main\.ts\(1,10\): error TS2305/);
    expect(said).not.toMatch(/^main\.ts/m);
  });
});

describe("c2ts types", () => {
  test("leaves the file alone when nothing has changed", () => {
    const folder = project({ "main.ts": MAIN, "native/shapes.h": SHAPES });
    expect(c2ts(["types"], { cwd: folder }).code).toBe(0);
    const before = statSync(join(folder, "c2ts.d.ts"), { bigint: true });
    expect(c2ts(["types"], { cwd: folder }).stderr).toBe("c2ts.d.ts (unchanged): 2 headers\n");
    expect(statSync(join(folder, "c2ts.d.ts"), { bigint: true })).toMatchObject({
      ino: before.ino,
      mtimeNs: before.mtimeNs,
    });
  });

  test("writes where the project looks: into the folder that it includes, of a project that it refers to", () => {
    const folder = project(
      {
        "app.json": JSON.stringify({ compilerOptions: { ...OPTIONS, composite: true }, include: ["src"] }),
        "src/main.ts": 'import { ANSWER } from "./answer.h";\nexport const answer: 42 = ANSWER;\n',
        "src/answer.h": "#define ANSWER 42\n",
      },
      { files: [], references: [{ path: "./app.json" }] },
    );
    expect(c2ts(["types"], { cwd: folder })).toMatchObject({ code: 0, stderr: "src/c2ts.d.ts: 1 header\n" });
  });

  test("says where the project does not look", () => {
    const folder = project(
      {
        "main.ts": 'import { ANSWER } from "./answer.h";\nexport const answer: 42 = ANSWER;\n',
        "answer.h": "#define ANSWER 42\n",
      },
      { files: ["main.ts"] },
    );
    const { code, stderr } = c2ts(["types"], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('TypeScript does not see c2ts.d.ts: add it to "include" in tsconfig.json');
  });

  test("declares the others where a header is broken", () => {
    const folder = project({
      "main.ts":
        'import { limit } from "./limit.h";\nimport { ANSWER } from "./answer.h";\nexport { limit, ANSWER };\n',
      "limit.h": "\n\nunknown_t limit(void);\n",
      "answer.h": "#define ANSWER 42\n",
    });
    const { code, stderr } = c2ts(["types"], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/no types for "\.\/limit\.h": .*limit\.h:3:1: error: unknown type name 'unknown_t'/);
    expect(compile("typescript", folder)).toMatch(/^main\.ts\(1,10\): error TS2305[^\n]*\n$/);
  });

  test("declares C files, of which what is private stays out", () => {
    const folder = project({
      "main.ts": 'import { fib } from "./fib.c";\nexport const n: number = fib(2);\n',
      "fib.c":
        "/** Fibonacci's. */\nint fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nstatic int own(void) { return 1; }\n",
    });
    expect(c2ts(["types"], { cwd: folder })).toMatchObject({ code: 0, stderr: "c2ts.d.ts: 1 header\n" });
    const types = readFileSync(join(folder, "c2ts.d.ts"), "utf8");
    expect(types).toContain("Fibonacci's.");
    expect(types).not.toContain("own");
    expect(compile("typescript", folder)).toBe("");
    writeFileSync(join(folder, "main.ts"), 'import { fib } from "./fib.c";\nexport const n: string = fib(2);\n');
    expect(compile("typescript", folder)).toMatch(/main\.ts\(2,14\): error TS2322/);
  });

  test("needs a project", () => {
    expect(c2ts(["types"], { cwd: emptyFolder() })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no tsconfig.json in . or above"),
    });
  });
});
