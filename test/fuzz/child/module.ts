import { asFunction, type FunctionType, type Pointer } from "c2ts-runtime";
import type { LocatedProblem, Problem } from "../../../src/spec/diagnostic.ts";
import type { Case } from "../model/case.ts";
import type { RecordModel } from "../model/type.ts";

/** A generated module, looked at from outside: nothing of it is known before it is made. */
export class GeneratedModule {
  readonly #exports: Readonly<Record<string, unknown>>;
  readonly #problems: readonly Problem[];

  constructor(exports: Readonly<Record<string, unknown>>, problems: readonly LocatedProblem[]) {
    this.#exports = exports;
    this.#problems = problems.map(({ problem }) => problem);
  }

  /** What the module exports for a C name, which may have been renamed; `undefined` if nothing. */
  get(name: string): unknown {
    const renamed = this.problem(name, "renamed");
    return this.#exports[renamed?.code === "renamed" ? renamed.to : name];
  }

  fn(name: string): ((...args: readonly unknown[]) => unknown) | null {
    const found = this.get(name);
    return typeof found === "function" ? (...args) => Reflect.apply(found, undefined, args) as unknown : null;
  }

  /** A function, or the one that it hands out as a pointer of the type named `through`. */
  callable(name: string, through: string | null): ReturnType<GeneratedModule["fn"]> {
    const outer = this.fn(name);
    const type = through === null ? undefined : this.get(through);
    if (outer === null || through === null || !isFunctionType(type)) return through === null ? outer : null;
    const pointer = outer();
    if (!isFunctionPointer(pointer)) throw new Error(`${name} gave ${String(pointer)}, no function pointer`);
    return asFunction(type, pointer);
  }

  /** What C has logged since the last time. */
  taken(): string {
    return String(this.fn("fz_take")?.());
  }

  /** The report's line about a declaration: of one code, or of any but renaming. */
  problem(decl: string, code?: Problem["code"]): Problem | undefined {
    return this.#problems.find(
      (problem) =>
        "decl" in problem &&
        problem.decl === decl &&
        (code === undefined
          ? problem.code !== "renamed" && problem.code !== "unsupported-callback"
          : problem.code === code),
    );
  }

  /** Why a callback parameter takes no function. */
  callbackProblem(decl: string, parameter: string): Problem | undefined {
    return this.#problems.find(
      (problem) =>
        problem.code === "unsupported-callback" &&
        problem.decl === decl &&
        problem.where === `parameter '${parameter}'`,
    );
  }

  memberProblem(record: string, member: string): Problem | undefined {
    return this.#problems.find(
      (problem) => problem.code === "unsupported-member" && problem.decl === record && problem.member === member,
    );
  }

  /** The class of a record: under its own typedef's name, that of another typedef, or its tag's. */
  recordClass(record: RecordModel, { types }: Case): RecordClass {
    const typedefs = types.flatMap((type) =>
      type.declares === "typedef" && type.type.kind === "record" && type.type.record === record ? [type.name] : [],
    );
    const own = record.typedef === null ? [] : [record.typedef];
    const exports = [...own, ...typedefs].map((name) => this.get(name));
    const id = `${record.tag} ${record.name}`;
    const renamed = this.problem(id, "renamed");
    const tagged = renamed?.code === "renamed" ? renamed.to : `${record.tag}_${record.name}`;
    const found = [...exports, this.#exports[tagged]].find(isRecordClass);
    if (found === undefined) throw new Error(`the module has no class for ${record.typedef ?? id}`);
    return found;
  }
}

export interface RecordClass {
  readonly size: number;
  readonly align: number;
  alloc(): object;
}

type AnyFunction = (...args: readonly unknown[]) => unknown;

function isFunctionType(value: unknown): value is FunctionType<AnyFunction> {
  return typeof value === "object" && value !== null && "pool" in value;
}

function isFunctionPointer(value: unknown): value is Pointer<AnyFunction> {
  return typeof value === "bigint";
}

function isRecordClass(value: unknown): value is RecordClass {
  return typeof value === "function" && "alloc" in value && "size" in value && typeof value.size === "number";
}
