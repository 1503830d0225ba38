import type { TypeTable } from "../../spec/abi/type-table.ts";
import { printDeclaration, printType } from "../../spec/c-printer.ts";
import type { FunctionDeclaration } from "../../spec/declaration.ts";
import type { Callable } from "../callable.ts";
import type { Result } from "../result.ts";
import type { Shim, Wrapper } from "./shim.ts";
import { widestVector } from "./widest-vector.ts";

/**
 * What TypeScript calls in a function's place. Its parameters and result are C's plain scalars, whose names no header redefines, and
 * values of more than a scalar as they are, or by address, first that of the result.
 *
 * @param callable the function as TypeScript has it: for one that takes a `va_list`, without that, and variadic.
 * @param callee the function that is called.
 * @returns the wrapper, or why there is none.
 */
export function wrapperOf(
  callable: Callable,
  callee: FunctionDeclaration,
  shim: Shim,
  types: TypeTable,
): Wrapper | { readonly reason: string } {
  const { arguments: passed, result, declaration, open } = callable;
  const isMacro = callee.storage === "macro";
  const byAddress = callable.calls === "wrapper-by-address";
  const parameters: string[] = [];
  const before: string[] = callee.storage === "extern" ? asLibrary(callee, types) : [];
  const values: string[] = [];
  if (result.kind === "pieces" && byAddress) parameters.push("void *c2ts_r");
  for (const [i, argument] of passed.entries()) {
    if (argument.kind === "scalar") {
      parameters.push(declared(cType(argument.token), `c2ts_${i}`));
      if (isMacro) before.push(`${typedLocal(declaration, i)} = c2ts_${i};`);
      values.push(isMacro ? localName(declaration, i) : `c2ts_${i}`);
      continue;
    }
    const type = shim.spelled(declaration.type.parameters[i]?.type ?? { kind: "void" });
    if (type === null) return { reason: `C has no name for the type of '${parameterName(declaration, i)}'` };
    const local = isMacro ? localName(declaration, i) : byAddress ? `c2ts_v${i}` : `c2ts_${i}`;
    values.push(local);
    if (!byAddress) {
      parameters.push(declared(type, local));
      continue;
    }
    // Copied: what TypeScript has may be aligned to less than C wants.
    parameters.push(`void *c2ts_${i}`);
    before.push(`${type} ${local}; __builtin_memcpy(&${local}, c2ts_${i}, sizeof ${local});`);
  }
  if (open) {
    const last = parameters.length - 1;
    // Before C23 there is none without.
    if (last < 0) return { reason: "a variadic function in C has a parameter before the variadic ones" };
    const name = parameters[last]?.split(/[ *]/).at(-1);
    parameters.push("...");
    before.push(`__builtin_va_list c2ts_ap; __builtin_va_start(c2ts_ap, ${name});`);
    values.push("c2ts_ap");
  }
  const given = values.join(", ");
  const macro = `${callee.name}(${given})`;
  // What a macro expands to is converted as a whole: `#define HALF(x) x / 2`, `double HALF(int x)`.
  const isValue = result.kind === "pieces" || result.token !== "void";
  const call = isMacro ? (isValue ? `(${macro})` : macro) : `(${callee.name})(${given})`;
  const type = result.kind === "pieces" ? shim.spelled(callee.type.result) : cType(result.token);
  if (type === null) return { reason: "C has no name for the type of its result" };
  const after = open ? ["__builtin_va_end(c2ts_ap);"] : [];
  const own = types.isAtomic(callee.type.result) ? printType(callee.type.result) : null;
  const body =
    result.kind === "pieces" && byAddress ? stored(type, call, after) : returned(type, own, call, result, after);
  const symbol = wrapperSymbol(declaration.name);
  const list = parameters.length === 0 ? "void" : parameters.join(", ");
  const head = `C2TS_EXPORT ${declared(result.kind === "pieces" && byAddress ? "void" : type, `${symbol}(${list})`)}`;
  return {
    name: declaration.name,
    symbol,
    isMacro,
    text: `${head} { ${[...before, ...body].join(" ")} }`,
  };
}

/**
 * Vectors that the compiler has no register for go in memory, and in a library that was compiled for a processor which has one they do not:
 * only the user knows. (Compilers warn of it, gcc of the first such function alone: -Wpsabi.)
 */
function asLibrary({ type }: FunctionDeclaration, types: TypeTable): string[] {
  const passed = [type.result, ...type.parameters.map((parameter) => parameter.type)];
  const widest = passed.map((one) => widestVector(one, types)).find((bytes) => bytes === 32 || bytes === 64);
  const how = `vectors of ${widest} bytes go otherwise to a library compiled for AVX; say for which (-mavx, -mavx512f)`;
  return widest === undefined ? [] : [`_Static_assert(C2TS_REGISTER >= ${widest}, "${how}");`];
}

/**
 * What a macro gets for a parameter: a variable of its type, of which it may do all that C does with one. Its name is in no header, so
 * that nothing in the macro's text means it: `#define ADD(x) ((x) + offset)`, `int ADD(int offset)`.
 */
function localName(declaration: FunctionDeclaration, index: number): string {
  return `c2ts_arg_${parameterName(declaration, index)}`;
}

function typedLocal(declaration: FunctionDeclaration, index: number): string {
  const type = declaration.type.parameters[index]?.type ?? { kind: "void" };
  return printDeclaration(type, localName(declaration, index));
}

function parameterName({ type }: FunctionDeclaration, index: number): string {
  return type.parameters[index]?.name ?? `arg${index}`;
}

export function wrapperSymbol(name: string): string {
  return `c2ts_shim_${name}`;
}

/** Not by assignment, which a record with a const member does not take. */
function stored(type: string, call: string, after: readonly string[]): readonly string[] {
  return [`${declared(type, "c2ts_v")} = ${call};`, ...after, "__builtin_memcpy(c2ts_r, &c2ts_v, sizeof c2ts_v);"];
}

/** @param own the function's own type, if it is atomic: clang casts no value of such a type. */
function returned(
  type: string,
  own: string | null,
  call: string,
  { kind }: Result,
  after: readonly string[],
): readonly string[] {
  if (type === "void") return [`${call};`, ...after];
  if (own !== null) return [`${declared(own, "c2ts_v")} = ${call};`, ...after, "return c2ts_v;"];
  const value = kind === "pieces" ? call : `(${type})${call}`; // the cast takes qualifiers off
  if (after.length === 0) return [`return ${value};`];
  return [`${declared(type, "c2ts_v")} = ${value};`, ...after, "return c2ts_v;"];
}

/** C's types of the engine's tokens; all others are pointers. */
const C_TYPES: { readonly [token: string]: string } = {
  void: "void",
  bool: "_Bool",
  i8: "signed char",
  u8: "unsigned char",
  i16: "short",
  u16: "unsigned short",
  i32: "int",
  u32: "unsigned int",
  i64: "long long",
  u64: "unsigned long long",
  long: "long",
  ulong: "unsigned long",
  f32: "float",
  f64: "double",
};

function cType(token: string): string {
  return C_TYPES[token] ?? "void *";
}

function declared(type: string, name: string): string {
  return type.endsWith("*") ? `${type}${name}` : `${type} ${name}`;
}
