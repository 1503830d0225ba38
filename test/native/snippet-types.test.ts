import type { CString, c, Pointer, PointerArg } from "c2ts-runtime";
import { describe, expectTypeOf, test } from "vitest";
import type { CSnippets, InlineArgument, InlineResult } from "../../src/snippets/c.ts";

// Checked by `npm run check`: nothing of it runs.

test("arguments: as a generated function takes them", () => {
  expectTypeOf<InlineArgument<"int">>().toEqualTypeOf<number>();
  expectTypeOf<InlineArgument<" const  unsigned char ">>().toEqualTypeOf<number>();
  expectTypeOf<InlineArgument<"size_t">>().toEqualTypeOf<number | bigint>();
  expectTypeOf<InlineArgument<"long long">>().toEqualTypeOf<number | bigint>();
  expectTypeOf<InlineArgument<"bool">>().toEqualTypeOf<boolean>();
  expectTypeOf<InlineArgument<"const char *">>().toEqualTypeOf<CString>();
  expectTypeOf<InlineArgument<"char const*">>().toEqualTypeOf<CString>();
  expectTypeOf<InlineArgument<"char *">>().toEqualTypeOf<PointerArg<c.char>>();
  expectTypeOf<InlineArgument<"double *">>().toEqualTypeOf<PointerArg<c.double>>();
  expectTypeOf<InlineArgument<"const uint8_t *restrict">>().toEqualTypeOf<PointerArg<c.uchar>>();
  expectTypeOf<InlineArgument<"char **">>().toEqualTypeOf<PointerArg<Pointer<c.char>>>();
  expectTypeOf<InlineArgument<"void *">>().toEqualTypeOf<PointerArg>();
  expectTypeOf<InlineArgument<"FILE *">>().toEqualTypeOf<PointerArg>();
  expectTypeOf<InlineArgument<"struct tm">>().toBeNever();
});

test("results", () => {
  expectTypeOf<InlineResult<"unsigned">>().toEqualTypeOf<number>();
  expectTypeOf<InlineResult<"long">>().toEqualTypeOf<number>();
  expectTypeOf<InlineResult<"int64_t">>().toEqualTypeOf<bigint>();
  expectTypeOf<InlineResult<"_Bool">>().toEqualTypeOf<boolean>();
  expectTypeOf<InlineResult<"const char *">>().toEqualTypeOf<string | null>();
  expectTypeOf<InlineResult<"char *">>().toEqualTypeOf<Pointer<c.char> | null>();
  expectTypeOf<InlineResult<"void *">>().toEqualTypeOf<Pointer | null>();
  expectTypeOf<InlineResult<"void">>().toEqualTypeOf<void>();
});

describe("functions", () => {
  const make = (snippets: CSnippets) => ({
    written: snippets.inline("int", ["const char *text", "unsigned long long n"], "0"),
    same: snippets.inline("double", { x: "double", y: "double" }, "x + y"),
    mixed: snippets.inline("int", { n: "int", text: "const char *" }, "0"),
    none: snippets.inline("void", {}, ""),
    source: snippets<{ fib(n: number): number }>`int fib(int n);`,
    untyped: snippets`int fib(int n);`,
  });
  type Made = ReturnType<typeof make>;

  test("parameters as C writes them are exact", () => {
    expectTypeOf<Parameters<Made["written"]>>().toEqualTypeOf<[CString, number | bigint]>();
    expectTypeOf<ReturnType<Made["written"]>>().toEqualTypeOf<number>();
    expectTypeOf<ReturnType<Made["written"]["async"]>>().toEqualTypeOf<Promise<number>>();
  });
  test("by name: exact where all are the same, else each place takes what any of them takes", () => {
    expectTypeOf<Parameters<Made["same"]>>().toEqualTypeOf<[number, number]>();
    expectTypeOf<Parameters<Made["mixed"]>>().toEqualTypeOf<[number | CString, number | CString]>();
    expectTypeOf<Parameters<Made["none"]>>().toEqualTypeOf<[]>();
  });
  test("a C file has the type that is said of it", () => {
    expectTypeOf<Made["source"]["fib"]>().toEqualTypeOf<(n: number) => number>();
    expectTypeOf<Made["untyped"]["fib"]>().toEqualTypeOf<unknown>();
  });
});
