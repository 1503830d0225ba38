import type { TextCall } from "../spec/annotations/api-function.ts";
import type { Contract, Quantity } from "../spec/annotations/contract.ts";
import { assertNever } from "../spec/assert-never.ts";
import type { CType } from "../spec/ctype.ts";
import { type Argument, hoistedName, type Owner } from "./argument.ts";
import { placeholder } from "./callable.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { pointeeOf } from "./pointee.ts";
import { brand } from "./ts-type.ts";

/** A pointer argument that is refused where C would free what is not its own, or go beyond what there is. */
export function contractedArgument(
  argument: Argument,
  { frees, atLeast }: Contract,
  type: CType,
  place: Owner,
  cx: Context,
): Argument {
  if (argument.kind === "pieces" || argument.scoped) return argument;
  const where = `${JSON.stringify(place.owner)}, ${JSON.stringify(place.name)}`;
  const { code: plain } = argument;
  const freed = (local: string): string => {
    if (frees === null) return plain(local);
    const given = `${cx.imports.value("toFree")}(${local}, ${where}${frees === "malloc" ? ", true" : ""})`;
    return plain(given);
  };
  const code = (local: string): string => {
    if (atLeast === null) return freed(local);
    const code = quantityCode(atLeast, cx);
    const count = code.includes("(") ? `() => ${code}` : code;
    return `${cx.imports.value("atLeast")}(${freed(local)}, ${count}, ${elementCode(type, cx)}, ${where})`;
  };
  return { ...argument, code };
}

/** The descriptor of what is counted: behind `void *`, bytes. */
function elementCode(type: CType, cx: Context): string {
  const bytes = `${cx.imports.value("c")}.uchar`;
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "pointer" || cx.types.resolve(resolved.to).kind === "void") return bytes;
  const to = pointeeOf(resolved, cx);
  const [made, name] = [descriptor(to, cx), brand(to, cx)];
  return made === null || name === null ? bytes : cx.hoisted.constant(made, hoistedName(name));
}

function quantityCode(quantity: Quantity, cx: Context): string {
  switch (quantity.kind) {
    case "fixed":
      return String(quantity.number);
    case "constant":
      return cx.names.ordinary(quantity.name).local;
    case "parameter":
      return placeholder(quantity.index);
    case "call":
      return callCode(quantity.call, cx);
    case "product":
      return `${cx.imports.value("product")}(${quantity.of.map((one) => quantityCode(one, cx)).join(", ")})`;
    default:
      return assertNever(quantity);
  }
}

function callCode(call: TextCall, cx: Context): string {
  const parts = call.arguments.map((part) => {
    if (part === "result") throw new Error("there is no result before a call");
    return "parameter" in part ? placeholder(part.parameter) : callCode(part, cx);
  });
  return `${cx.names.ordinary(call.function.name).local}(${parts.join(", ")})`;
}
