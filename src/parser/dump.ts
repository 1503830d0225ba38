import { resolve } from "node:path";
import type { Declaration } from "../spec/declaration.ts";
import type { Declared } from "../spec/declared.ts";
import type { LocatedProblem } from "../spec/diagnostic.ts";
import { FORMAT } from "../spec/format.ts";
import type { Spec } from "../spec/spec.ts";
import { canPrint } from "./can-print.ts";
import { Choices } from "./choices.ts";
import { type Reading, readAhead, readNow } from "./clang/reading.ts";
import { clangVersion, Parses, type SourceText } from "./clang/translation-unit.ts";
import { clangArguments } from "./clang-arguments.ts";
import { DeclarationReader, type Placed } from "./declaration-reader.ts";
import { type FileScope, readFileScope } from "./file-scope.ts";
import { findHeader } from "./find-header.ts";
import { headerErrors } from "./header-errors.ts";
import { HeaderTexts } from "./header-text.ts";
import { includeLine } from "./include-lines.ts";
import { internalParts } from "./internal-parts.ts";
import { loadLibclang, triedLibclangs } from "./load-libclang.ts";
import { Needs } from "./needs.ts";
import { type HeaderFile, ownFiles } from "./own-files.ts";
import { ParseError } from "./parse-error.ts";
import { parsePattern } from "./pattern.ts";
import { asMacros, PROTOTYPES, prototypeHeader } from "./prototypes.ts";
import { readSelected } from "./read-selected.ts";
import { readTarget, TARGET_QUESTIONS } from "./read-target.ts";
import { RelativeFiles } from "./relative-file.ts";
import { Selection, type SelectOptions } from "./select.ts";
import { SelectionFile } from "./selection-file.ts";
import { StorageOrders } from "./storage-order.ts";

/** What to read, and how. */
export interface DumpOptions {
  /** Arguments for clang: `-I`, `-D`, `-std=`, `--target=`. */
  readonly clangArguments?: readonly string[];
  /** `[kind:]regex` of names, or `file:glob`; see `parsePattern`. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** A file that lists what to take, as `formatSelection` writes it; instead of `include`. */
  readonly select?: SourceText;
  /** Tags or typedef names of records to bind as incomplete types. */
  readonly opaque?: readonly string[];
  /** Whether types of other files come along where they are needed; default true. */
  readonly transitive?: boolean;
  /** Path of libclang, instead of searching for it. */
  readonly libclang?: string;
  /** Whether documentation comments are kept; default true. */
  readonly comments?: boolean;
  /** Prototypes that function-like macros would have as functions: `void list_add(struct node *n)`. A shim makes them callable. */
  readonly prototypes?: readonly string[];
  /** Headers that exist in memory only. */
  readonly files?: readonly SourceText[];
}

export interface Dump {
  readonly spec: Spec;
  /** What the selected files declare; a spec has in addition what that needs from other files. */
  readonly declared: readonly Declared[];
  readonly problems: readonly LocatedProblem[];
  /** Paths of the headers and of all that they include: what a change of could change the spec. */
  readonly files: readonly string[];
  readonly sources: Sources;
}

/** What else decided what came out, so that it can be told later whether the same would come out again. */
export interface Sources {
  /** Paths of what may be libclang and was tried, the one in use last. */
  readonly libclangs: readonly string[];
  /** Files that clang opened, by the names under which it did: from the working folder. */
  readonly opened: readonly string[];
  /** As they stand in the `#include`s that were followed. */
  readonly includedNames: readonly string[];
  /** Files that were looked at beside those that clang opened. */
  readonly alsoRead: readonly string[];
  /** Paths at which a file was looked for that there was not. */
  readonly missing: readonly string[];
}

/** Name under which clang sees the source that includes the headers. */
const MAIN = "c2ts-input.c";

/**
 * Reads C headers into a spec.
 *
 * @param headers paths, or names that clang finds on its include path.
 * @throws ParseError with clang's diagnostics where the headers are not valid C or one is missing.
 */
export function dump(headers: readonly string[], options: DumpOptions = {}): Dump {
  return readNow(read(headers, options, new Parses(false)));
}

/** The same, with other threads parsing again what this one reads: less to wait for, where there is more than one processor. */
export async function dumpInThreads(headers: readonly string[], options: DumpOptions = {}): Promise<Dump> {
  const parses = new Parses(true);
  try {
    return await readAhead(read(headers, options, parses));
  } finally {
    await readAhead(parses.settle());
  }
}

function* read(headers: readonly string[], options: DumpOptions, parses: Parses): Reading<Dump> {
  const selecting: SelectOptions = {
    include: (options.include ?? []).map(parsePattern),
    exclude: (options.exclude ?? []).map(parsePattern),
    select: options.select === undefined ? null : new SelectionFile(options.select),
  };
  const libclang = loadLibclang(options.libclang);
  const { prototypes = [] } = options;
  const declaring = prototypes.length === 0 ? [] : [prototypeHeader(prototypes)];
  const files = [...(options.files ?? []), ...declaring];
  const asked = [...headers, ...declaring.map(({ file }) => file)].map((header) =>
    files.some(({ file }) => file === header) ? { asked: header, path: resolve(header) } : findHeader(header),
  );
  const others = files.map(({ file, text }) => ({ file: resolve(file), text }));
  const source: SourceText = {
    file: MAIN,
    text: asked.map(includeLine).join(""),
  };
  const comments = options.comments ?? true;
  const { command, withoutComments, includeDirectories, meaningful } = clangArguments(
    libclang,
    options.clangArguments ?? [],
    comments,
  );
  const asking = { file: source.file, text: source.text + TARGET_QUESTIONS };
  const parse = parses.want({ arguments: command, source: asking, others, macros: true });
  return yield* parse.read(function* (unit) {
    const errors = headerErrors(unit.diagnostics, MAIN, headers);
    if (errors.length > 0) throw new ParseError(errors);
    const names = new RelativeFiles(includeDirectories, asked[0]?.path ?? null);
    const texts = new HeaderTexts(others);
    const scope = readFileScope(unit, MAIN, texts);
    const target = readTarget(unit, scope.questions);
    const own = asked.flatMap(({ asked: name, path }) => {
      const file = path ?? scope.fileNamed(name);
      return file === null ? [] : [{ path: file, name: names.name(file) }];
    });
    const { isOwn, read, missing } = ownFiles([...own, ...forwarded(own, scope, names)]);
    const parts = internalParts(scope.inclusions, (path) => isOwn({ path, name: names.name(path) }));
    const selection = new Selection(selecting, isOwn, parts);
    const choices = new Choices(scope, names, selection);
    const needs = new Needs(
      { opaque: options.opaque ?? [], transitive: options.transitive ?? true },
      scope,
      selection.isExcluding || options.transitive === false ? choices : null,
    );
    const reader = new DeclarationReader(unit, {
      files: names,
      texts,
      comments,
      printable: canPrint(clangVersion(), scope.fileOrder.keys(), texts),
      orders: new StorageOrders(target.endian, MAIN, scope.followed, texts),
      definitionAtFileScope: scope.definition,
      needs,
    });
    const probe = { arguments: withoutComments, source, others, parses };
    const selected = readSelected(unit, scope, names, choices, reader, probe, comments);
    const { placed, declared, problems } = yield* selected;
    needs.check();
    const opened = [...scope.files].filter((file) => file !== MAIN && !file.endsWith(PROTOTYPES));
    const made: Dump = {
      spec: {
        format: FORMAT,
        target,
        clang: clangVersion(),
        arguments: meaningful,
        headers: own.map(({ name }) => name),
        declarations: inSourceOrder(placed, scope),
      },
      declared,
      problems: [
        ...problems,
        ...[...selection.unmatched, ...needs.unmatched].map(
          (unmatched): LocatedProblem => ({
            problem: { code: "unmatched-pattern", ...unmatched },
            location: null,
            about: null,
          }),
        ),
      ],
      files: opened.map((file) => resolve(file)),
      sources: {
        libclangs: triedLibclangs(),
        opened,
        includedNames: [...scope.includedNames],
        alsoRead: [...read],
        missing: [...missing, ...asked.flatMap((one) => (one.path === null ? [resolve(one.asked)] : []))],
      },
    };
    return declaring.length === 0 ? made : asMacros(made, prototypes);
  });
}

/** Headers that others only pass on: `poll.h` is an `#include <sys/poll.h>` and nothing else. */
function forwarded(own: readonly HeaderFile[], scope: FileScope, names: RelativeFiles): readonly HeaderFile[] {
  const empty = new Set(own.filter(({ path }) => !scope.declaresAnything(path)).map(({ path }) => path));
  return scope.inclusions.flatMap(({ from, to }) => (empty.has(from) ? [{ path: to, name: names.name(to) }] : []));
}

/** Files in the order in which clang first met them, and declarations in the order in which they stand there. */
function inSourceOrder(placed: readonly Placed[], scope: FileScope): readonly Declaration[] {
  const rank = (file: string): number => scope.fileOrder.get(file) ?? -1;
  return placed
    .map((item, i) => ({ item, i }))
    .sort((a, b) => rank(a.item.file) - rank(b.item.file) || a.item.offset - b.item.offset || a.i - b.i)
    .map(({ item }) => item.declaration);
}
