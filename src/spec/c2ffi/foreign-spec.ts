import { TypeTable } from "../abi/type-table.ts";
import type { Declaration } from "../declaration.ts";
import { FORMAT } from "../format.ts";
import type { Spec } from "../spec.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import { certainConstant } from "./certain-constant.ts";
import { fileTarget } from "./file-target.ts";
import { type ForeignContext, foreignDeclarations } from "./foreign-declarations.ts";
import { includeName } from "./include-name.ts";
import { FOREIGN } from "./is-foreign.ts";
import { isDefinition, objectsWithin } from "./objects-within.ts";
import { declaredId } from "./type-from-c2ffi.ts";

/**
 * What a file of c2ffi itself says. What it does not say with certainty is declared as unsupported, with the reason,
 * so that it ends in the report of whatever is made of the spec.
 */
export function foreignSpec(objects: readonly C2ffiObject[], name: string, triple: string | null): Spec {
  const numbered = new Numbering(objects).all(objects);
  const target = fileTarget(numbered, name, triple);
  const cx: ForeignContext = {
    target,
    untagged: () => null,
    isCpp: numbered.some(isOfCpp),
    enumBits: new Map(numbered.flatMap(objectsWithin).flatMap(enumMembers)),
    typedefs: new Map(
      numbered.flatMap(({ tag, name: id = "", type }) => (tag === "typedef" && type ? [[id, type]] : [])),
    ),
  };
  const read = joined(numbered.flatMap(objectsWithin)).flatMap((object) => foreignDeclarations(object, cx));
  const head = { format: FORMAT, target, clang: FOREIGN, arguments: [], headers: [headerName(name)] };
  const types = new TypeTable({ ...head, declarations: read });
  const declarations = read.map(
    (declaration): Declaration => ({
      ...certainConstant(declaration, types),
      location: { ...declaration.location, file: includeName(declaration.location.file) },
    }),
  );
  return { ...head, declarations };
}

/** `zlib.x86_64-linux-gnu.spec` is of `zlib.h`. */
function headerName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? name;
  return `${base.replace(/\.(spec|json)$/, "").replace(/\.[^.]*-.*$/, "")}.h`;
}

/** Id of the enum and bits of each member that is one. */
function enumMembers({ fields = [] }: C2ffiObject): readonly (readonly [id: string, bits: number])[] {
  return fields.flatMap(({ type, "bit-size": bits = 0 }) =>
    type?.tag === ":enum" && bits > 0 ? [[declaredId({ ...type, tag: "enum" }), bits] as const] : [],
  );
}

const CPP_TAGS: ReadonlySet<string> = new Set(["class", "namespace"]);

/** c2ffi's functions of C++ have keys that those of C have not. */
function isOfCpp(object: C2ffiObject): boolean {
  return CPP_TAGS.has(object.tag) || "scope" in object || "virtual" in object || (object.ns ?? 0) > 0;
}

/** Older files do not number records and enums without a tag: each is its own, where it stands. */
class Numbering {
  #last: number;

  constructor(objects: readonly C2ffiObject[]) {
    this.#last = objects.flatMap(objectsWithin).reduce((most, { id = 0 }) => Math.max(most, id), 0);
  }

  all(objects: readonly C2ffiObject[]): readonly C2ffiObject[] {
    return objects.map((object) => this.#numbered(object));
  }

  #numbered(object: C2ffiObject): C2ffiObject {
    const { type, fields, parameters, "return-type": result } = object;
    const hasNumber = !isDefinition(object) || object.name || object.id;
    return {
      ...object,
      ...(hasNumber ? {} : { id: ++this.#last }),
      ...(type && { type: this.#numbered(type) }),
      ...(fields && { fields: this.all(fields) }),
      ...(parameters && { parameters: this.all(parameters) }),
      ...(result && { "return-type": this.#numbered(result) }),
    };
  }
}

/** One object for each thing: of redeclarations that which says most, or the first. */
function joined(objects: readonly C2ffiObject[]): readonly C2ffiObject[] {
  const best = new Map<string, C2ffiObject>();
  const keys = objects.map(joinKey);
  for (const [at, object] of objects.entries()) {
    const key = keys[at] ?? "";
    const known = best.get(key);
    if (known === undefined || (!isComplete(known) && isComplete(object))) best.set(key, object);
  }
  return objects.filter((object, at) => best.get(keys[at] ?? "") === object);
}

/** What has no name is one with another of its number only. */
function joinKey({ tag, name = "", id = 0 }: C2ffiObject, at: number): string {
  if (name !== "") return JSON.stringify([tag, name]);
  return JSON.stringify(isDefinition({ tag }) ? [tag, id] : [tag, at]);
}

function isComplete(object: C2ffiObject): boolean {
  if (object.tag === "const") return object.value !== undefined;
  return !isDefinition(object) || (object.fields ?? []).length > 0 || (object["bit-alignment"] ?? 0) > 0;
}
