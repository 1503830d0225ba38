import {
  hasLowering,
  type LoweredResult,
  type Lowering,
  lowerCall,
  lowerToAddresses,
  type Passed,
  partTokens,
  type Slot,
} from "../spec/abi/lowering.ts";
import type { Eightbyte } from "../spec/abi/sysv-x86-64.ts";
import { assertNever } from "../spec/assert-never.ts";
import type { Problem } from "../spec/diagnostic.ts";
import type { Argument } from "./argument.ts";
import { type Callable, placeholder } from "./callable.ts";
import type { Context } from "./context.ts";
import { breakable } from "./line-breaks.ts";
import type { Result } from "./result.ts";
import { wrapperSymbol } from "./shim/wrapper-of.ts";

/** Statements of a function's body, with placeholders for its parameters. */
export interface Body {
  /** Type of the variable that keeps the C function; `null` where the generated function keeps it itself. */
  readonly cacheType: string | null;
  readonly lines: readonly string[];
}

/** One argument as the engine gets it. */
interface EngineArgument {
  readonly token: string;
  readonly code: string;
}

export function callBody(callable: Callable, cx: Context): Body | Problem {
  const { result } = callable;
  if (result.kind === "pieces" || callable.arguments.some((argument) => argument.kind === "pieces")) {
    return loweredBody(callable, cx);
  }
  const given = callable.arguments.map((argument, i) => engineScalar(argument, i));
  return plainBody(callable, given, [], cx);
}

function plainBody(callable: Callable, given: readonly EngineArgument[], before: readonly string[], cx: Context): Body {
  const { result, declaration } = callable;
  if (result.kind === "pieces") throw new Error("a record is no plain result");
  const call = result.code(engineCall(callable, given, cx));
  const last =
    result.type !== "void" ? `return ${call};` : declaration.noreturn ? `return ${call} as never;` : `${call};`;
  const bind = bindStatement(callable, `"${result.token}"`, given, cx);
  return { cacheType: cacheType(callable, `"${result.token}"`, cx), lines: [...before, bind, last] };
}

function loweredBody(callable: Callable, cx: Context): Body | Problem {
  const { result, declaration } = callable;
  const lowering = loweringOf(callable, cx);
  if (lowering.kind === "refused" || (callable.calls !== "wrapper-by-address" && !hasLowering(cx.target))) {
    const reason = lowering.kind === "refused" ? lowering.reason : `no lowering for ${cx.target.triple}`;
    const type = lowering.kind === "refused" ? lowering.type : firstPieces(callable);
    return { code: "unsupported-by-value", decl: declaration.name, type, reason };
  }
  const before = callable.arguments.flatMap((argument, i) => {
    if (argument.kind !== "pieces") return [];
    // Of no bytes nothing travels; what is given is checked all the same.
    const travels = lowering.slots.some((slot) => "index" in slot && slot.index === i);
    return [`${travels ? `const ${recordLocal(i, cx)} = ` : ""}${argument.code(placeholder(i))};`];
  });
  const given = lowering.slots.map((slot) => engineSlot(slot, callable, cx));
  if (result.kind !== "pieces") return plainBody(callable, given, before, cx);
  return piecesBody(callable, result, lowering.result, given, before, cx);
}

function loweringOf({ result, arguments: given, open, calls }: Callable, cx: Context): Lowering {
  const returned = result.kind === "pieces" ? result.passed : null;
  const parameters = given.map(passed);
  if (calls === "wrapper-by-address") return lowerToAddresses(returned, parameters);
  return lowerCall(returned, parameters, open, cx.types, cx.target);
}

function piecesBody(
  callable: Callable,
  result: Extract<Result, { kind: "pieces" }>,
  lowered: LoweredResult,
  given: readonly EngineArgument[],
  before: readonly string[],
  cx: Context,
): Body {
  const token = resultToken(lowered, cx);
  const call = `${cx.imports.value("ret")}(${engineCall(callable, given, cx)})`;
  return {
    cacheType: cacheType(callable, token, cx),
    lines: [
      ...before,
      `const ${resultLocal(cx)} = ${result.make};`,
      bindStatement(callable, token, given, cx),
      `${storeResult(lowered, call, cx)};`,
      `return ${result.value(resultLocal(cx))};`,
    ],
  };
}

function resultLocal(cx: Context): string {
  return cx.names.free("$r");
}

function recordLocal(index: number, cx: Context): string {
  return cx.names.free(`$${index}`);
}

function passed(argument: Argument): Passed {
  return argument.kind === "pieces" ? argument.passed : { kind: argument.register };
}

function firstPieces({ result, arguments: given }: Callable): string {
  const first = [result, ...given].find((one) => one.kind === "pieces");
  return first?.kind === "pieces" ? first.passed.name : "record";
}

function engineScalar(argument: Argument, index: number): EngineArgument {
  if (argument.kind === "pieces") throw new Error("a record is no scalar");
  return { token: `"${argument.token}"`, code: argument.code(placeholder(index)) };
}

function engineSlot(slot: Slot, callable: Callable, cx: Context): EngineArgument {
  switch (slot.kind) {
    case "zero":
      return { token: `"u64"`, code: "0" };
    case "result":
      return { token: `"u64"`, code: `${cx.imports.value("resultAddress")}(${resultLocal(cx)})` };
    case "address":
      return { token: `"ptr"`, code: `${cx.imports.value("valueAddress")}(${recordLocal(slot.index, cx)})` };
    case "scalar": {
      const argument = callable.arguments[slot.index];
      if (argument === undefined) throw new Error(`no argument ${slot.index}`);
      return engineScalar(argument, slot.index);
    }
    case "part":
      return { token: `"${slot.part.as}"`, code: readPart(slot.part, recordLocal(slot.index, cx), cx) };
    case "struct": {
      const token = structConstant(slot.parts, cx);
      return { token, code: `${cx.imports.value("pack")}(${token}, ${recordLocal(slot.index, cx)})` };
    }
    default:
      return assertNever(slot);
  }
}

function readPart({ as, offset, bytes }: Eightbyte, record: string, cx: Context): string {
  if (as.startsWith("u")) return `${cx.imports.value("word")}(${record}, ${offset}, ${bytes})`;
  const at = `${record}["~o"]${offset === 0 ? "" : ` + ${offset}`}`;
  const bits = as === "f64" ? 64 : 32;
  return `${record}["~m"].getFloat${bits}(${at}, ${cx.target.endian === "little"})`;
}

/** An engine struct's type, in a constant: the runtime remembers what it has found out about it. */
function structConstant(parts: readonly Eightbyte[], cx: Context): string {
  const tokens = partTokens(parts);
  return cx.hoisted.constant(`[${tokens.map((token) => `"${token}"`).join(", ")}] as const`, tokens.join("_"));
}

function resultToken(lowered: LoweredResult, cx: Context): string {
  switch (lowered.kind) {
    case "plain":
    case "memory":
      return `"void"`;
    case "parts": {
      const tokens = partTokens(lowered.parts);
      return tokens.length === 1 ? `"${tokens.join("")}"` : structConstant(lowered.parts, cx);
    }
    default:
      return assertNever(lowered);
  }
}

function storeResult(lowered: LoweredResult, call: string, cx: Context): string {
  if (lowered.kind !== "parts") return call;
  const [only] = lowered.parts;
  if (only === undefined || partTokens(lowered.parts).length > 1) {
    return `${cx.imports.value("unpack")}(${structConstant(lowered.parts, cx)}, ${call}, ${resultLocal(cx)})`;
  }
  if (only.as.startsWith("u")) return `${cx.imports.value("setWord")}(${resultLocal(cx)}, 0, ${only.bytes}, ${call})`;
  const memory = `${resultLocal(cx)}["~m"]`;
  return `${memory}.setFloat${only.as.slice(1)}(${resultLocal(cx)}["~o"], ${call}, ${cx.target.endian === "little"})`;
}

/** A missing library or symbol is an error here, on the first call. */
function bindStatement(callable: Callable, token: string, given: readonly EngineArgument[], cx: Context): string {
  const { declaration, cache, open, calls } = callable;
  const tokens = `[${given.map((argument) => argument.token).join(", ")}]`;
  const isWrapped = calls !== "function";
  const symbol = isWrapped ? wrapperSymbol(declaration.name) : declaration.symbol;
  const library = isWrapped ? cx.shim?.local : cx.library;
  const what = `${JSON.stringify(symbol)}, ${token}, ${tokens}`;
  if (cache !== null) return `${cache} ??= ${library}.${open ? "variadic" : "func"}(${what});`;
  const { local } = cx.names.ordinary(declaration.name);
  return `const ${calledLocal(cx)} = ${local}["~c"] ?? ${library}.bind(${local}, ${what});`;
}

function calledLocal(cx: Context): string {
  return cx.names.free("$c");
}

function engineCall(callable: Callable, given: readonly EngineArgument[], cx: Context): string {
  const { declaration, cache, open } = callable;
  const values = breakable(given.map((argument) => argument.code));
  const rest = placeholder(declaration.type.parameters.length);
  return `${cache ?? calledLocal(cx)}(${open ? `[${values}], ${rest}` : values})`;
}

function cacheType(callable: Callable, token: string, cx: Context): string | null {
  if (callable.cache === null) return null;
  const type = callable.open ? "NativeVariadic" : "Native";
  return `${cx.imports.type(type)}<${token.startsWith('"') ? token : `typeof ${token}`}>`;
}
