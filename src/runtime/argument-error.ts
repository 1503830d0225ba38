import { inspect } from "node:util";

/** A value as it stands in an error message: short, and never a dump of memory. */
export function describe(value: unknown): string {
  if (typeof value === "string")
    return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (typeof value === "function") return value.name === "" ? "a function" : `function ${value.name}`;
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) {
    const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
    return typeof name === "string" && name !== "Object" ? withArticle(name) : "a plain object";
  }
  return inspect(value);
}

/** A name with its article. (A name that begins with U is mostly `Uint8Array`, and said with a "you".) */
export function withArticle(name: string): string {
  return `${/^[aeio]/i.test(name) ? "an" : "a"} ${name}`;
}

/**
 * The error for a value of a kind that the parameter does not take.
 * @param owner the C function or record, `parameter` its parameter or member.
 * @param advice what to write instead, if that is known; follows the text as it is.
 */
export function wrongType(owner: string, parameter: string, wanted: string, value: unknown, advice = ""): TypeError {
  return new TypeError(`${owner}: ${parameter} must be ${wanted}, got ${describe(value)}${advice}`);
}

/** The error for a value of the right kind that C could not hold. */
export function outOfRange(owner: string, parameter: string, wanted: string, value: unknown): RangeError {
  return new RangeError(`${owner}: ${parameter} must be ${wanted}, got ${describe(value)}`);
}
