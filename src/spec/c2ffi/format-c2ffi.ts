import { TypeTable } from "../abi/type-table.ts";
import type { Declaration, RecordDeclaration } from "../declaration.ts";
import type { Spec } from "../spec.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import { declarationToC2ffi } from "./declaration-to-c2ffi.ts";
import { difference } from "./difference.ts";
import { numbersOf } from "./numbers.ts";
import { movesOf } from "./order.ts";
import { plainDeclaration } from "./plain-declaration.ts";
import { readJson } from "./read-json.ts";
import { repairText } from "./repair-text.ts";
import type { PlainContext } from "./type-from-c2ffi.ts";
import type { TypeWriter } from "./type-to-c2ffi.ts";
import { typesFirst } from "./types-first.ts";
import { writeJson } from "./write-json.ts";

/**
 * Text of a spec in the dialect of c2ffi: one JSON array, one object a line. Same spec, same bytes.
 *
 * Where an object says less than the spec, it has one more key, `c2ts`, with the difference; a first object, of the tag
 * `unhandled` that readers pass over, says what is true of the whole spec. From both, `loadSpec` makes the same spec again.
 *
 * @param plain without those: what c2ffi itself would write, and no more.
 */
export function formatC2ffi(spec: Spec, { plain = false }: { readonly plain?: boolean } = {}): string {
  const objects = new Writer(spec, plain).objects();
  return objects.length === 0 ? "[]\n" : `[\n${objects.map(writeJson).join(",\n")}\n]\n`;
}

class Writer implements TypeWriter {
  readonly #spec: Spec;
  readonly #plain: boolean;
  readonly types: TypeTable;
  readonly target: Spec["target"];
  readonly numbers: ReadonlyMap<string, number>;
  readonly #reader: PlainContext;
  readonly #written = new Set<Declaration>();

  constructor(spec: Spec, plain: boolean) {
    this.#spec = spec;
    this.#plain = plain;
    this.types = new TypeTable(spec);
    this.target = spec.target;
    this.numbers = numbersOf(spec.declarations);
    const ids = new Map([...this.numbers].map(([id, number]) => [number, id]));
    this.#reader = { target: spec.target, untagged: (id) => ids.get(id) ?? null };
  }

  objects(): readonly C2ffiObject[] {
    // c2ffi says nothing of macros that take arguments.
    const wanted = typesFirst(this.#spec).filter(
      (declaration) => !this.#plain || declaration.kind !== "macro" || declaration.parameters === null,
    );
    const objects = wanted.map((declaration) => this.#object(declaration));
    return this.#plain ? objects : [this.#header(), ...objects];
  }

  inline(record: RecordDeclaration): C2ffiObject | null {
    return this.#written.has(record) ? null : this.#object(record);
  }

  #object(declaration: Declaration): C2ffiObject {
    // A record comes before those within it, anything else after them, as they do in C.
    if (declaration.kind === "record") this.#written.add(declaration);
    const object = declarationToC2ffi(declaration, this);
    this.#written.add(declaration);
    if (this.#plain) return object;
    const change = difference(plainDeclaration(reread(object), this.#reader), declaration);
    return change === undefined ? object : { ...object, c2ts: change };
  }

  #header(): C2ffiObject {
    const { declarations, ...head } = this.#spec;
    const place = new Map(declarations.map((declaration, index) => [declaration, index]));
    const moves = movesOf([...this.#written].map((declaration) => place.get(declaration) ?? 0));
    const location = `${head.headers[0] ?? "c2ts"}:1:1`;
    return { tag: "unhandled", ns: 0, name: "c2ts", location, kind: "Spec", c2ts: { ...head, moves } };
  }
}

/** What a reader will have of an object: numbers and text go through JSON. */
function reread(object: C2ffiObject): C2ffiObject {
  return repairText(readJson(writeJson(object))) as C2ffiObject;
}
