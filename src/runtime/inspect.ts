import { type InspectOptionsStylized, inspect } from "node:util";
import { Located } from "./located.ts";
import { elementsOf, memberNames } from "./to-object.ts";

/** Printing a record, `Ref` or array shows its members, never the memory behind it. */
function members(object: Located): { readonly [name: string]: unknown } | readonly unknown[] {
  return (
    elementsOf(object) ??
    Object.fromEntries(memberNames(object).map((name) => [name, attempt(() => Reflect.get(object, name))]))
  );
}

/** A getter may throw (an integer beyond 2^53): that must not hide the other members. */
function attempt(get: () => unknown): unknown {
  try {
    return get();
  } catch (error) {
    return `<${error instanceof Error ? error.message : String(error)}>`;
  }
}

function print(this: Located, depth: number, options: InspectOptionsStylized): string {
  const name = Object.getPrototypeOf(this).constructor.name;
  if (depth < 0) return options.stylize(`[${name}]`, "special");
  return `${name} ${inspect(members(this), { ...options, depth: options.depth == null ? null : depth })}`;
}

/** JSON has no bigint: 64-bit integers and addresses become decimal strings. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Located) return toJSON.call(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as ArrayLike<unknown>, plain);
  }
  return value;
}

function toJSON(this: Located): unknown {
  const values = members(this);
  if (Array.isArray(values)) return values.map(plain);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]));
}

/** Gives every located object its way to be printed; not a declared method, for a C member may be called toJSON. */
export function installInspect(): void {
  Object.defineProperty(Located.prototype, inspect.custom, { value: print });
  Object.defineProperty(Located.prototype, "toJSON", { value: toJSON, writable: true, configurable: true });
}
