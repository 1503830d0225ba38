import {
  type AnyFunction,
  type c,
  callScope,
  type FunctionArg,
  type FunctionType,
  functionType,
  library,
  type NativeType,
  type Pointer,
  ret,
} from "c2ts-runtime";
import { compileC } from "./compile-c.ts";

export const path = compileC(`
  #include <stdbool.h>
  #include <stdint.h>
  #include <stddef.h>
  int call_int(int (*f)(int, int), int n) { int s = 0; for (int i = 0; i < n; i++) s += f(i, 1); return s; }
  double call_double(double (*f)(void)) { return f(); }
  bool call_bool(bool (*f)(bool)) { return f(true); }
  void *call_ptr(void *(*f)(const char *)) { return f("text"); }
  void call_void(void (*f)(void)) { f(); }
  uint64_t call_u64(uint64_t (*f)(uint64_t, int64_t)) { return f(UINT64_C(9223372036854775813), INT64_MIN); }
  long call_long(long (*f)(long, unsigned long)) { return f(-5, 7); }
  long call_big(long (*f)(unsigned long)) { return f(UINT64_C(1) << 63); }
  int call_eight(int (*f)(int, int, int, int, int, int, int, int)) { return f(1, 2, 3, 4, 5, 6, 7, 8); }
  int call_five(int (*f)(int, int, int, int, int)) { return f(1, 2, 3, 4, 5); }
  int call_six(int (*f)(int, int, int, int, int, int)) { return f(1, 2, 3, 4, 5, 6); }
  static int (*kept)(int, int); static int (*table[10000])(int, int);
  void keep(int (*f)(int, int)) { kept = f; } void keep_at(int i, int (*f)(int, int)) { table[i] = f; }
  int call_kept(void) { return kept(1, 2); } int call_at(int i) { return table[i](i, 1); }
  int twice(int n) { return 2 * n; }
  uint64_t biggest(void) { return UINT64_MAX; }
`);
export const $lib = library(path);
export type add = (a: number, b: number) => number;
export const add = functionType<add>("i32", ["i32", "i32"]);

/** A generated function with one callback, as the emitter writes it. */
export function binding<F extends AnyFunction, const R extends NativeType>(
  name: string,
  result: R,
  type: FunctionType<F>,
  rest: readonly NativeType[] = [],
) {
  return (fn: FunctionArg<F>, ...more: readonly number[]) => {
    const $s = callScope();
    try {
      return ret($lib.func(name, result, ["ptr", ...rest])($s.fn(type, fn, name, "f"), ...more));
    } finally {
      $s.end();
    }
  };
}
export const call_int = binding("call_int", "i32", add, ["i32"]);
export const keep = binding("keep", "void", add);
export const call_kept = (): number => ret($lib.func("call_kept", "i32", [])());
export const callDouble = binding("call_double", "f64", functionType<() => number>("f64", []));
export const callBool = binding("call_bool", "bool", functionType<(b: boolean) => boolean>("bool", ["bool"]));
export const callPtr = binding(
  "call_ptr",
  "ptr",
  functionType<(s: Pointer<c.char> | null) => Pointer | null>("ptr", ["ptr"]),
);
export const callVoid = binding("call_void", "void", functionType<() => void>("void", []));
