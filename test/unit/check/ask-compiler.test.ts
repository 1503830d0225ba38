import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { askCompiler } from "../../../src/check/ask-compiler.ts";
import { CompilerError, findCompiler } from "../../../src/check/c-compiler.ts";

const compiler = findCompiler(undefined, []);

/** `unsigned long long` answers as numbers, refusals as words. */
function ask(includes: string, values: readonly string[]): string[] {
  const questions = values.map((value) => ({ type: "unsigned long long", value }));
  return askCompiler(compiler, includes, questions).map((answer) =>
    answer.kind === "bytes" ? String(Buffer.from(answer.bytes).readBigUInt64LE()) : "refused",
  );
}

test("constants are computed by the compiler, none of them run", () => {
  expect(ask("#define HALF(x) ((x) / 2)", ["1 + 1", "sizeof(int)", "HALF(9)", "-1"])).toEqual([
    "2",
    "4",
    "4",
    "18446744073709551615",
  ]);
  const bytes = askCompiler(compiler, "struct s { char c; short h; };", [
    { type: "struct s", value: "{ .h = 0x0201 }" },
    { type: "char[3]", value: '"ab"' },
  ]);
  expect(bytes).toEqual([
    { kind: "bytes", bytes: Uint8Array.of(0, 0, 1, 2) },
    { kind: "bytes", bytes: Uint8Array.of(97, 98, 0) },
  ]);
});

test.each([
  ["an unknown name", "#define BAD nosuch"],
  ["a call", "int f(void);\n#define BAD f()"],
  ["an open brace", "#define BAD {"],
  ["a closing brace", "#define BAD }"],
  ["an open parenthesis", "#define BAD (1"],
  ["a closing parenthesis", "#define BAD 1)"],
  ["a semicolon", "#define BAD 1; 2"],
  ["nothing", "#define BAD"],
  ["a string without end", '#define BAD _Pragma("'],
  ["a keyword", "#define BAD while"],
  ["an incomplete type", "#define BAD sizeof(struct nothing)"],
])("%s spoils no other question", (_, bad) => {
  const values = ["1", "(BAD)", "2", "3", "(BAD)", "4"];
  expect(ask(bad, values)).toEqual(["1", "refused", "2", "3", "refused", "4"]);
  expect(ask(bad, ["(BAD)"])).toEqual(["refused"]);
});

test("a refusal has the compiler's own words", () => {
  const [answer] = askCompiler(compiler, "", [{ type: "int", value: "nosuch" }]);
  expect(answer).toMatchObject({ kind: "refused", reason: expect.stringContaining("nosuch") });
});

test("headers that do not compile are no refused question", () => {
  expect(() => ask("struct { nonsense", ["1", "2"])).toThrow(CompilerError);
  expect(() => ask("#include <c2ts/nowhere.h>", ["1"])).toThrow(/c2ts\/nowhere\.h: No such file/);
});

test("no folder is left behind", () => {
  // Other tests have folders of theirs in the system's one.
  const own = mkdtempSync(join(tmpdir(), "c2ts-test-"));
  vi.stubEnv("TMPDIR", own);
  try {
    ask("", ["1", "nosuch"]);
    expect(() => ask("#error no", ["1"])).toThrow(CompilerError);
    expect(readdirSync(own)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
    rmSync(own, { recursive: true });
  }
});

test("the compiler: the one named, or that of CC, and no other in its place", () => {
  const code = (named: string | undefined): unknown => {
    try {
      return findCompiler(named, []).command;
    } catch (error) {
      return error instanceof CompilerError ? error.code : error;
    }
  };
  expect(code("gcc -O2")).toEqual(["gcc", "-O2"]);
  expect(code("c2ts-no-such-compiler")).toBe("no-compiler");
  expect(code("true")).toBe("no-compiler");
});

test("gcc gets no argument that only clang knows, and C17 where nothing else is said", () => {
  const given = ["--target=x86_64-linux-gnu", "-Wno-foo", "-target", "x86_64", "-DA=1", "-Ix"];
  expect(findCompiler("gcc", given).arguments).toEqual(["-std=gnu17", "-DA=1", "-Ix"]);
  expect(findCompiler("gcc", ["-std=c11"]).arguments).toEqual(["-std=c11"]);
  expect(() => findCompiler("gcc", ["-fno-such-option"])).toThrow(/-fno-such-option/);
});
