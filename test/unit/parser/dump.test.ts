import { fileURLToPath } from "node:url";
import { dump, ParseError } from "c2ts";
import { beforeAll, describe, expect, test } from "vitest";
import { installedLibclang } from "../../support/libclang.ts";

let libclang: string;
beforeAll(() => {
  libclang = installedLibclang(19);
});

/** Reads a header that exists in memory only. */
function read(text: string, options: Parameters<typeof dump>[1] = {}) {
  return dump(["memory.h"], { libclang, files: [{ file: "memory.h", text }], ...options });
}

const names = (text: string, options?: Parameters<typeof dump>[1]): readonly (string | null)[] =>
  read(text, options).spec.declarations.map(({ name }) => name);

describe("headers in memory", () => {
  test("are read like files, and may include each other", () => {
    const files = [
      { file: "one.h", text: '#include "two.h"\ntwo_t one(two_t x);\n' },
      { file: "two.h", text: "typedef int two_t;\nint two(void);\n" },
    ];
    const { spec } = dump(["one.h"], { libclang, files });
    expect(spec.headers).toEqual(["one.h"]);
    expect(spec.declarations.map(({ name, location }) => `${location.file}:${location.line} ${name}`)).toEqual([
      "two.h:1 two_t",
      "one.h:2 one",
    ]);
  });

  test("are parsed again in full for each call", () => {
    expect(names("int first(void);")).toEqual(["first"]);
    expect(names("int second(void);")).toEqual(["second"]);
  });
});

describe("errors", () => {
  test("are clang's own, all of them, with their places", () => {
    const failing = (): unknown => read("int a(\nint b;\nstruct {} ]\n");
    expect(failing).toThrow(ParseError);
    expect(failing).toThrow(/memory\.h:2:6: error: /);
  });

  test("of one header do not stop at the first missing include", () => {
    const failing = (): unknown => read('#include "gone.h"\n#include <gone_too.h>\n');
    expect(failing).toThrow(/'gone\.h' file not found[\s\S]*'gone_too\.h' file not found/);
  });
});

describe("the target", () => {
  const sizeOfLong = (target: string): unknown => {
    const { spec } = read("long f(long x); char c(char x);", { clangArguments: [`--target=${target}`] });
    const { endian, pointerBits, longBits, charSigned, wcharBits } = spec.target;
    return { triple: spec.target.triple, endian, pointerBits, longBits, charSigned, wcharBits };
  };

  test("has the data model that clang gives it, not this machine's", () => {
    expect(sizeOfLong("aarch64-linux-gnu")).toMatchObject({ longBits: 64, charSigned: false, wcharBits: 32 });
    expect(sizeOfLong("x86_64-pc-windows-msvc")).toMatchObject({ longBits: 32, charSigned: true, wcharBits: 16 });
    expect(sizeOfLong("i686-linux-gnu")).toMatchObject({ pointerBits: 32, longBits: 32 });
    expect(sizeOfLong("s390x-linux-gnu")).toMatchObject({ endian: "big", charSigned: false });
  });
});

describe("builtin headers", () => {
  const HEADER = `
#include <limits.h>
#include <float.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>
bool f(size_t n, ptrdiff_t d, wchar_t w, uint64_t u, va_list args, max_align_t *m);
noreturn void g(void);
#define LIMITS (CHAR_BIT + (INT_MAX > 0) + (LLONG_MIN < 0))
#define EPSILON DBL_EPSILON
#define AT offsetof(struct s, b)
struct s { char a; alignas(16) int b; };
`;

  test("of this project stand in for clang's, with the same meaning", () => {
    const ours = fileURLToPath(new URL("../../../src/parser/builtin-headers", import.meta.url));
    const comparable = (clangArguments: readonly string[]) =>
      read(HEADER, { clangArguments }).spec.declarations.map((declaration) => ({
        ...declaration,
        ...(/^__std|^std|max_align/.test(declaration.location.file) ? { location: null, layout: null, doc: null } : {}),
      }));
    expect(comparable(["-nobuiltininc", "-isystem", ours])).toEqual(comparable([]));
  });

  test("missing altogether are an error, not an int", () => {
    const nothing = ["-nobuiltininc", "-nostdinc"];
    expect(() => read("#include <stddef.h>\nsize_t f(size_t n);", { clangArguments: nothing })).toThrow(
      /memory\.h:1:10: error: 'stddef\.h' file not found/,
    );
  });
});

test("reading headers again and again does not grow the process: every translation unit is freed", () => {
  const text = Array.from(
    { length: 500 },
    (_, i) => `struct s${i} { int a[${i + 1}]; }; int f${i}(struct s${i} x);\n`,
  ).join("");
  const readOnce = (): void => void read(text, { include: ["^f1$"] });
  for (let i = 0; i < 25; i++) readOnce(); // until V8's own heap has the size that it keeps
  const before = process.memoryUsage.rss();
  for (let i = 0; i < 120; i++) readOnce();
  // Three units of about a megabyte each are made every time; what is kept for a while goes up and down by some 30 MB.
  expect((process.memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(100);
});
