import { addressOf, type Pointer } from "c2ts-runtime";
import { takeString } from "./clang-string.ts";
import { Cursor } from "./cursor.ts";
import { DeclarationPrinter } from "./declaration-printer.ts";
import { type Diagnostic, readDiagnostics } from "./diagnostics.ts";
import {
  type CXTranslationUnit,
  CXTranslationUnit_DetailedPreprocessingRecord,
  CXTranslationUnit_IncludeAttributedTypes,
  CXTranslationUnit_KeepGoing,
  CXTranslationUnit_SkipFunctionBodies,
  clang_createIndex,
  clang_disposeIndex,
  clang_disposeTranslationUnit,
  clang_getClangVersion,
  clang_getTranslationUnitCursor,
  clang_getTranslationUnitTargetInfo,
  clang_parseTranslationUnit2,
  clang_TargetInfo_dispose,
  clang_TargetInfo_getTriple,
} from "./libclang.ts";
import { PositionReader } from "./source-position.ts";
import { readTokens } from "./tokens.ts";
import { unsavedFile } from "./unsaved-file.ts";

/** A source file that exists in memory only. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** A parsed translation unit. Valid inside the callback of `withTranslationUnit` only. */
export class TranslationUnit {
  readonly #handle: CXTranslationUnit;
  readonly positions: PositionReader = new PositionReader();
  #printer: DeclarationPrinter | null = null;

  constructor(handle: CXTranslationUnit) {
    this.#handle = handle;
  }

  get cursor(): Cursor {
    return new Cursor(clang_getTranslationUnitCursor(this.#handle));
  }

  get diagnostics(): readonly Diagnostic[] {
    return readDiagnostics(this.#handle, this.positions);
  }

  /** Spellings of the tokens that a cursor covers. */
  tokens(cursor: Cursor): readonly string[] {
    return readTokens(this.#handle, cursor);
  }

  /** A declaration as clang prints it: macros expanded, attributes in one form, bodies left out. */
  print(declaration: Cursor): string {
    this.#printer ??= new DeclarationPrinter(this.cursor);
    return this.#printer.print(declaration);
  }

  /** Frees what belongs to the unit, and the unit. */
  dispose(): void {
    this.#printer?.dispose();
    clang_disposeTranslationUnit(this.#handle);
  }

  /** clang's normalised target triple. */
  get triple(): string {
    const info = clang_getTranslationUnitTargetInfo(this.#handle);
    try {
      return takeString(clang_TargetInfo_getTriple(info));
    } finally {
      clang_TargetInfo_dispose(info);
    }
  }
}

export interface ParseOptions {
  /** Arguments as for the clang command. */
  readonly arguments: readonly string[];
  readonly source: SourceText;
  readonly others?: readonly SourceText[];
  /** Whether macro definitions are kept as cursors. */
  readonly macros: boolean;
  /** Whether the bodies of functions are read; default no. */
  readonly bodies?: boolean;
}

/**
 * Parses C and hands the unit to `use`; index and unit are freed when it returns or throws.
 *
 * C: `clang_parseTranslationUnit2`; errors in the source are diagnostics of the unit, not exceptions.
 */
export function withTranslationUnit<T>(options: ParseOptions, use: (unit: TranslationUnit) => T): T {
  const index = clang_createIndex(0, 0);
  try {
    const unit = new TranslationUnit(parse(index, options));
    try {
      return use(unit);
    } finally {
      unit.dispose();
    }
  } finally {
    clang_disposeIndex(index);
  }
}

function parse(index: Pointer | null, options: ParseOptions): CXTranslationUnit {
  const args = options.arguments.map((arg) => Buffer.from(`${arg}\0`));
  const argv = BigUint64Array.from(args, (arg) => addressOf(arg));
  const files = unsavedFile([options.source, ...(options.others ?? [])]);
  const unit = new BigUint64Array(1);
  const flags =
    (options.bodies === true ? 0 : CXTranslationUnit_SkipFunctionBodies) |
    CXTranslationUnit_KeepGoing |
    CXTranslationUnit_IncludeAttributedTypes |
    (options.macros ? CXTranslationUnit_DetailedPreprocessingRecord : 0);
  const code = clang_parseTranslationUnit2(
    index,
    options.source.file,
    argv,
    args.length,
    files.table,
    files.count,
    flags,
    unit,
  );
  files.keep();
  if (code !== 0 || unit[0] === 0n) {
    throw new Error(`libclang could not parse (CXErrorCode ${code}; arguments: ${options.arguments.join(" ")})`);
  }
  return (unit[0] ?? 0n) as CXTranslationUnit;
}

/** Version of the loaded libclang: `19.1.7`. */
export function clangVersion(): string {
  const text = takeString(clang_getClangVersion());
  return /(\d+\.\d+\.\d+)/.exec(text)?.[1] ?? text;
}
