import type { CType } from "../spec/ctype.ts";
import type { Declaration, DeclarationBase, RecordLayout } from "../spec/declaration.ts";
import { declarationKey } from "../spec/declaration-key.ts";
import { firstEnumerator, isUntagged, tagKeyword } from "./anonymous.ts";
import { type Attribute, parseAttributes } from "./attributes.ts";
import type { ClangType } from "./clang/clang-type.ts";
import type { Cursor } from "./clang/cursor.ts";
import type { Identity } from "./clang/identity.ts";
import * as clang from "./clang/libclang.ts";
import type { PositionReader, SourcePosition } from "./clang/source-position.ts";
import type { TranslationUnit } from "./clang/translation-unit.ts";
import type { HeaderTexts } from "./header-text.ts";
import type { Needer, Needs } from "./needs.ts";
import { readComment } from "./read-comment.ts";
import type { ReadContext } from "./read-context.ts";
import { readEnum } from "./read-enum.ts";
import { readFunction } from "./read-function.ts";
import { readGlobal } from "./read-global.ts";
import { isTransparent, readRecordLayout } from "./read-record.ts";
import { readTypedef } from "./read-typedef.ts";
import type { RelativeFiles } from "./relative-file.ts";
import type { Endian, StorageOrders } from "./storage-order.ts";
import { trailingComment } from "./trailing-comment.ts";
import { KnownTypes, type TypeFacts } from "./type-facts.ts";

/** A declaration and its place in the order of the translation unit. */
export interface Placed {
  readonly declaration: Declaration;
  /** Name of the file as clang opened it, and the offset in it, bytes. */
  readonly file: string;
  readonly offset: number;
}

/** Where a declaration stands that clang found at a position. */
export type PlaceOf = (position: SourcePosition) => SourcePosition;

/** What reading declarations needs, whatever unit they are in. */
export interface ReaderOptions {
  readonly files: RelativeFiles;
  readonly texts: HeaderTexts;
  /** Whether documentation is wanted. */
  readonly comments: boolean;
  /** Whether clang can print every declaration; see `canPrint`. */
  readonly printable: boolean;
  readonly orders: StorageOrders;
  /** Definition of a record or enum of the unit, by its USR. */
  definitionAtFileScope(usr: string): Cursor | null;
  /** Decides about types that come along. */
  readonly needs: Needs;
}

/** What several units of the same headers have in common. */
class Collected {
  /** By entity (see {@link entity}): one id, however often it is declared. */
  readonly ids = new Map<string, string>();
  readonly taken = new Set<string>();
  /** Places where several records without a tag stand: a macro made them. */
  readonly ambiguous = new Set<string>();
  /** Names of functions and variables that have been read. */
  readonly ordinary = new Set<string>();
  /** What is being read, outermost first. */
  readonly reading: Needer[] = [];
  readonly placed: Placed[] = [];
  readonly doubts = new Map<RecordLayout, string>();
}

/** Turns cursors of one unit into declarations, and follows every type they use to its own declaration. */
export class DeclarationReader implements ReadContext {
  readonly #unit: TranslationUnit;
  readonly #positions: PositionReader;
  readonly #options: ReaderOptions;
  readonly #placeOf: PlaceOf;
  readonly #collected: Collected;
  readonly types: Map<Identity, CType> = new Map();
  readonly #types = new KnownTypes();
  /** By address of a declaration, in front of the ids: asking for a USR takes microseconds, and types are used often. */
  readonly #known = new Map<Identity, string | null>();
  /** Keys of records without a tag in this unit, by address; see `#entity`. */
  readonly #untagged = new Map<Identity, string>();
  readonly #places = new Set<string>();

  constructor(
    unit: TranslationUnit,
    options: ReaderOptions,
    collected: Collected = new Collected(),
    placeOf: PlaceOf = (position) => position,
  ) {
    this.#placeOf = placeOf;
    this.#options = options;
    this.#unit = unit;
    this.#positions = unit.positions;
    this.#collected = collected;
  }

  get doubts(): Map<RecordLayout, string> {
    return this.#collected.doubts;
  }

  /** The headers as text. */
  get texts(): HeaderTexts {
    return this.#options.texts;
  }

  /**
   * A reader of another unit of the same headers: what is one entity in C has one id, but no address means the same.
   *
   * @param placeOf where what that unit itself declares is to stand.
   */
  ofUnit(unit: TranslationUnit, placeOf: PlaceOf): DeclarationReader {
    return new DeclarationReader(
      unit,
      { ...this.#options, definitionAtFileScope: () => null },
      this.#collected,
      placeOf,
    );
  }

  get placed(): readonly Placed[] {
    return this.#collected.placed;
  }

  comment(cursor: Cursor, within?: Cursor, next?: Cursor): string | null {
    if (!this.#options.comments) return null;
    const attached = readComment(cursor, this.#positions, within, next);
    return attached !== null || within !== undefined ? attached : this.#trailing(cursor);
  }

  facts(type: ClangType): TypeFacts {
    return this.#types.facts(type);
  }

  print(declaration: Cursor): string {
    return this.#options.printable ? this.#unit.print(declaration) : "";
  }

  attributes(declaration: Cursor): readonly Attribute[] {
    return parseAttributes(this.print(declaration));
  }

  foreignOrder(declaration: Cursor): Endian | null {
    return this.#options.orders.foreignOrder(declaration, this.#positions.position(declaration.location));
  }

  reference(declaration: Cursor, path: string): string | null {
    const { identity } = declaration;
    const known = this.#known.get(identity);
    if (known !== undefined) return known;
    const key = this.#entity(declaration);
    const id = this.#collected.ids.get(key) ?? this.#meet(declaration, key, path);
    this.#known.set(identity, id);
    return id;
  }

  /** @param path as for `reference`; a macro's value has nothing around it that is being read. */
  #meet(declaration: Cursor, key: string, path: string): string | null {
    const needer = this.#collected.reading.at(-1) ?? `macro '${path.replace(/\..*/, "")}'`;
    const use = this.#options.needs.use(declaration, this.#positions, needer);
    if (use === "inline") return null;
    return use === "refused" ? declaration.spelling : this.#take(declaration, key, path, use);
  }

  #take(declaration: Cursor, key: string, path: string, use: "whole" | "opaque"): string {
    const id = this.#newId(declaration, path);
    this.#collected.ids.set(key, id);
    this.#collected.taken.add(id);
    this.#readNamed(declaration, id, use);
    return id;
  }

  /** A record, enum or typedef that is asked for itself. */
  #readRoot(declaration: Cursor): string {
    const key = this.#entity(declaration);
    const use = this.#options.needs.use(declaration, this.#positions, null);
    const id =
      this.#collected.ids.get(key) ??
      this.#take(declaration, key, declaration.spelling, use === "opaque" ? use : "whole");
    this.#known.set(declaration.identity, id);
    return id;
  }

  /**
   * Reads a declaration that the headers make at file scope; a second time does nothing.
   *
   * @param all every declaration of that entity, in order: clang merges types and attributes into the last one.
   * @returns what it is known by (see `declarationKey`), or `null` for a record without a tag, which is read where its
   *   typedef, variable or member is: nothing else can use it.
   */
  read(all: readonly [Cursor, ...Cursor[]]): string | null {
    const [first] = all;
    const last = all.at(-1) ?? first;
    switch (first.kind) {
      case clang.CXCursor_StructDecl:
      case clang.CXCursor_UnionDecl:
        return isUntagged(first) ? null : this.#readRoot(first);
      case clang.CXCursor_EnumDecl:
      case clang.CXCursor_TypedefDecl:
        return this.#readRoot(first);
      case clang.CXCursor_FunctionDecl:
        // Not `{ ...readFunction(…), ...base }`: in V8 of Node 20 each object from a spread gets a hidden class of its own.
        if (this.#isFirst(first))
          return this.#place(first, (base) => Object.assign(readFunction(last, this), base), all);
        // Only the USR tells functions of one name from each other: `c:@F@overload#d#`.
        return first.usr.includes("#") ? this.#unsupported(first, "it is overloaded") : first.spelling;
      case clang.CXCursor_VarDecl:
        if (!this.#isFirst(first)) return first.spelling;
        if (first.isRegister) return this.#unsupported(first, "it is a register, which has no address");
        return this.#place(first, (base) => Object.assign(readGlobal(last, this), base), all);
      default:
        return this.#unsupported(first, `c2ts has nothing for \`${this.#unit.tokens(first).join(" ")}\``);
    }
  }

  #unsupported(cursor: Cursor, reason: string): string {
    const name = cursor.spelling || this.#unit.tokens(cursor)[0] || "?";
    return this.#place(cursor, (base) => ({ kind: "unsupported", name, reason, ...base }));
  }

  /** Reads a function or variable that a macro is another name of. Returns whether it is there. */
  readFor(macro: string, all: readonly [Cursor, ...Cursor[]]): boolean {
    const [first] = all;
    if (this.#collected.ordinary.has(first.spelling)) return true;
    if (this.#options.needs.use(first, this.#positions, `macro '${macro}'`) !== "whole") return false;
    this.read(all);
    return true;
  }

  /** The id of a record, enum or typedef that has been read. */
  idOf(declaration: Cursor): string | null {
    return this.#collected.ids.get(this.#entity(declaration)) ?? null;
  }

  /**
   * Equal for all declarations of an entity. The USR is that, but two anonymous records of one record share theirs
   * (`c:@S@outer@Ua`): a record without a tag is told by where it stands, and where a macro made several there, by
   * clang's own address of it.
   */
  #entity(declaration: Cursor): string {
    const { usr, identity } = declaration;
    if (declaration.kind === clang.CXCursor_TypedefDecl || /^c:[^@]*@[SUE]A?@[^@]+$/.test(usr)) return usr;
    const known = this.#untagged.get(identity);
    if (known !== undefined) return known;
    const place = this.#positions.position(declaration.location);
    const wanted = `${usr} ${place?.file} ${place?.offset}`;
    const { ambiguous } = this.#collected;
    if (this.#places.has(wanted)) ambiguous.add(wanted);
    this.#places.add(wanted);
    const key = ambiguous.has(wanted) ? `${wanted} ${identity}` : wanted;
    this.#untagged.set(identity, key);
    return key;
  }

  #trailing(declaration: Cursor): string | null {
    const end = this.#positions.position(declaration.extentEnd);
    const header = end === null ? null : this.texts.of(end.file);
    return end === null || header === null ? null : trailingComment(header, end.offset);
  }

  #isFirst({ spelling }: Cursor): boolean {
    if (this.#collected.ordinary.has(spelling)) return false;
    this.#collected.ordinary.add(spelling);
    return true;
  }

  #newId(declaration: Cursor, path: string): string {
    if (declaration.kind === clang.CXCursor_TypedefDecl) return declaration.spelling;
    const keyword = tagKeyword(declaration.kind);
    if (!isUntagged(declaration)) return `${keyword} ${declaration.spelling}`;
    const name = declaration.kind === clang.CXCursor_EnumDecl ? (firstEnumerator(declaration) ?? path) : path;
    let id = `${keyword} @${name}`;
    for (let n = 2; this.#collected.taken.has(id); n++) id = `${keyword} @${name}.${n}`;
    return id;
  }

  #readNamed(declaration: Cursor, id: string, use: "whole" | "opaque"): void {
    if (declaration.kind === clang.CXCursor_TypedefDecl) {
      this.#place(declaration, (base) => ({
        kind: "typedef",
        id,
        name: declaration.spelling,
        ...readTypedef(declaration, this),
        ...base,
      }));
      return;
    }
    const cursor = this.#definition(declaration);
    const untagged = id.includes("@");
    const name = untagged ? null : cursor.spelling;
    const path = untagged ? id.slice(id.indexOf("@") + 1) : cursor.spelling;
    this.#place(cursor, (base) =>
      declaration.kind === clang.CXCursor_EnumDecl
        ? { kind: "enum", id, name, ...readEnum(cursor, this), ...base }
        : {
            kind: "record",
            id,
            tag: declaration.kind === clang.CXCursor_UnionDecl ? "union" : "struct",
            name,
            transparent: isTransparent(cursor, this),
            layout: use === "opaque" ? null : readRecordLayout(cursor.type, cursor, this, path),
            ...base,
          },
    );
  }

  /**
   * Where a record or enum is defined, or else what declares it.
   *
   * A tag that is first met in a parameter list is that prototype's alone (C17 6.2.1p4), and so another type than one of
   * the same tag that the header defines later. Compilers warn, since nobody means that: it is read as the header's.
   */
  #definition(declaration: Cursor): Cursor {
    const { definition, kind } = declaration;
    return definition.kind === kind
      ? definition
      : (this.#options.definitionAtFileScope(declaration.usr) ?? declaration);
  }

  /**
   * @param all every declaration of the entity: any may have the comment, the last has the attributes of all.
   * @returns what the declaration is known by.
   */
  #place(cursor: Cursor, read: (base: DeclarationBase) => Declaration, all: readonly Cursor[] = [cursor]): string {
    const found = this.#positions.position(cursor.location);
    const position = found === null ? null : this.#placeOf(found);
    const location =
      position === null
        ? { file: "<builtin>", line: 0, column: 0 }
        : { file: this.#options.files.name(position.file), line: position.line, column: position.column };
    const doc = firstOf(all, (one) => this.comment(one));
    const { availability } = all.at(-1) ?? cursor;
    // What has no name of its own needs nothing in the eyes of a reader: what it is a part of does.
    const name = cursor.spelling;
    const needer = `'${name}' (${location.file}:${location.line})`;
    const isNamed = /^[^\s(]+$/.test(name);
    if (isNamed) this.#collected.reading.push(needer);
    const declaration = read({ location, doc, ...availability });
    if (isNamed) this.#collected.reading.pop();
    this.#collected.placed.push({ declaration, file: position?.file ?? "", offset: position?.offset ?? 0 });
    return declarationKey(declaration);
  }
}

function firstOf<T>(cursors: readonly Cursor[], ask: (cursor: Cursor) => T | null): T | null {
  for (const cursor of cursors) {
    const answer = ask(cursor);
    if (answer !== null) return answer;
  }
  return null;
}
