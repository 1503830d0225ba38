import { cstring, cstring16, cstring32, pointer, Ref } from "c2ts-runtime";
import type { Case, GivenParameter } from "../model/case.ts";
import { leavesOf } from "../model/leaves.ts";
import { type RecordModel, resolve, type Scalar, type Type } from "../model/type.ts";
import { format, textOf, valueFor } from "../model/values.ts";
import { textKind } from "../program/leaf-code.ts";
import { arrayOf } from "../program/library.ts";
import { recordSeed } from "../program/main.ts";
import type { Seeds } from "../program/shared.ts";
import { fill, show } from "./access.ts";
import { arrayDescriptor, descriptor } from "./descriptor.ts";
import type { GeneratedModule } from "./module.ts";

/** An argument, and what it says of itself after the call. */
interface Argument {
  readonly value: unknown;
  after(): string;
}

/** Makes the arguments of one call, and reads what came of it. */
export class Caller {
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
        const leaf = onlyLeaf(role.scalar);
        const ref = new Ref<unknown>(descriptor(role.scalar), valueFor(leaf, 0, this.#seeds.kept(i)));
        return { value: ref, after: () => `${name}=${format(leaf.value, ref.value)} ` };
      }
      case "array": {
        const ref = new Ref<unknown>(arrayDescriptor(role.scalar, role.length));
        const leaves = leavesOf(arrayOf(role));
        fill(ref.value, leaves, this.#seeds.kept(i));
        return { value: ref.value, after: () => show(name, ref.value, leaves) };
      }
      case "string":
        return silent(textOf(seed));
      case "callback":
        return silent(this.#callback(name, role, i));
    }
  }

  /** Tagged with its C type, as every such argument can be. */
  variadic(scalar: Scalar, i: number): unknown {
    return descriptor(scalar)(valueFor(onlyLeaf(scalar), 0, this.#seeds.variadic(i)));
  }

  result(type: Type, got: unknown): string {
    if (resolve(type).kind === "void") return got === undefined ? "" : `result=${String(got)}`;
    const text = textKind(type);
    // A function that C gave as a pointer gives pointers.
    if (text !== null) return `result=<${typeof got === "bigint" ? READ[text](pointer(got)) : String(got)}> `;
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
    return resolved.kind === "record" ? this.#record(resolved.record, seed) : valueFor(onlyLeaf(type), 0, seed);
  }

  #record(record: RecordModel, seed: number): object {
    const made = this.#module.recordClass(record, this.#case).alloc();
    fill(made, leavesOf({ kind: "record", record }), seed);
    return made;
  }

  #show(name: string, type: Type, got: unknown): string {
    const leaves = leavesOf(type);
    if (resolve(type).kind === "record") return show(name, got, leaves);
    return leaves.map((leaf) => `${name}=${format(leaf.value, got)} `).join("");
  }
}

const READ = { text: cstring, text16: cstring16, text32: cstring32 } as const;

function onlyLeaf(type: Type): ReturnType<typeof leavesOf>[number] {
  const [leaf] = leavesOf(type);
  if (leaf === undefined) throw new Error(`no value of a ${type.kind}`);
  return leaf;
}
