import { aggregateValue, newAggregate, passAggregate } from "./aggregate.ts";
import { wrongType } from "./argument-error.ts";
import { pack, readPart, unpack, writePart } from "./by-value.ts";
import { INCOMING } from "./callback-value.ts";
import { VALUE_CHECKS } from "./check-number.ts";
import { ptr, str } from "./check-pointer.ts";
import { type EngineFunction, type EngineStruct, functionAt } from "./engine.ts";
import { type AnyFunction, FunctionType, type Lowering } from "./function-type.ts";
import { engineMemory } from "./located.ts";
import type { NativeScalar, NativeType } from "./native-type.ts";
import type { ReadableAs } from "./pointer.ts";
import { ret } from "./result.ts";

const CHECKS: { readonly [T in NativeScalar]: (value: never, fn: string, parameter: string) => unknown } = {
  ...VALUE_CHECKS,
  ptr,
  str,
  str16: ptr,
  str32: ptr,
};

/** Functions made so far, per signature and address: the engine needs 10 us for one. */
const made = new WeakMap<FunctionType<unknown>, Map<bigint, unknown>>();

/**
 * The C function at `p`, callable from TypeScript with the same checks as any generated function.
 * It is valid for as long as C keeps the function; a NULL `p` throws a TypeError.
 */
export function asFunction<F extends AnyFunction, P>(type: FunctionType<F>, p: ReadableAs<P, NoInfer<F>> | null): F {
  if (!(type instanceof FunctionType))
    throw wrongType("asFunction", "type", "a function type: that of a generated module, or functionType(…)", type);
  const address: unknown = p;
  if (typeof address !== "bigint" || address === 0n)
    throw wrongType("asFunction", "p", "a function pointer other than NULL", p);
  let known = made.get(type);
  if (known === undefined) {
    known = new Map();
    made.set(type, known);
  }
  let fn = known.get(address);
  if (fn === undefined) {
    fn = checked(functionAt(address, type.pool.signature), type);
    known.set(address, fn);
  }
  // The type says what the signature is in TypeScript.
  return fn as F;
}

function checked(native: EngineFunction, type: FunctionType<unknown>): (...args: readonly unknown[]) => unknown {
  const { result, parameters, lowering } = type.shape;
  const plan = lowering?.arguments ?? parameters.map((_, i) => i);
  return (...args) => {
    if (args.length < plan.length)
      throw new TypeError(`function pointer: takes ${plan.length} arguments, got ${args.length}`);
    const values: unknown[] = parameters.map((parameter) =>
      parameter === "bool" ? false : parameter === "ptr" ? null : 0,
    );
    plan.forEach((argument, i) => {
      place(values, parameters, argument, args[i], `argument ${i + 1}`);
    });
    return raise(values, native, result, lowering?.result);
  };
}

function place(
  values: unknown[],
  parameters: readonly NativeType[],
  argument: NonNullable<Lowering["arguments"]>[number],
  value: unknown,
  name: string,
): void {
  if (typeof argument === "number") {
    const type = parameters[argument];
    if (typeof type === "string") values[argument] = CHECKS[type](value as never, "function pointer", name);
    return;
  }
  const made = passAggregate(argument, value, "function pointer", name);
  for (const [index, offset] of argument.parts) {
    const type = parameters[index];
    if (type !== undefined)
      values[index] = typeof type === "string" ? readPart(type, made, offset) : pack(type, made, offset);
  }
}

function raise(
  values: unknown[],
  native: EngineFunction,
  result: NativeType,
  aggregate: Lowering["result"] | undefined,
): unknown {
  if (aggregate === undefined) {
    const value = ret(native(...values));
    const convert = typeof result === "string" ? INCOMING[result] : null;
    return convert === null ? value : convert(value);
  }
  const made = newAggregate(aggregate);
  if (aggregate.hidden !== undefined) values[aggregate.hidden] = engineMemory(made);
  const value = ret(native(...values));
  if (aggregate.hidden === undefined && result !== "void") {
    if (typeof result === "string") writePart(result, made, 0, value as number | bigint);
    else unpack(result, value as EngineStruct, made);
  }
  return aggregateValue(aggregate, made);
}
