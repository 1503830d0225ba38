import { expect, test } from "vitest";
import { printDeclaration } from "../../../src/spec/c-printer.ts";
import type { CType } from "../../../src/spec/ctype.ts";
import {
  array,
  CHAR,
  CONST_VOID_POINTER,
  callable,
  constant,
  int,
  parameter,
  pointer,
  ref,
  VOID,
} from "../emit/build.ts";

const handler = pointer(callable(VOID, [parameter("signum", int())]));
const readOnlyPointer: CType = { kind: "qualified", const: true, volatile: false, restrict: true, of: pointer(CHAR) };

const table: readonly { name: string; given: CType; want: string }[] = [
  { name: "scalar", given: int("unsigned long", 64), want: "unsigned long x" },
  { name: "pointer to const", given: pointer(constant(CHAR)), want: "const char *x" },
  { name: "const restrict pointer", given: readOnlyPointer, want: "char *const restrict x" },
  { name: "pointer to pointer", given: pointer(pointer(ref("struct s"))), want: "struct s **x" },
  { name: "array of arrays", given: array(array(int(), 3), 2), want: "int x[2][3]" },
  { name: "array of pointers", given: array(pointer(int()), 2), want: "int *x[2]" },
  { name: "pointer to array", given: pointer(array(int(), 2)), want: "int (*x)[2]" },
  { name: "flexible array", given: array(CHAR, null), want: "char x[]" },
  { name: "function without parameters", given: callable(int(), []), want: "int x(void)" },
  { name: "function without prototype", given: callable(int(), [], { prototype: false }), want: "int x()" },
  {
    name: "variadic",
    given: callable(int(), [parameter("f", pointer(CHAR))], { variadic: true }),
    want: "int x(char *f, ...)",
  },
  { name: "array of function pointers", given: array(handler, 4), want: "void (*x[4])(int signum)" },
  {
    name: "function that returns a function pointer",
    given: callable(handler, [parameter(null, int())]),
    want: "void (*x(int))(int signum)",
  },
  { name: "const pointer to function", given: constant(handler), want: "void (*const x)(int signum)" },
  {
    name: "comparison function",
    given: pointer(callable(int(), [parameter("a", CONST_VOID_POINTER)])),
    want: "int (*x)(const void *a)",
  },
  {
    name: "pointer to a function of another convention",
    given: pointer(callable(int(), [], { callingConvention: "ms_abi" })),
    want: "int (__attribute__((ms_abi)) *x)(void)",
  },
  {
    name: "function of another convention",
    given: callable(int(), [], { callingConvention: "stdcall" }),
    want: "int __attribute__((stdcall)) x(void)",
  },
  {
    name: "function that returns one of another convention",
    given: callable(pointer(callable(int(), [], { callingConvention: "sysv_abi" })), []),
    want: "int (__attribute__((sysv_abi)) *x(void))(void)",
  },
  { name: "type without a tag", given: ref("struct @1:2"), want: "struct { … } x" },
];

test.each(table)("$name", ({ given, want }) => {
  expect(printDeclaration(given, "x")).toBe(want);
});
