import type { Cursor } from "./clang/cursor.ts";
import { CXCursor_AnnotateAttr, CXCursor_TypedefDecl } from "./clang/libclang.ts";
import type { SourcePosition } from "./clang/source-position.ts";
import type { HeaderTexts } from "./header-text.ts";
import { STORAGE_ORDER_NOTE } from "./keep-storage-order.ts";

/** Order of the bytes of a number in memory. */
export type Endian = "little" | "big";

/** The order that an attribute gives to the scalars of a record, or of a typedef of one; `null` if none does. */
function orderByAttribute(declaration: Cursor): Endian | null {
  const notes = declaration.attributes.filter(({ kind }) => kind === CXCursor_AnnotateAttr);
  const order = notes.map(({ spelling }) => spelling).findLast((note) => note.startsWith(STORAGE_ORDER_NOTE));
  return order === undefined ? null : endianOf(order.slice(STORAGE_ORDER_NOTE.length));
}

/** An attribute of C23, which clang drops where it does not know it: no macro can keep it for us, as `KEEP_STORAGE_ORDER` does the other. */
const IN_BRACKETS =
  /\[\[[^\]]*\bgnu\s*::\s*(?:__scalar_storage_order__|scalar_storage_order)\s*\(\s*"([\w-]+)"[^\]]*\]\]/g;

/** Such an attribute: bytes from the start of the file. */
interface InBrackets {
  readonly start: number;
  readonly end: number;
  readonly order: Endian | null;
}

function readBrackets(bytes: string): readonly InBrackets[] {
  if (!bytes.includes("scalar_storage_order")) return [];
  return [...bytes.matchAll(IN_BRACKETS)].map(({ 0: { length }, 1: order = "", index }) => ({
    start: index,
    end: index + length,
    order: endianOf(order),
  }));
}

/** An `#include`: where it stands, and the file that it brings in. */
export interface Followed {
  readonly place: SourcePosition;
  readonly to: string;
}

/** A part of a file, bytes from its start, in which a pragma is in force. */
interface Stretch {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly order: Endian;
}

/**
 * Where `#pragma scalar_storage_order` is in force. clang passes over it, so it is read in the text, one that `#if` leaves out
 * as well: what stands under that is so for another compiler, and no binding is better than the wrong bytes.
 */
export class StorageOrders {
  readonly #target: Endian;
  readonly #stretches: readonly Stretch[];
  readonly #texts: HeaderTexts;
  readonly #brackets = new Map<string, readonly InBrackets[]>();

  /**
   * @param target its byte order.
   * @param main the source that includes the headers.
   * @param inclusions in the order in which clang followed them.
   */
  constructor(target: Endian, main: string, inclusions: readonly Followed[], texts: HeaderTexts) {
    this.#target = target;
    this.#texts = texts;
    const files = new Set(inclusions.map(({ to }) => to));
    const pragmas = new Map([...files].map((file) => [file, readPragmas(file, texts)]));
    this.#stretches = [...pragmas.values()].some(({ length }) => length > 0)
      ? stretches(main, inclusions, pragmas)
      : [];
  }

  /** The order of a record, or of what a typedef names, where it is another than the target's; see `ReadContext.foreignOrder`. */
  foreignOrder(declaration: Cursor, place: SourcePosition | null): Endian | null {
    const said = orderByAttribute(declaration) ?? (place === null ? null : this.#inBrackets(place));
    const byPragma = declaration.kind === CXCursor_TypedefDecl || place === null ? [] : this.#at(place);
    return (said === null ? byPragma : [said]).find((order) => order !== this.#target) ?? null;
  }

  /** The order that an attribute in brackets gives to the record or typedef at a place: nothing ends between the two. */
  #inBrackets({ file, offset }: SourcePosition): Endian | null {
    const bytes = this.#texts.of(file)?.bytes ?? "";
    const all = this.#brackets.get(file) ?? readBrackets(bytes);
    this.#brackets.set(file, all);
    const found = all.find(
      ({ start, end }) => !/[{};]/.test(start < offset ? bytes.slice(end, offset) : bytes.slice(offset, start)),
    );
    return found?.order ?? null;
  }

  /** What may be in force at a place: a file that is read twice may have two orders there. */
  #at({ file, offset }: SourcePosition): readonly Endian[] {
    return this.#stretches.flatMap((one) =>
      one.file === file && one.start <= offset && offset < one.end ? [one.order] : [],
    );
  }
}

/** Follows the preprocessor from file to file. */
function stretches(
  main: string,
  inclusions: readonly Followed[],
  pragmas: ReadonlyMap<string, readonly Pragma[]>,
): readonly Stretch[] {
  const found: Stretch[] = [];
  let order: Endian | null = null;
  const open = [{ file: main, offset: 0 }];
  const readTo = (reading: { readonly file: string; offset: number }, end: number): void => {
    const { file } = reading;
    const note = (upTo: number): void => {
      if (order !== null) found.push({ file, start: reading.offset, end: upTo, order });
      reading.offset = upTo;
    };
    for (const pragma of pragmas.get(file) ?? []) {
      if (pragma.offset < reading.offset || pragma.offset >= end) continue;
      note(pragma.offset);
      order = pragma.order;
    }
    note(end);
  };
  for (const { place, to } of inclusions) {
    let from = open.at(-1);
    while (from !== undefined && from.file !== place.file) {
      readTo(from, Number.POSITIVE_INFINITY);
      open.pop();
      from = open.at(-1);
    }
    if (from !== undefined) readTo(from, place.offset);
    open.push({ file: to, offset: 0 });
  }
  for (const rest of open.toReversed()) readTo(rest, Number.POSITIVE_INFINITY);
  return found;
}

interface Pragma {
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** `null` is the order of the target. */
  readonly order: Endian | null;
}

const PRAGMA = /(?:#[ \t]*pragma[ \t]+|_Pragma[ \t]*\([ \t]*L?"[ \t]*)scalar_storage_order[ \t]+(\w+-endian|default)/g;

function readPragmas(file: string, texts: HeaderTexts): readonly Pragma[] {
  const header = texts.of(file);
  if (header?.bytes.includes("scalar_storage_order") !== true) return [];
  return [...header.bytes.matchAll(PRAGMA)].map(({ index, 1: order = "" }) => ({
    offset: index,
    order: endianOf(order),
  }));
}

function endianOf(text: string): Endian | null {
  if (text === "big-endian") return "big";
  return text === "little-endian" ? "little" : null;
}
