import type { CType } from "../spec/ctype.ts";
import type { RecordLayout } from "../spec/declaration.ts";
import type { Attribute } from "./attributes.ts";
import type { ClangType } from "./clang/clang-type.ts";
import type { Cursor } from "./clang/cursor.ts";
import type { Identity } from "./clang/identity.ts";
import type { Endian } from "./storage-order.ts";
import type { TypeFacts } from "./type-facts.ts";

/** What reading one declaration needs from whoever collects them all. */
export interface ReadContext {
  /**
   * Notes that a record, enum or typedef is used and gives the id to refer to it by, or `null` where what it stands for is
   * wanted instead: the type of a typedef, the integer of an enum. A record always has an id.
   *
   * @param path names the place, for a declaration that has no name of its own: `outer.member`.
   */
  reference(declaration: Cursor, path: string): string | null;
  /**
   * The documentation comment of a declaration, comment marks included, line ends as `\n`; `null` if none is meant for it.
   *
   * @param within the record or enum that the declaration is a part of: what is said behind its end is not meant for a part.
   * @param next the part behind this one: what is said behind that is not meant for this.
   */
  comment(cursor: Cursor, within?: Cursor, next?: Cursor): string | null;
  /** Types that have been read, by clang's address of them; see `readType`. */
  readonly types: Map<Identity, CType>;
  /** What else is asked about a type, again and again. */
  facts(type: ClangType): TypeFacts;
  /** A declaration as clang prints it: macros expanded, attributes in one form. */
  print(declaration: Cursor): string;
  /** Attributes of a declaration, their arguments included; those of its parameters and members left out. */
  attributes(declaration: Cursor): readonly Attribute[];
  /** The order that gcc keeps the bytes of a record's scalars in, or of those of a typedef's record, where it is not the target's. */
  foreignOrder(declaration: Cursor): Endian | null;
  /** Layouts that gcc makes differently, and the bit-field that it is for. */
  readonly doubts: Map<RecordLayout, string>;
}
