import type { Cursor } from "../clang/cursor.ts";
import * as clang from "../clang/libclang.ts";
import type { Entity } from "../file-scope.ts";

/** A complete record, and all that `->` may name of it. */
interface KnownRecord {
  /** C text; `null` for one that has neither a tag nor a typedef: it has no name, but is there. */
  readonly text: string | null;
  readonly members: ReadonlySet<string>;
}

/** The complete records of the headers, those inside of others too, by what members they have. */
export class RecordsWithMembers {
  readonly #byMember = new Map<string, KnownRecord[]>();

  constructor(entities: readonly Entity[]) {
    for (const { kind, name, typedefName, cursors } of entities) {
      const definition = kind === "record" ? cursors.find((cursor) => cursor.isDefinition) : undefined;
      if (definition !== undefined) this.#add(definition, name === "" ? typedefName : `${tagOf(definition)} ${name}`);
    }
  }

  /** C text of each record that has all of the members. */
  withAll(members: readonly string[]): readonly KnownRecord["text"][] {
    const [first = ""] = members;
    const records = this.#byMember.get(first) ?? [];
    return records.filter((record) => members.every((name) => record.members.has(name))).map(({ text }) => text);
  }

  #add(definition: Cursor, text: string | null): void {
    const record = { text, members: new Set(membersOf(definition)) };
    for (const name of record.members) this.#byMember.set(name, [...(this.#byMember.get(name) ?? []), record]);
    // What an anonymous member is made of, nothing points to.
    const anonymous = definition.type.fields.filter(isUnnamed).map((field) => field.type.declaration.identity);
    for (const inner of definition.children) {
      if (!isRecord(inner) || !inner.isDefinition || anonymous.includes(inner.identity)) continue;
      const tag = inner.spelling;
      this.#add(inner, /^[\w$]+$/.test(tag) ? `${tagOf(inner)} ${tag}` : null);
    }
  }
}

/** Names of members, those of anonymous records in it too. */
function membersOf(definition: Cursor): readonly string[] {
  return definition.type.fields.flatMap((field) => {
    if (!isUnnamed(field)) return [field.spelling];
    const inner = field.type.declaration;
    return isRecord(inner) ? membersOf(inner) : [];
  });
}

/** clang 16 and newer spell an unnamed member by its type's place. */
function isUnnamed({ spelling }: Cursor): boolean {
  return spelling === "" || spelling.includes("(");
}

function isRecord({ kind }: Cursor): boolean {
  return kind === clang.CXCursor_StructDecl || kind === clang.CXCursor_UnionDecl;
}

function tagOf({ kind }: Cursor): string {
  return kind === clang.CXCursor_UnionDecl ? "union" : "struct";
}
