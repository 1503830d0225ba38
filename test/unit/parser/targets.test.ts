import { dump, emitModule, type Spec } from "c2ts";
import { describe, expect, test } from "vitest";
import { checkWithCompiler } from "../../../src/check/check-with-compiler.ts";
import { installedLibclang } from "../../support/libclang.ts";

/** What C leaves to the implementation, in one header that needs no other. */
const HEADER = `
typedef __SIZE_TYPE__ size_type;
typedef __WCHAR_TYPE__ wide;
typedef __PTRDIFF_TYPE__ difference;
enum fits_char { SMALL = 1 };
enum needs_more { LARGE = 0x7fffffff };
enum __attribute__((packed)) tight { TIGHT = 200 };
struct sizes { char c; long l; void *p; long double ld; wide w; double d; long long ll; };
struct bits { char a : 3; int b : 17; long c : 20; long long d : 40; unsigned char : 0; _Bool e : 1; };
union all { char c; short s; double d; };
#define CHAR_IS_SIGNED ((char)-1 < 0)
#define LONG_BITS (sizeof(long) * 8)
#define WIDE_MINUS_ONE ((wide)-1)
#define SIZE_MINUS_ONE ((size_type)-1)
#define LETTERS L"ab"
long sum(long a, char b, wide c);
int renamed(int x) __asm__("other_name");
int with_list(const char *format, __builtin_va_list list);
#ifdef _WIN32
int __attribute__((stdcall)) standard(int a, int b);
#endif
`;

interface Expected {
  readonly triple: string;
  readonly charSigned: boolean;
  readonly longBits: number;
  readonly pointerBits: number;
  readonly wcharBits: number;
  readonly wcharSigned: boolean;
  readonly endian: "little" | "big";
}

const TARGETS: readonly Expected[] = [
  {
    triple: "x86_64-linux-gnu",
    charSigned: true,
    longBits: 64,
    pointerBits: 64,
    wcharBits: 32,
    wcharSigned: true,
    endian: "little",
  },
  {
    triple: "aarch64-linux-gnu",
    charSigned: false,
    longBits: 64,
    pointerBits: 64,
    wcharBits: 32,
    wcharSigned: false,
    endian: "little",
  },
  {
    triple: "i686-linux-gnu",
    charSigned: true,
    longBits: 32,
    pointerBits: 32,
    wcharBits: 32,
    wcharSigned: true,
    endian: "little",
  },
  {
    triple: "armv7-linux-gnueabihf",
    charSigned: false,
    longBits: 32,
    pointerBits: 32,
    wcharBits: 32,
    wcharSigned: false,
    endian: "little",
  },
  {
    triple: "x86_64-pc-windows-msvc",
    charSigned: true,
    longBits: 32,
    pointerBits: 64,
    wcharBits: 16,
    wcharSigned: false,
    endian: "little",
  },
  {
    triple: "i686-pc-windows-msvc",
    charSigned: true,
    longBits: 32,
    pointerBits: 32,
    wcharBits: 16,
    wcharSigned: false,
    endian: "little",
  },
  {
    triple: "x86_64-apple-darwin",
    charSigned: true,
    longBits: 64,
    pointerBits: 64,
    wcharBits: 32,
    wcharSigned: true,
    endian: "little",
  },
  {
    triple: "arm64-apple-darwin",
    charSigned: true,
    longBits: 64,
    pointerBits: 64,
    wcharBits: 32,
    wcharSigned: true,
    endian: "little",
  },
  {
    triple: "powerpc64-linux-gnu",
    charSigned: false,
    longBits: 64,
    pointerBits: 64,
    wcharBits: 32,
    wcharSigned: true,
    endian: "big",
  },
];

function read(triple: string): Spec {
  return dump(["targets.h"], {
    libclang: installedLibclang(19),
    clangArguments: [`--target=${triple}`],
    files: [{ file: "targets.h", text: HEADER }],
  }).spec;
}

function constant(spec: Spec, name: string): string | null {
  const found = spec.declarations.find((one) => one.kind === "constant" && one.name === name);
  return found?.kind === "constant" && typeof found.value.value === "string" ? found.value.value : null;
}

describe.each(TARGETS)("the target $triple", ({ triple, ...model }) => {
  const spec = read(triple);

  test("has its own data model, whatever machine reads the header", () => {
    expect(spec.target).toMatchObject(model);
    expect(constant(spec, "CHAR_IS_SIGNED")).toBe(model.charSigned ? "1" : "0");
    expect(constant(spec, "LONG_BITS")).toBe(String(model.longBits));
    expect(constant(spec, "SIZE_MINUS_ONE")).toBe(String(2n ** BigInt(model.pointerBits) - 1n));
    expect(constant(spec, "WIDE_MINUS_ONE")).toBe(model.wcharSigned ? "-1" : String(2 ** model.wcharBits - 1));
    expect(constant(spec, "LETTERS")).toBe("ab");
  });

  test("has the layouts and values that a compiler for it has", () => {
    const options = { includes: HEADER, clangArguments: [`--target=${triple}`], compiler: "clang-14" };
    const { faults, checked } = checkWithCompiler(spec, { ...options, checks: ["layout", "constants"] });
    expect(faults).toEqual([]);
    expect(checked.layout).toBe(6);
    expect(checked.constants).toBeGreaterThan(5);
  });

  test("links symbols by their C names, and never binds a va_list as something else", () => {
    const symbols = spec.declarations.flatMap((one) => (one.kind === "function" ? [[one.name, one.symbol]] : []));
    expect(symbols).toContainEqual(["sum", "sum"]);
    expect(symbols).toContainEqual(["renamed", "other_name"]);
    const { code, problems } = emitModule(spec, { library: null });
    expect(problems).toContainEqual(
      expect.objectContaining({ problem: expect.objectContaining({ code: "va-list", decl: "with_list" }) }),
    );
    expect(code).not.toMatch(/function with_list\b/);
  });
});

test("32-bit Windows has a calling convention that no call can make: it is reported", () => {
  const { problems, code } = emitModule(read("i686-pc-windows-msvc"), { library: null });
  expect(problems.map(({ problem }) => problem)).toContainEqual({
    code: "unsupported-convention",
    decl: "standard",
    convention: "stdcall",
  });
  expect(code).not.toContain("function standard");
});
