import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const OLD = "// what was here before\n";
let folder: string;
let output: string;

beforeEach(() => {
  folder = emptyFolder();
  output = join(folder, "out.ts");
  writeFileSync(output, OLD);
});

/** Runs a command that must fail, and checks that the output file of an earlier run survives. */
function fails(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const result = c2ts(args, { cwd: folder, env });
  expect(readFileSync(output, "utf8")).toBe(OLD);
  expect(result.stdout).toBe("");
  return result;
}

function header(text: string): string {
  const path = join(folder, "given.h");
  writeFileSync(path, text);
  return path;
}

test("no such header", () => {
  const { code, stderr } = fails(["gen", "no-such-header.h", "-o", output]);
  expect(stderr).toBe(
    "error: 'no-such-header.h' file not found (give its path, or tell clang its folder: -- -Ifolder)\n",
  );
  expect(code).toBe(3);
});

test("a header with a syntax error: clang's own file, line and column", () => {
  const path = header("int fine(void);\nint broken(int x;\n");
  const { code, stderr } = fails(["gen", path, "-o", output]);
  expect(stderr).toContain(`${path}:2:17: error: expected ')'`);
  expect(code).toBe(3);
});

test("a missing include", () => {
  const path = header('#include "not-there.h"\nint fine(void);\n');
  const { code, stderr } = fails(["gen", path, "-o", output]);
  expect(stderr).toContain(`${path}:1:10: error: 'not-there.h' file not found`);
  expect(code).toBe(3);
});

test("an unknown type is an error, never an int", () => {
  const path = header("unknown_t f(unknown_t x);\n");
  const { code, stderr } = fails(["gen", path, "-o", output]);
  expect(stderr).toMatch(/:1:1: error: unknown type name 'unknown_t'/);
  expect(code).toBe(3);
});

test("no libclang where the option says", () => {
  const { code, stderr } = fails(["gen", header("int f(void);\n"), "-o", output, "--libclang", "/nowhere/libclang.so"]);
  expect(stderr).toMatch(/no usable libclang:\n {2}\/nowhere\/libclang\.so \(option\): no such file/);
  expect(code).toBe(3);
});

test("no libclang where C2TS_LIBCLANG says", () => {
  const { code, stderr } = fails(["gen", header("int f(void);\n"), "-o", output], {
    C2TS_LIBCLANG: "/nowhere/libclang.so",
  });
  expect(stderr).toContain("/nowhere/libclang.so (C2TS_LIBCLANG): no such file");
  expect(code).toBe(3);
});

test("a library that is no libclang", () => {
  const source = join(folder, "other.c");
  const library = join(folder, "libother.so");
  writeFileSync(source, "int other(void) { return 1; }\n");
  execFileSync("cc", ["-shared", "-fPIC", "-o", library, source]);
  const { code, stderr } = fails(["gen", header("int f(void);\n"), "-o", output, "--libclang", library]);
  expect(stderr).toContain(`${library} (option): not a libclang: it lacks clang_getClangVersion`);
  expect(code).toBe(3);
});

test("a file that is no library at all", () => {
  const library = join(folder, "libclang.so");
  writeFileSync(library, "not a library");
  const { code, stderr } = fails(["gen", header("int f(void);\n"), "-o", output, "--libclang", library]);
  expect(stderr).toContain(library);
  expect(stderr).toMatch(/file too short|invalid ELF header/);
  expect(code).toBe(3);
});

test("a spec that does not exist", () => {
  const { code, stderr } = fails(["emit", "nothing.json", "-o", output]);
  expect(stderr).toContain("cannot read nothing.json: ENOENT");
  expect(code).toBe(2);
});

test("a spec that is not JSON", () => {
  writeFileSync(join(folder, "spec.json"), "{ format: ");
  const { code, stderr } = fails(["emit", "spec.json", "-o", output]);
  expect(stderr).toContain("spec.json is not JSON: ");
  expect(code).toBe(2);
});

const GOOD_SPEC = {
  format: "1.0",
  target: {
    triple: "x86_64-pc-linux-gnu",
    endian: "little",
    pointerBits: 64,
    longBits: 64,
    charSigned: true,
    wcharBits: 32,
    wcharSigned: true,
  },
  clang: "19.1.7",
  arguments: [],
  headers: ["x.h"],
  declarations: [],
};

test("a spec that fails the schema: the path of the fault", () => {
  const location = { file: "x.h", line: 1, column: 1 };
  const wrong = {
    kind: "typedef",
    id: "t",
    name: "t",
    type: { kind: "int", name: "int", bits: 33, signed: true },
    location,
    doc: null,
    deprecated: null,
  };
  writeFileSync(join(folder, "spec.json"), JSON.stringify({ ...GOOD_SPEC, declarations: [wrong] }));
  const { code, stderr } = fails(["emit", "spec.json", "-o", output]);
  expect(stderr).toMatch(/spec\.json is no c2ts spec:\n {2}declarations\[0\]\.type\.bits: Invalid/);
  expect(code).toBe(2);
});

test("a spec without a field", () => {
  const { clang: _, ...without } = GOOD_SPEC;
  writeFileSync(join(folder, "spec.json"), JSON.stringify(without));
  const { code, stderr } = fails(["emit", "spec.json", "-o", output]);
  expect(stderr).toMatch(/ {2}clang: Invalid input: expected string, received undefined/);
  expect(code).toBe(2);
});

test("a spec of a newer format", () => {
  writeFileSync(join(folder, "spec.json"), JSON.stringify({ ...GOOD_SPEC, format: "1.99", brandNew: true }));
  const { code, stderr } = fails(["emit", "spec.json", "-o", output]);
  expect(stderr).toMatch(/spec\.json has spec format 1\.99; this c2ts reads up to 1\.\d+: a newer c2ts is needed/);
  expect(code).toBe(2);
});

test("an output folder that cannot be written", () => {
  const blocked = join(folder, "file", "out.ts");
  writeFileSync(join(folder, "file"), "a file where a folder should be");
  const { code, stderr } = fails(["gen", header("int f(void);\n"), "-o", blocked]);
  expect(stderr).toContain(`cannot write ${blocked}: `);
  expect(code).toBe(4);
});

test("an output that is a folder", () => {
  const taken = join(folder, "taken.ts");
  mkdirSync(taken);
  const { code, stderr } = fails(["gen", header("int f(void);\n"), "-o", taken]);
  expect(stderr).toContain(`cannot write ${taken}: `);
  expect(code).toBe(4);
});

test.for([
  { name: "an unknown option", args: ["gen", "x.h", "--no-such-option"], says: /unknown option '--no-such-option'/ },
  {
    name: "an unknown command",
    args: ["generate"],
    says: /unknown command 'generate'\n\(Did you mean|unknown command 'generate'/,
  },
  {
    name: "no header",
    args: ["gen"],
    says: /no header given, and no c2ts.config here or above: name a header, or a package with --pkg/,
  },
  { name: "no spec", args: ["emit"], says: /missing required argument 'spec'/ },
  {
    name: "a pattern that is no regular expression",
    args: ["gen", "x.h", "--include", "("],
    says: /'\(' is no pattern: /,
  },
  {
    name: "an unknown package",
    args: ["gen", "--pkg", "no-such-package"],
    says: /pkg-config does not know 'no-such-package'/,
  },
  { name: "--json without -o", args: ["dump", "x.h", "--json"], says: /--json needs -o/ },
])("$name is wrong usage", ({ args, says }) => {
  const { code, stderr } = fails(args);
  expect(stderr).toMatch(says);
  expect(code).toBe(2);
});

test("a header that ends inside a declaration", () => {
  for (const text of ["struct s { int a }", "struct s { int a;"]) {
    const path = header(text);
    const { code, stderr } = fails(["gen", path, "-o", output]);
    expect(stderr).toBe(`error: '${path}' ends inside a declaration: is a ';' or a '}' missing at its end?\n`);
    expect(code).toBe(3);
  }
  const late = header("struct s { int a; };\nint f(void)");
  expect(fails(["gen", late, "-o", output]).stderr).toMatch(/given\.h:2:12: error: expected ';'/);
  const both = header("struct s { int a; };\nfoo f(void);\nint g(void)");
  expect(fails(["gen", both, "-o", output]).stderr).toContain(`${both}:2:1: error: unknown type name 'foo'\n`);
});

test("a clang option in front of the --", () => {
  const { code, stderr } = fails(["gen", header("int f(void);\n"), "-Iinclude"]);
  expect(stderr).toContain("options of clang go behind --: c2ts gen header.h -- -Iinclude -DNAME=1");
  expect(code).toBe(2);
});

test.for([
  { name: "a folder", given: () => folder, says: /is a folder: name a header in it/ },
  { name: "a binary", given: () => process.execPath, says: /is no header: it is not a text file/ },
])("$name is no header", ({ given, says }) => {
  const { code, stderr } = fails(["gen", given(), "-o", output]);
  expect(stderr).toMatch(says);
  expect(code).toBe(2);
});
