import type { FunctionDeclaration } from "../spec/declaration.ts";
import type { Problem } from "../spec/diagnostic.ts";
import { type Body, callBody } from "./by-value.ts";
import type { Callable, Calls } from "./callable.ts";
import type { Context } from "./context.ts";
import { prepareFunction } from "./prepare-function.ts";
import type { Shim } from "./shim/shim.ts";
import { wrapperOf } from "./shim/wrapper-of.ts";
import { usesVaList } from "./va-list.ts";

/** How a function is called. */
export interface Planned {
  readonly callable: Callable;
  readonly body: Body;
}

/**
 * The plain way, which needs nothing but the library; where there is none, through a wrapper in C, if the module is to have such.
 *
 * @param declared as the headers have it; `declaration` has the name that macros give it.
 */
export function planFunction(
  declaration: FunctionDeclaration,
  declared: FunctionDeclaration,
  cx: Context,
): Planned | Problem {
  const inner = cx.names.claim(`$${declaration.name}`);
  // What a program is not linked with, and what is not called as the engine calls, passes have left in for the shim only.
  const isPlain = declared.storage === "extern" && declared.type.callingConvention === "c";
  if (isPlain && declared.inline && cx.shim !== null) {
    // Whether a library has it too, no header says; its wrapper is as good (C17 6.7.4p7).
    const wrapped = attempt(() => wrap(declaration, declared, inner, cx.shim, cx), cx);
    if (!("code" in wrapped)) return wrapped;
    cx.report({ code: "inline-symbol", decl: declared.name }, declared);
  }
  const plain = isPlain ? attempt(() => planned(prepareFunction(declaration, inner, "function", cx), cx), cx) : null;
  if (plain !== null && !("code" in plain)) return plain;
  const wrapped = cx.shim === null ? null : attempt(() => wrap(declaration, declared, inner, cx.shim, cx), cx);
  if (wrapped !== null) return wrapped;
  if (plain === null) throw new Error(`${declared.name} is neither linked with nor wrapped`);
  return attempt(() => withAdvice(plain, declaration, inner, cx), cx);
}

/** A problem that a wrapper would solve says so. */
function withAdvice(problem: Problem, declaration: FunctionDeclaration, inner: string, cx: Context): Problem {
  if (declaration.type.variadic || !["unsupported-by-value", "va-list"].includes(problem.code)) return problem;
  if ("code" in prepareFunction(withoutVaList(declaration, cx), inner, "wrapper-by-address", cx)) return problem;
  const advice = "--shim wraps functions";
  if (problem.code === "va-list") return { ...problem, where: `${problem.where}; ${advice}` };
  return problem.code === "unsupported-by-value" ? { ...problem, reason: `${problem.reason} (${advice})` } : problem;
}

/** What has been asked for in vain is not imported. */
function attempt<T extends object>(plan: () => T | Problem, cx: Context): T | Problem {
  const undo = [cx.imports.mark(), cx.hoisted.mark()];
  const made = plan();
  if ("code" in made) for (const forget of undo) forget();
  return made;
}

function planned(callable: Callable | Problem, cx: Context): Planned | Problem {
  if ("code" in callable) return callable;
  const body = callBody(callable, cx);
  return "code" in body ? body : { callable, body };
}

function wrap(
  declaration: FunctionDeclaration,
  declared: FunctionDeclaration,
  inner: string,
  shim: Shim | null,
  cx: Context,
): Planned | Problem {
  const { name: decl } = declaration;
  const refused = (reason: string): Problem => ({ code: "no-wrapper", decl, reason });
  if (shim === null) return refused("there is no shim");
  const refusal = shim.refusal(decl);
  if (refusal !== null) return refused(refusal);
  const callee = declared.type.variadic ? shim.twin(declared) : declared;
  if (callee === null)
    return refused("C has no way to hand on variadic arguments, and there is no twin that takes a va_list");
  const bound = withoutVaList(declaration, cx);
  const by = (calls: Calls): Planned | Problem => planned(prepareFunction(bound, inner, calls, cx), cx);
  const direct = attempt(() => by("wrapper"), cx);
  const plan = "code" in direct ? by("wrapper-by-address") : direct;
  if ("code" in plan) return plan;
  const wrapper = wrapperOf(plan.callable, callee, shim, cx.types);
  if ("reason" in wrapper) return refused(wrapper.reason);
  shim.add(wrapper);
  return plan;
}

/** A function whose last parameter is a `va_list` is a variadic one to its callers. Without a prototype, it has no parameters. */
function withoutVaList(declaration: FunctionDeclaration, cx: Context): FunctionDeclaration {
  const { type } = declaration;
  const last = type.parameters.at(-1);
  const isList = last !== undefined && cx.types.resolve(last.type).kind === "other" && usesVaList(last.type, cx.types);
  if (!isList) return { ...declaration, type: { ...type, prototype: true } };
  return { ...declaration, type: { ...type, parameters: type.parameters.slice(0, -1), variadic: true } };
}
