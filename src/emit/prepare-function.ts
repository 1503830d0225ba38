import { MAX_SLOTS } from "../spec/abi/lowering.ts";
import { NO_CONTRACT } from "../spec/annotations/contract.ts";
import { printType } from "../spec/c-printer.ts";
import type { CType } from "../spec/ctype.ts";
import type { FunctionDeclaration } from "../spec/declaration.ts";
import type { Problem } from "../spec/diagnostic.ts";
import { isOpen } from "../spec/is-open.ts";
import { type Argument, argumentOf } from "./argument.ts";
import type { Callable, Calls } from "./callable.ts";
import type { Context } from "./context.ts";
import { contractedArgument } from "./contracted-argument.ts";
import { isSynchronous } from "./function-head.ts";
import { nonnullArgument, nonnullResult, returnsNonnull, takesNonnull } from "./nonnull.ts";
import { resultOf } from "./result.ts";
import { usesVaList } from "./va-list.ts";
import { registerFault } from "./wide-scalar.ts";

/**
 * How each argument and the result get to C and back, if every type has a binding.
 *
 */
export function prepareFunction(
  declaration: FunctionDeclaration,
  inner: string,
  calls: Calls,
  outer: Context,
): Callable | Problem {
  const cx = { ...outer, byAddress: calls === "wrapper-by-address" };
  const { name: decl, type } = declaration;
  const count = type.parameters.length;
  if (count > MAX_SLOTS) {
    const reason = `it has ${count} parameters, and the call engine takes ${MAX_SLOTS}`;
    return { code: "declared-unsupported", decl, reason };
  }
  const plain = usesVaList(type.result, cx.types) ? null : resultOf(type.result, cx, cx.textInPlace.has(decl));
  if (plain === null) return unsupported(decl, type.result, "its result", cx);
  const result = returnsNonnull(declaration, cx) ? nonnullResult(plain, decl, cx) : plain;
  const checked: Argument[] = [];
  for (const [index, parameter] of type.parameters.entries()) {
    const shown = parameter.name ?? `arg${index}`;
    const where = `parameter '${shown}'`;
    if (
      usesVaList(parameter.type, cx.types) ||
      (parameter.written !== null && usesVaList(parameter.written, cx.types))
    ) {
      return { code: "va-list", decl, where };
    }
    const argument = argumentOf(parameter.type, { owner: decl, name: shown }, cx);
    if (argument === null) return unsupported(decl, parameter.type, where, cx);
    const contract = cx.contracts.get(decl)?.[index] ?? NO_CONTRACT;
    const place = { owner: decl, name: shown };
    const isRefused = takesNonnull(parameter, cx);
    const kept = contractedArgument(argument, contract, parameter.type, place, cx);
    const refusing = isRefused || contract.nonnull ? nonnullArgument(kept, place, cx) : kept;
    // What annotations say is checked; the type stays what the header says, as macros and callbacks pass it on.
    checked.push(isRefused ? refusing : withType(refusing, kept.type));
  }
  const open = isOpen(type);
  return {
    declaration,
    arguments: checked,
    result,
    open,
    calls,
    inner,
    cache: isSynchronous(declaration, open) ? inner : null,
  };
}

function withType(argument: Argument, type: string): Argument {
  return { ...argument, type };
}

/** What there is a register for has a reason of its own; the rest has no TypeScript at all. */
function unsupported(decl: string, type: CType, where: string, cx: Context): Problem {
  const reason = registerFault(type, cx);
  const printed = printType(type);
  const resolved = cx.types.resolve(type);
  if (resolved.kind === "record" && resolved.record.layout === null) {
    return { code: "unsupported-by-value", decl, type: printed, reason: "it is incomplete, so its size is not known" };
  }
  if (reason === null) return { code: "unsupported-type", decl, type: printed, where };
  return { code: "unsupported-by-value", decl, type: printed, reason };
}
