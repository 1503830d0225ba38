import { type CType, c, Ref } from "c2ts-runtime";
import type { Case, FunctionModel, GivenParameter } from "../model/case.ts";
import { type Leaf, leavesOf } from "../model/leaves.ts";
import { type RecordModel, resolve, type Scalar, type Type } from "../model/type.ts";
import { format, textOf, valueFor } from "../model/values.ts";
import { isText } from "../program/leaf-code.ts";
import { recordSeed } from "../program/main.ts";
import { type Seeds, seedsOf } from "../program/shared.ts";
import { fill, show } from "./access.ts";
import type { GeneratedModule } from "./module.ts";
import { say } from "./report.ts";

/** An argument, and what it says of itself after the call. */
interface Argument {
  readonly value: unknown;
  after(): string;
}

/** Calls one function of a case as the C program does, and says what both sides saw. */
export function driveCall(one: Case, fn: FunctionModel, i: number, module: GeneratedModule): void {
  const { index } = one;
  const key = `call ${fn.name}`;
  const bound = module.fn(fn.name);
  const problem = module.problem(fn.name);
  if (bound === null) {
    if (problem === undefined) throw new Error(`${fn.name} is neither in the module nor in the report`);
    say({ kind: "refused", index, key, problem });
    return;
  }
  for (const { name, role } of fn.parameters) {
    const fault = role.kind === "callback" ? module.callbackProblem(fn.name, name) : undefined;
    if (fault === undefined) continue;
    say({ kind: "refused", index, key, problem: fault });
    return;
  }
  if (needsExotic(fn)) {
    say({ kind: "untried", index, key });
    return;
  }
  const driver = new Driver(one, seedsOf(one, i), module);
  const given = fn.parameters.map((parameter, n) => driver.argument(parameter, n));
  const rest = (fn.variadic ?? []).map((scalar, n) => driver.variadic(scalar, n));
  const result = bound(...given.map(({ value }) => value), ...rest);
  const take = module.fn("fz_take");
  say({ kind: "value", index, key: `${key} in`, text: String(take?.()) });
  say({ kind: "value", index, key: `${key} callbacks`, text: driver.callbacks });
  const out = [driver.result(fn.result, result), ...given.map((argument) => argument.after())];
  say({ kind: "value", index, key: `${key} out`, text: out.join("") });
}

/** Whether a call needs a value that this test cannot make. */
function needsExotic({ result, parameters, variadic }: FunctionModel): boolean {
  const types = parameters.flatMap(({ type, role }) =>
    role.kind === "callback" ? [role.result, ...role.parameters.map((parameter) => parameter.type)] : [type],
  );
  return [result, ...types, ...(variadic ?? [])]
    .map(resolve)
    .some((type) => type.kind === "exotic" && type.spelling === "fz_float4");
}

class Driver {
  readonly #case: Case;
  readonly #seeds: Seeds;
  readonly #module: GeneratedModule;
  #callbacks = "";

  constructor(one: Case, seeds: Seeds, module: GeneratedModule) {
    this.#case = one;
    this.#seeds = seeds;
    this.#module = module;
  }

  /** What callbacks saw. */
  get callbacks(): string {
    return this.#callbacks;
  }

  argument({ name, type, role }: GivenParameter, i: number): Argument {
    const seed = this.#seeds.argument(i);
    const silent = (value: unknown): Argument => ({ value, after: () => "" });
    switch (role.kind) {
      case "value":
        return silent(this.#make(type, seed));
      case "record": {
        const record = this.#record(role.record, recordSeed(role, this.#seeds, i));
        return { value: record, after: () => show(name, record, leavesOf({ kind: "record", record: role.record })) };
      }
      case "scalar": {
        const [leaf] = leavesOf(role.scalar);
        if (leaf === undefined) throw new Error("a scalar has a value");
        const ref = new Ref<unknown>(descriptor(role.scalar), valueFor(leaf, 0, this.#seeds.written(i) + 0x100));
        return { value: ref, after: () => `${name}=${format(leaf.value, ref.value)} ` };
      }
      case "string":
        return silent(textOf(seed));
      case "callback":
        return silent(this.#callback(name, role, i));
    }
  }

  /** Tagged with its C type, as every such argument can be. */
  variadic(scalar: Scalar, i: number): unknown {
    const [leaf] = leavesOf(scalar);
    if (leaf === undefined) throw new Error("a scalar has a value");
    return descriptor(scalar)(valueFor(leaf, 0, this.#seeds.variadic(i)));
  }

  result(type: Type, got: unknown): string {
    const resolved = resolve(type);
    if (resolved.kind === "void") return got === undefined ? "" : `result=${String(got)}`;
    if (isText(type)) return `result=<${String(got)}> `;
    return this.#show("result", type, got);
  }

  #callback(name: string, role: Extract<GivenParameter["role"], { kind: "callback" }>, i: number): unknown {
    return (...given: readonly unknown[]) => {
      if (given.length !== role.parameters.length) throw new Error(`the callback got ${given.length} arguments`);
      role.parameters.forEach((parameter, n) => {
        this.#callbacks += this.#show(`${name}.${parameter.name}`, parameter.type, given[n]);
      });
      if (resolve(role.result).kind === "void") return undefined;
      return this.#make(role.result, this.#seeds.callbackResult(i));
    };
  }

  #make(type: Type, seed: number): unknown {
    const resolved = resolve(type);
    if (resolved.kind === "record") return this.#record(resolved.record, seed);
    const [leaf] = leavesOf(type);
    if (leaf === undefined) throw new Error(`no value of a ${resolved.kind}`);
    return valueFor(leaf, 0, seed);
  }

  #record(record: RecordModel, seed: number): object {
    const made = this.#module.recordClass(record, this.#case).alloc();
    fill(made, leavesOf({ kind: "record", record }), seed);
    return made;
  }

  #show(name: string, type: Type, got: unknown): string {
    const leaves: readonly Leaf[] = leavesOf(type);
    if (resolve(type).kind !== "record") {
      return leaves.map((leaf) => `${name}=${format(leaf.value, got)} `).join("");
    }
    if (typeof got !== "object" || got === null) throw new Error(`${name} is no record: ${String(got)}`);
    return show(name, got, leaves);
  }
}

/** The runtime's descriptor of a basic type. */
function descriptor(scalar: Scalar): CType<unknown, unknown> {
  const name = scalar.spelling
    .replace(/^_Bool$/, "bool")
    .replace("signed char", "schar")
    .replace("unschar", "uchar");
  const short = name.replace("unsigned ", "u").replaceAll(" ", "");
  const found: unknown = Reflect.get(c, short);
  if (typeof found !== "function") throw new Error(`c has no ${short}`);
  return found as CType<unknown, unknown>;
}
