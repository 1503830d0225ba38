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
import type { Reading } from "./reading.ts";
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
 * One parse of C, in this thread when the unit is first wanted, or begun before that in another one.
 *
 * C: `clang_parseTranslationUnit2`; errors in the source are diagnostics of the unit, not exceptions. The unit and its index
 * are freed by `dispose`.
 */
export class Parse {
  readonly #options: ParseOptions;
  #index: Pointer | null = null;
  readonly #handle: BigUint64Array<ArrayBuffer> = new BigUint64Array(1);
  #code: number | null = null;
  #running: Promise<void> | null = null;
  #unit: TranslationUnit | null = null;
  #isDisposed = false;

  constructor(options: ParseOptions) {
    this.#options = options;
  }

  /** Begins in another thread. */
  begin(): void {
    const { call, keep } = this.#call();
    this.#running = clang_parseTranslationUnit2.async(...call).then(
      (code) => {
        keep();
        this.#code = code;
      },
      () => {}, // No thread is to be had: this one parses.
    );
  }

  /** Waits for what has been begun. */
  *wait(): Reading<void> {
    if (this.#running !== null) yield this.#running;
  }

  /** The unit, for `use` alone. */
  *read<T>(use: (unit: TranslationUnit) => Reading<T>): Reading<T> {
    yield* this.wait();
    try {
      return yield* use(this.#open());
    } finally {
      this.dispose();
    }
  }

  /** The same for what waits for nothing. */
  use<T>(use: (unit: TranslationUnit) => T): T {
    try {
      return use(this.#open());
    } finally {
      this.dispose();
    }
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    const [handle = 0n] = this.#handle;
    if (this.#unit !== null) this.#unit.dispose();
    else if (handle !== 0n) clang_disposeTranslationUnit(handle as CXTranslationUnit);
    if (this.#index !== null) clang_disposeIndex(this.#index);
  }

  #open(): TranslationUnit {
    if (this.#code === null) {
      const { call, keep } = this.#call();
      this.#code = clang_parseTranslationUnit2(...call);
      keep();
    }
    const [handle = 0n] = this.#handle;
    if (this.#code !== 0 || handle === 0n) {
      const given = this.#options.arguments.join(" ");
      throw new Error(`libclang could not parse (CXErrorCode ${this.#code}; arguments: ${given})`);
    }
    this.#unit = new TranslationUnit(handle as CXTranslationUnit);
    return this.#unit;
  }

  /** Arguments for libclang; `keep` is called after the call so that what they point to outlives it. */
  #call(): { readonly call: Parameters<typeof clang_parseTranslationUnit2>; keep(): void } {
    const { arguments: given, source, others = [], bodies = false, macros } = this.#options;
    const args = given.map((arg) => Buffer.from(`${arg}\0`));
    const argv = BigUint64Array.from(args, (arg) => addressOf(arg));
    const files = unsavedFile([source, ...others]);
    const flags =
      (bodies ? 0 : CXTranslationUnit_SkipFunctionBodies) |
      CXTranslationUnit_KeepGoing |
      CXTranslationUnit_IncludeAttributedTypes |
      (macros ? CXTranslationUnit_DetailedPreprocessingRecord : 0);
    this.#index = clang_createIndex(0, 0);
    return {
      call: [this.#index, source.file, argv, args.length, files.table, files.count, flags, this.#handle],
      keep: () => {
        files.keep();
        void args.length;
      },
    };
  }
}

/** Parses C and hands the unit to `use`; all is freed when it returns or throws. */
export function withTranslationUnit<T>(options: ParseOptions, use: (unit: TranslationUnit) => T): T {
  return new Parse(options).use(use);
}

/** Parses that are going to be wanted. */
export class Parses {
  readonly #inThreads: boolean;
  readonly #begun: Parse[] = [];

  /** @param inThreads whether each begins at once, in another thread; `settle` must be called in the end. */
  constructor(inThreads: boolean) {
    this.#inThreads = inThreads;
  }

  want(options: ParseOptions): Parse {
    const parse = new Parse(options);
    if (this.#inThreads) {
      parse.begin();
      this.#begun.push(parse);
    }
    return parse;
  }

  /** Frees what has been begun and, since something went wrong, not been wanted. */
  *settle(): Reading<void> {
    for (const parse of this.#begun) {
      yield* parse.wait();
      parse.dispose();
    }
  }
}

/** Version of the loaded libclang: `19.1.7`. */
export function clangVersion(): string {
  const text = takeString(clang_getClangVersion());
  return /(\d+\.\d+\.\d+)/.exec(text)?.[1] ?? text;
}
