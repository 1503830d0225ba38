import type { CType } from "../spec/ctype.ts";
import type { FunctionDeclaration } from "../spec/declaration.ts";
import type { Argument, Owner } from "./argument.ts";
import type { Context } from "./context.ts";
import type { Result } from "./result.ts";

/** A pointer argument that takes no `null`, since C says that it must not be NULL. */
export function nonnullArgument(argument: Argument, place: Owner, cx: Context): Argument {
  if (argument.kind === "pieces") return argument;
  const where = `${JSON.stringify(place.owner)}, ${JSON.stringify(place.name)}`;
  const code = (local: string): string => `${cx.imports.value("nonnull")}(${argument.code(local)}, ${where})`;
  return { ...argument, type: withoutNull(argument.type), code };
}

/** A pointer result that C says is never NULL. */
export function nonnullResult(result: Result, owner: string, cx: Context): Result {
  if (result.kind === "pieces") return result;
  const code = (call: string): string =>
    `${cx.imports.value("retNonnull")}(${result.code(call)}, ${JSON.stringify(owner)})`;
  return { ...result, type: withoutNull(result.type), code };
}

/** Whether a result of this function is never NULL, as the function or its result's type says. */
export function returnsNonnull(declaration: FunctionDeclaration, cx: Context): boolean {
  return (
    isPointer(declaration.type.result, cx) && (declaration.returnsNonnull || saysNonnull(declaration.type.result, cx))
  );
}

export function takesNonnull(parameter: FunctionDeclaration["type"]["parameters"][number], cx: Context): boolean {
  return isPointer(parameter.type, cx) && (parameter.nonnull || saysNonnull(parameter.type, cx));
}

function isPointer(type: CType, cx: Context): boolean {
  return cx.types.resolve(type).kind === "pointer";
}

/** `_Nonnull`, on the type itself or in a typedef of it. */
function saysNonnull(type: CType, cx: Context): boolean {
  const resolved = cx.types.resolve(type);
  return resolved.kind === "pointer" && resolved.nullability === "nonnull";
}

function withoutNull(type: string): string {
  return type.endsWith(" | null") ? type.slice(0, -" | null".length) : `NonNullable<${type}>`;
}
