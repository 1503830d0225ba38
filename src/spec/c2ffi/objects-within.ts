import type { C2ffiObject } from "./c2ffi-object.ts";

/**
 * An object and the definitions that stand within it, each of which is a declaration of its own: a record before those
 * of its members, anything else after those of its types, as they stand in C.
 */
export function objectsWithin(object: C2ffiObject): readonly C2ffiObject[] {
  const inner = typesOf(object).flatMap(definitionsIn);
  return object.tag === "struct" || object.tag === "union" ? [object, ...inner] : [...inner, object];
}

/** Every type that an object or its parts have, each with the types in it. */
export function allTypes(object: C2ffiObject): readonly C2ffiObject[] {
  return typesOf(object).flatMap((type) => [type, ...allTypes(type)]);
}

/** Whether a type is a definition itself, not the name of one. */
export function isDefinition({ tag }: C2ffiObject): boolean {
  return tag === "struct" || tag === "union" || tag === "enum";
}

function definitionsIn(type: C2ffiObject): readonly C2ffiObject[] {
  return isDefinition(type) ? objectsWithin(type) : typesOf(type).flatMap(definitionsIn);
}

function typesOf({ type, fields = [], parameters = [], "return-type": result }: C2ffiObject): readonly C2ffiObject[] {
  return [type, result, ...[...fields, ...parameters].map((part) => part.type)].flatMap((one) => one ?? []);
}
