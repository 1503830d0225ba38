/**
 * A difference of two JSON values: what to put where into the first to have the second. Of two objects it is an object
 * of the members that differ; of two arrays of one length, an object by index; of anything else, the second itself.
 * A `kind` in it says that an object of another kind takes the place of the first. Text of several lines is a list of
 * them, since readers of c2ffi copy what they skip into a comment of one line.
 */
export function difference(from: unknown, to: unknown): unknown {
  if (isObject(from) && isObject(to) && from["kind"] === to["kind"] && hasKeysOf(to, from)) {
    return differences(from, to, Object.keys(to));
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length)
    return differences(from, to, [...to.keys()]);
  return from === to ? undefined : pack(to);
}

/** Puts a {@link difference} into the value that it was taken from. */
export function withDifference(from: unknown, change: unknown): unknown {
  if (change === undefined) return from;
  if (!isObject(change) || "kind" in change || LINES in change) return unpack(change);
  if (Array.isArray(from)) return from.map((element, i) => withDifference(element, change[i]));
  if (!isObject(from)) return unpack(change);
  const changed: [string, unknown][] = Object.keys({ ...from, ...change }).map((key) => [
    key,
    withDifference(from[key], change[key]),
  ]);
  return Object.fromEntries(changed);
}

type JsonObject = { readonly [key: string]: unknown };

/** No field of a spec has a dash in its name. */
const LINES = "text-lines";

function differences(from: JsonObject | readonly unknown[], to: typeof from, keys: readonly (string | number)[]) {
  const changes: [string, unknown][] = [];
  for (const key of keys) {
    const change = difference(member(from, key), member(to, key));
    if (change !== undefined) changes.push([String(key), change]);
  }
  return changes.length === 0 ? undefined : Object.fromEntries(changes);
}

function member(of: JsonObject | readonly unknown[], key: string | number): unknown {
  return (of as JsonObject)[key];
}

function pack(value: unknown): unknown {
  if (typeof value === "string") return value.includes("\n") ? { [LINES]: value.split("\n") } : value;
  if (Array.isArray(value)) return value.map(pack);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, pack(member)]));
}

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack);
  if (!isObject(value)) return value;
  const lines = value[LINES];
  if (Array.isArray(lines)) return lines.join("\n");
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unpack(member)]));
}

function hasKeysOf(to: JsonObject, from: JsonObject): boolean {
  return Object.keys(from).every((key) => key in to);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
