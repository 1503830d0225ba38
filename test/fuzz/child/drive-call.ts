import type { Case, FunctionModel } from "../model/case.ts";
import { resolve, type Type } from "../model/type.ts";
import { ROUNDS, seedsOf } from "../program/shared.ts";
import { Caller } from "./caller.ts";
import type { GeneratedModule } from "./module.ts";
import { attempt, say } from "./report.ts";

/** Calls one function of a case as the C program does, and says what both sides saw. */
export function driveCall(one: Case, fn: FunctionModel, i: number, module: GeneratedModule): void {
  const { index } = one;
  const key = `call ${fn.name}`;
  const problem = missing(fn, module);
  if (problem !== undefined) {
    say({ kind: "refused", index, key, problem });
    return;
  }
  const bound = module.callable(fn.name, fn.through);
  if (bound === null) throw new Error(`${fn.name} is neither in the module nor in the report`);
  if (needsVector(fn)) {
    say({ kind: "untried", index, key });
    return;
  }
  for (const round of ROUNDS) {
    attempt(index, `${key} ${round}`, () => {
      const caller = new Caller(one, seedsOf(one, i, round), module);
      const given = fn.parameters.map((parameter, n) => caller.argument(parameter, n));
      const rest = (fn.variadic ?? []).map((scalar, n) => caller.variadic(scalar, n));
      const result = bound(...given.map(({ value }) => value), ...rest);
      say({ kind: "value", index, key: `${key} ${round} in`, text: module.taken() });
      say({ kind: "value", index, key: `${key} ${round} callbacks`, text: caller.callbacks });
      const out = [caller.result(fn.result, result), ...given.map((argument) => argument.after())];
      say({ kind: "value", index, key: `${key} ${round} out`, text: out.join("") });
    });
  }
}

/** Why the module does not have the function, or has it without what is needed here. */
function missing(
  { name, through, parameters }: FunctionModel,
  module: GeneratedModule,
): ReturnType<GeneratedModule["problem"]> {
  const own = module.fn(name) === null ? module.problem(name) : undefined;
  if (own !== undefined) return own;
  if (through !== null && module.get(through) === undefined) {
    return module.problem(through, "unsupported-callback") ?? module.problem(through);
  }
  return parameters
    .map((parameter) => (parameter.role.kind === "callback" ? module.callbackProblem(name, parameter.name) : undefined))
    .find((problem) => problem !== undefined);
}

/** Whether a call needs a value that this test cannot make. */
function needsVector({ result, parameters, variadic }: FunctionModel): boolean {
  const types = parameters.flatMap(({ type, role }): readonly Type[] =>
    role.kind === "callback" ? [role.result, ...role.parameters.map((parameter) => parameter.type)] : [type],
  );
  return [result, ...types, ...(variadic ?? [])]
    .map(resolve)
    .some((type) => type.kind === "exotic" && type.spelling === "fz_float4");
}
