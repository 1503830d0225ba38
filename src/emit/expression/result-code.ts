import type { CType } from "../../spec/ctype.ts";
import type { Expression } from "../../spec/expression.ts";
import { asInteger, valueType } from "../ts-type.ts";
import { callText, recordText } from "./call-code.ts";
import { type ExpressionContext, runtimeCall } from "./expression-context.ts";
import { floatCode } from "./float-code.ts";
import { integerCode } from "./integer-code.ts";
import { pointerResult } from "./pointer-code.ts";
import { Refused } from "./refused.ts";
import { integerScalar, isBig, scalarOf } from "./scalar.ts";
import { truthCode } from "./truth-code.ts";

/** The value of a macro as functions return such values, and its TypeScript type. */
export interface ResultCode {
  readonly text: string;
  readonly type: string;
}

export function resultCode(body: Expression, result: CType, ec: ExpressionContext): ResultCode {
  const scalar = scalarOf(result, ec.cx);
  switch (scalar.kind) {
    case "void":
      throw new Error("void is no value");
    case "integer":
      if (scalar.bits === 1) return { text: truthCode(body, ec).text, type: "boolean" };
      // Compilers declare it with uint64_t, though clang shows `unsigned long`: most of its results are beyond 2^53.
      if (body.kind === "call" && body.function === "__builtin_bswap64") {
        return { text: callText(body, ec).text, type: "bigint" };
      }
      return typed(integerText(body, result, ec), result, ec);
    case "float":
      return typed(floatCode(body, ec).text, result, ec);
    case "pointer": {
      const { text, type } = pointerResult(scalar.pointer, result, body, ec);
      return type === null ? typed(text, result, ec) : { text, type };
    }
    case "record":
      return typed(recordText(body, ec), result, ec);
  }
}

function typed(text: string, result: CType, ec: ExpressionContext): ResultCode {
  const type = valueType(result, ec.cx);
  if (type === null) throw new Refused("there is no binding of its type");
  return { text, type };
}

function integerText(body: Expression, result: CType, ec: ExpressionContext): string {
  const isNumber = asInteger(result, ec.cx)?.kind !== "bigint";
  if (body.kind === "call") {
    const call = callText(body, ec);
    if (call.isNumber === isNumber) return call.text; // a function's own result is in the right form already
  }
  const { text } = integerCode(body, ec);
  const isWide = isBig(integerScalar(result, ec.cx));
  return isWide && isNumber ? runtimeCall(ec, "longValue", text, ec.macro) : text;
}
