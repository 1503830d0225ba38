import { wrongType } from "./argument-error.ts";
import { Callback } from "./callback.ts";
import type { AnyFunction } from "./function-type.ts";
import type { Pointer } from "./pointer.ts";
import { RecordView } from "./record.ts";

/** TypeScript functions for those members of a record that are pointers to functions. */
export type Implementations<T> = {
  readonly [K in keyof T as T[K] extends Pointer<AnyFunction> | null ? K : never]?: NonNullable<T[K]> extends Pointer<
    infer F
  >
    ? F
    : never;
};

/** Functions that C may call, until they are disposed of: a call after that is reported, and gives C 0. */
export interface Implementation {
  /** A second time does nothing. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/**
 * Sets members of a record of functions (a "vtable": `struct sqlite3_module`, `struct sqlite3_vfs`) to TypeScript functions, which C may
 * call until what this returns is disposed of. Members that are not named stay as they are.
 */
export function implement<T extends RecordView>(record: T, functions: Implementations<T>): Implementation {
  const given: unknown = record;
  if (!(given instanceof RecordView)) throw wrongType("implement", "record", "a record", given);
  const callbacks: Callback<AnyFunction>[] = [];
  const dispose = (): void => {
    for (const callback of callbacks) callback.dispose();
  };
  try {
    for (const [name, fn] of Object.entries<unknown>(functions)) {
      if (!isMember(given, name)) throw new TypeError(`implement: ${given.constructor.name} has no member '${name}'`);
      if (typeof fn !== "function") throw wrongType("implement", name, "a function", fn);
      const callback = new Callback(fn as AnyFunction);
      callbacks.push(callback);
      Reflect.set(given, name, callback);
    }
  } catch (error) {
    dispose();
    throw error;
  }
  return { dispose, [Symbol.dispose]: dispose };
}

function isMember(record: RecordView, name: string): boolean {
  for (let one: unknown = record.constructor; one !== RecordView; one = Object.getPrototypeOf(one)) {
    if (Object.hasOwn((one as typeof RecordView).prototype, name) && name !== "constructor") return true;
  }
  return false;
}
