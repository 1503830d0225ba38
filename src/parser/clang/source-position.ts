import { addressOf, type c, pointer } from "c2ts-runtime";
import { takeString } from "./clang-string.ts";
import {
  type CXCursor,
  type CXFile,
  type CXSourceLocation,
  clang_getExpansionLocation,
  clang_getFileName,
  clang_getIncludedFile,
} from "./libclang.ts";

/** A place in a file, as clang sees it: the file's name as it was opened. */
export interface SourcePosition {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, bytes. */
  readonly column: number;
  /** 0-based, bytes from the start of the file. */
  readonly offset: number;
}

/**
 * Cells for the four results of `clang_getExpansionLocation`; the calls are synchronous, so one set serves all. They are
 * passed by address, which takes a third of the time of passing arrays.
 */
const cells = new ArrayBuffer(24);
const handles = new BigUint64Array(cells, 0, 1);
const numbers = new Uint32Array(cells, 8, 3);
const first = addressOf(handles);
const FILE = pointer<CXFile>(first);
const LINE = pointer<c.uint>(first + 8n);
const COLUMN = pointer<c.uint>(first + 12n);
const OFFSET = pointer<c.uint>(first + 16n);

/**
 * Reads source locations of one translation unit; file names are asked for once per file.
 *
 * C: `CXFile` handles are owned by the translation unit and compare by address.
 */
export class PositionReader {
  readonly #names = new Map<bigint, string>();

  /**
   * Where a location is expanded: for a declaration made by a macro, the place of the macro's use.
   *
   * @returns `null` for what stands in no file (builtin declarations, `-D` macros).
   */
  position(location: CXSourceLocation): SourcePosition | null {
    clang_getExpansionLocation(location, FILE, LINE, COLUMN, OFFSET);
    const [handle = 0n] = handles;
    if (handle === 0n) return null;
    const [line = 0, column = 0, offset = 0] = numbers;
    return { file: this.#name(handle), line, column, offset };
  }

  /** Name of the file that an inclusion directive opened; `null` if it opened none. */
  includedFile(directive: CXCursor): string | null {
    const handle = clang_getIncludedFile(directive);
    return handle === null ? null : this.#name(handle);
  }

  #name(handle: bigint): string {
    const known = this.#names.get(handle);
    if (known !== undefined) return known;
    const name = takeString(clang_getFileName(pointer(handle)));
    this.#names.set(handle, name);
    return name;
  }
}
