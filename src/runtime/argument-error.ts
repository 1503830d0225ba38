import { inspect } from "node:util";

/** A value as it stands in an error message: short, and never a dump of memory. */
export function describe(value: unknown): string {
  if (typeof value === "string")
    return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (typeof value === "function") return value.name === "" ? "a function" : `function ${value.name}`;
  if (typeof value === "object" && value !== null) {
    const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
    return typeof name === "string" && name !== "Object" ? `a ${name}` : "a plain object";
  }
  return inspect(value);
}

/**
 * The error for a value of a kind that the parameter does not take.
 * @param owner the C function or record, `parameter` its parameter or member.
 */
export function wrongType(owner: string, parameter: string, wanted: string, value: unknown): TypeError {
  return new TypeError(`${owner}: ${parameter} must be ${wanted}, got ${describe(value)}`);
}

/** The error for a value of the right kind that C could not hold. */
export function outOfRange(owner: string, parameter: string, wanted: string, value: unknown): RangeError {
  return new RangeError(`${owner}: ${parameter} must be ${wanted}, got ${describe(value)}`);
}
