import type { ApiElements } from "../../spec/annotations/api-function.ts";
import type { Context } from "../context.ts";
import { descriptor } from "../descriptor.ts";
import { brand } from "../ts-type.ts";
import { textCode } from "./api-failure.ts";
import { type ApiScope, countCode, RETURNED } from "./api-parameter.ts";
import { converted, eachConverted, type GivenValue } from "./api-value.ts";
import type { Converters } from "./converters.ts";

/**
 * The elements that a result points to; `null` where their type has no binding.
 *
 * @param isNullable whether TypeScript has a `null` for what C returned, before annotations.
 */
export function givenElements(
  value: ApiElements,
  isNullable: boolean,
  scope: ApiScope,
  cx: Context,
): GivenValue | null {
  const { function: one, converters } = scope;
  const isTexts = value.string && cx.types.resolve(value.of).kind === "pointer";
  const element = isTexts ? null : brand(value.of, cx);
  const made = isTexts ? `${cx.imports.value("c")}.string` : descriptor(value.of, cx);
  if (made === null || (element === null && !isTexts)) return null;
  const count = "kind" in value.count ? countCode(value.count, scope, true) : textCode(value.count, scope, cx);
  const freed = value.free === null ? "" : `, ${cx.names.ordinary(value.free.name).local}`;
  const isRefused = isNullable && value.nullable === false;
  const first = isRefused
    ? `${cx.imports.value("retNonnull")}(${RETURNED}, ${JSON.stringify(one.declaration.name)})`
    : RETURNED;
  const code = `${cx.imports.value("elementsOf")}(${made}, ${first}, ${count}, ${JSON.stringify(one.declaration.name)}${freed})`;
  const given = elementsAs(value, element, code, converters, cx);
  if (!isNullable || isRefused) return given;
  return { type: `${given.type} | null`, code: `${RETURNED} === null ? null : ${given.code}` };
}

function elementsAs(
  { string, converter }: ApiElements,
  element: string | null,
  code: string,
  converters: Converters,
  cx: Context,
): GivenValue {
  if (string && element !== null)
    return converted({ type: "string", code: `${cx.imports.value("text")}(${code})` }, converter, converters);
  if (converter !== null) return eachConverted(code, converter, converters, cx);
  if (element === null) return { type: "(string | null)[]", code };
  return { type: `${cx.imports.type("Filled")}<${cx.imports.type("ArrayView")}<${element}>>`, code };
}
