import { Target } from "../spec.ts";
import { SpecError } from "../spec-error.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import { Moves } from "./c2ffi-schema.ts";
import { withDifference } from "./difference.ts";
import { objectsWithin } from "./objects-within.ts";
import { moved } from "./order.ts";
import { plainDeclaration } from "./plain-declaration.ts";
import { declaredId, type PlainContext } from "./type-from-c2ffi.ts";

/** The object that `formatC2ffi` puts first; `null` in a file of others. */
export function headerOf(objects: readonly C2ffiObject[]): C2ffiObject | null {
  const [first] = objects;
  return first?.tag === "unhandled" && first.name === "c2ts" && first.kind === "Spec" ? first : null;
}

/** The spec that `formatC2ffi` wrote: what each object says, and the difference that stands with it. */
export function ownSpec(objects: readonly C2ffiObject[], header: C2ffiObject): unknown {
  const { moves, ...head } = membersOf(header.c2ts);
  const target = Target.safeParse(head["target"]);
  if (!target.success) throw new SpecError("schema", "its first object has no target");
  const all = objects.filter((object) => object !== header).flatMap(objectsWithin);
  const ids = new Map(all.flatMap((object) => (object.id ? [[object.id, idOf(object)]] : [])));
  const cx: PlainContext = { target: target.data, untagged: (number) => ids.get(number) ?? null };
  const declarations = all.map((object) => withDifference(plainDeclaration(object, cx), object.c2ts));
  return { ...head, declarations: moved(declarations, Moves.safeParse(moves).data ?? []) };
}

/** The spec's own id of a record or enum without a tag is part of the difference. */
function idOf(object: C2ffiObject): string {
  const { id } = membersOf(object.c2ts);
  return typeof id === "string" ? id : declaredId(object);
}

function membersOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
