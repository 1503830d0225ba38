import type { Passed } from "../spec/abi/lowering.ts";
import { assertNever } from "../spec/assert-never.ts";
import type { CType } from "../spec/ctype.ts";
import { isText, pieces, wideTextBits } from "./argument.ts";
import type { Context } from "./context.ts";
import { resultToken } from "./integer.ts";
import { asInteger, valueType } from "./ts-type.ts";
import { vectorShape } from "./vector.ts";
import { wideScalar, wideValue } from "./wide-scalar.ts";

/** How a result gets from C to TypeScript. */
export type Result =
  | { readonly kind: "plain"; readonly type: string; readonly token: string; readonly code: (call: string) => string }
  | {
      readonly kind: "pieces";
      readonly type: string;
      readonly passed: Extract<Passed, { kind: "pieces" }>;
      /** An object for the pieces to be stored in. */
      readonly make: string;
      /** The result, of that object. */
      readonly value: (local: string) => string;
    };

/**
 * `null` where no binding of the type exists.
 *
 * @param asPointer whether text stays where it is, since whoever gets it has to free it.
 */
export function resultOf(type: CType, cx: Context, asPointer = false): Result | null {
  const resolved = cx.types.resolve(type);
  const wrap =
    (name: string) =>
    (call: string): string =>
      `${cx.imports.value(name)}(${call})`;
  // Before its type is asked for: what is asked for is imported.
  if (resolved.kind === "pointer" && !asPointer && isText(resolved, cx)) {
    return { kind: "plain", type: "string | null", token: "str", code: wrap("retStr") };
  }
  const bits = resolved.kind === "pointer" ? wideTextBits(resolved, cx) : null;
  if (bits !== null) return { kind: "plain", type: "string | null", token: "ptr", code: wrap(`retStr${bits}`) };
  const text = valueType(type, cx);
  const wide = wideScalar(type, cx);
  if (wide !== null) {
    if (!wide.passed && !cx.byAddress) return null;
    const make = `new ${cx.imports.value("Ref")}(${cx.imports.value("c")}.${wide.c})`;
    return {
      kind: "pieces",
      type: wideValue(wide, cx),
      passed: pieces(type, cx),
      make,
      value: (local) => `${local}.value`,
    };
  }
  switch (resolved.kind) {
    case "void":
      return { kind: "plain", type: "void", token: "void", code: wrap("ret") };
    case "bool":
      return { kind: "plain", type: "boolean", token: "bool", code: wrap("ret") };
    case "float":
      if (text === null) return null;
      return { kind: "plain", type: text, token: resolved.name === "float" ? "f32" : "f64", code: wrap("ret") };
    case "int":
    case "enum": {
      const integer = asInteger(type, cx);
      if (integer === null || text === null) return null;
      const token = resultToken(integer);
      return { kind: "plain", type: text, token, code: wrap(RESULT_WRAPPERS[token] ?? "ret") };
    }
    case "pointer":
      if (text === null) return null;
      return { kind: "plain", type: text, token: "ptr", code: wrapPointer(text, cx) };
    case "record":
      return text === null
        ? null
        : { kind: "pieces", type: text, passed: pieces(type, cx), make: `${text}.alloc()`, value: (local) => local };
    case "vector": {
      const vector = cx.byAddress ? vectorShape(type, cx) : null;
      if (vector === null) return null;
      const make = `new ${cx.imports.value("Ref")}(${vector.code})`;
      return { kind: "pieces", type: vector.view, passed: pieces(type, cx), make, value: (local) => `${local}.value` };
    }
    case "array":
    case "function":
    case "complex":
    case "other":
    case "unknown":
      return null;
    default:
      return assertNever(resolved);
  }
}

/** The engine gives 64-bit integers as whichever of number and bigint fits; these make one of it. */
const RESULT_WRAPPERS: { readonly [token: string]: string } = {
  long: "retLong",
  ulong: "retLong",
  i64: "retI64",
  u64: "retU64",
};

/** The wrapper infers the pointee from the function's return type. */
function wrapPointer(_type: string, cx: Context): (call: string) => string {
  return (call) => `${cx.imports.value("retPtr")}(${call})`;
}
