import type { CType, Kind, TypeInfo } from "./ctype.ts";
import { elementAt } from "./element-at.ts";
import type { NativeArgument } from "./engine.ts";
import type { NativeScalar } from "./native-type.ts";
import { type ArraySource, heapArray, newArray, viewArray } from "./new-array.ts";
import type { Pointer } from "./pointer.ts";
import { moved } from "./pointer-arithmetic.ts";
import { promoted, Tagged } from "./tagged.ts";
import { windowAt } from "./window.ts";

/** What a descriptor is made of. */
export interface Description<J> {
  /** C spelling. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes. */
  readonly align: number;
  readonly kind: Kind;
  readonly native: NativeScalar | null;
  /** Of an array. */
  readonly element?: TypeInfo;
  /** The value for the engine, checked. */
  readonly pass: (value: J, owner: string, name: string) => NativeArgument;
  readonly read: (memory: DataView, offset: number) => J;
  readonly write: (memory: DataView, offset: number, value: J, owner: string, name: string) => void;
}

/** Makes the callable descriptor of a C type. */
export function describeType<B, J>(of: Description<J>): CType<B, J> {
  const { name, size, read, write, native } = of;
  // Named by its key: a function whose `name` is defined afterwards becomes a hash table in V8, and each read of `size` a lookup.
  const { [name]: tag } = {
    [name]: (value: J): Tagged => {
      if (native === null) throw new TypeError(`${name}: C cannot pass this by value in a variadic call`);
      const argument = of.pass(value, name, "the value");
      return new Tagged(promoted(native), typeof argument === "boolean" ? Number(argument) : argument);
    },
  };
  // The brand exists in types only, the members are defined below.
  const type = tag as unknown as CType<B, J>;
  const at = (p: bigint | null, i = 0): J => {
    const address = element(p, i, "at");
    const window = windowAt(address);
    return read(window.view, address - window.base);
  };
  const set = (p: bigint | null, i: number, value: J): void => {
    const address = element(p, i, "set");
    const window = windowAt(address);
    write(window.view, address - window.base, value, name, "the value");
  };
  const element = (p: bigint | null, i: number, method: string): number => elementAt(p, i, of, method);
  const members = {
    size,
    align: of.align,
    at,
    set,
    offset: (p: Pointer, n: number): Pointer => moved(p, n, size, `${name}.offset`, "n"),
    view: (p: Pointer | null, length: number | bigint): unknown =>
      viewArray(type, length, elementAt(p, 0, of, "view"), `${name}.view`),
    array: (source: ArraySource<B, J>): unknown => newArray(type, source, `${name}.array`),
    mallocArray: (source: ArraySource<B, J>): unknown => heapArray(type, source, `${name}.mallocArray`),
    read,
    write,
    "~kind": of.kind,
    "~native": native,
    "~element": of.element,
    "~description": of,
  };
  for (const key of Reflect.ownKeys(members) as (keyof typeof members)[]) {
    Object.defineProperty(tag, key, { value: members[key], enumerable: key === "size" });
  }
  return type;
}
