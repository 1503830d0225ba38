import { TypeTable } from "../spec/abi/type-table.ts";
import { takeAccount } from "../spec/account.ts";
import type { Annotations } from "../spec/annotations/annotation.ts";
import type { ApiFunction } from "../spec/annotations/api-function.ts";
import { annotatedRenames, makeOpaque } from "../spec/annotations/make-opaque.ts";
import { planApi } from "../spec/annotations/plan-api.ts";
import { isForeign } from "../spec/c2ffi/is-foreign.ts";
import type { Declaration } from "../spec/declaration.ts";
import { declarationKey } from "../spec/declaration-key.ts";
import { declaredIn } from "../spec/declared.ts";
import { type LocatedProblem, type Report, reportTo } from "../spec/diagnostic.ts";
import { runPasses } from "../spec/passes.ts";
import type { Spec } from "../spec/spec.ts";
import { Converters } from "./api/converters.ts";
import { emitApi } from "./api/emit-api.ts";
import { boundKeys } from "./bound-keys.ts";
import { type Context, reportedAs } from "./context.ts";
import { emitConstant } from "./emit-constant.ts";
import { emitEnum } from "./emit-enum.ts";
import { emitFunction } from "./emit-function.ts";
import { emitGlobal } from "./emit-global.ts";
import { emitMacro } from "./emit-macro.ts";
import { emitMacroFunction } from "./emit-macro-function.ts";
import { emitRecord } from "./emit-record.ts";
import { emitTypedef } from "./emit-typedef.ts";
import type { EnumStyle } from "./enum-style.ts";
import { Exports } from "./exports.ts";
import { Hoisted } from "./hoisted.ts";
import { Imports } from "./imports.ts";
import { leastAlignments } from "./least-alignment.ts";
import { ModuleWriter } from "./module-writer.ts";
import { Names } from "./names.ts";
import { type NamingOptions, Renames } from "./renames.ts";
import { Shim, type ShimOptions, type Wrapper } from "./shim/shim.ts";
import { shimText } from "./shim/shim-text.ts";
import { typedefsInOrder } from "./typedef-order.ts";
import { reportUnknownTypes } from "./unknown-types.ts";

/** What is the user's taste: the same declarations, in another form. */
export interface ModuleStyle extends NamingOptions {
  /** Default `both`. */
  readonly enumStyle?: EnumStyle;
  /** What C does not say of its functions and types: what `api` is made of. Converters are named from the module's folder. */
  readonly annotations?: Annotations | null;
}

export interface EmitOptions extends ModuleStyle {
  /** Library as for the linker's `-l` (`sqlite3`), or a path, a relative one from the module; `null`: calls throw. */
  readonly library: string | null;
  /** File names to try first, for the spec's target: `libsqlite3.so.0`. */
  readonly candidates?: readonly string[];
  /** Functions that only a C compiler can call are called through wrappers. Default: they are left out. */
  readonly shim?: ShimOptions | null;
  /** Where alone the module may be loaded, as `process` names it (`linux-x64`), who says so, and the triples; default: anywhere. */
  readonly only?: {
    readonly platforms: readonly string[];
    readonly name: string;
    readonly targets: readonly string[];
  } | null;
  /** Module specifier of the runtime. */
  readonly runtime?: string;
  /** Names that are not taken for what is no declaration of C's: elsewhere they are one's. */
  readonly taken?: ReadonlySet<string>;
}

/** How many declarations of each kind the module has, and how many of the spec's it has not, or not whole. */
export interface Counts {
  readonly functions: number;
  readonly records: number;
  readonly enums: number;
  readonly typedefs: number;
  readonly constants: number;
  readonly globals: number;
  readonly leftOut: number;
  readonly degraded: number;
}

export interface EmittedModule {
  readonly code: string;
  readonly problems: readonly LocatedProblem[];
  /** Declarations that the module has, by `declarationKey`. */
  readonly bound: ReadonlySet<string>;
  readonly counts: Counts;
  /** What is in it, in its order. */
  readonly emitted: readonly Declaration[];
  /** Functions of wrappers, by C name, and the C file that a compiler makes a shared object of; `null` where none is needed. */
  readonly shim: { readonly text: string; readonly wrappers: readonly Wrapper[] } | null;
  /** The part of the code that is a declaration's own; empty for what is not in it. */
  readonly codeOf: (declaration: Declaration) => string;
}

/** TypeScript text of the module that binds what a spec declares. Same spec and options, same text. */
export function emitModule(spec: Spec, options: EmitOptions): EmittedModule {
  const problems: LocatedProblem[] = [];
  const report = reportTo(problems);
  if (isForeign(spec)) report({ code: "foreign-spec", spec: spec.headers.join(", ") }, null);
  const { shim = null } = options;
  const { target, ...passed } = runPasses(spec, report, { wraps: shim !== null });
  const annotations = options.annotations ?? {};
  const declarations = makeOpaque(passed.declarations, annotations, new TypeTable(passed));
  const types = new TypeTable({ ...spec, declarations });
  const { enumStyle = "both", rename = [] } = options;
  const renames = new Renames({ ...options, rename: [...rename, ...annotatedRenames(annotations)] });
  const names = new Names(declarations, types, { renames, enumStyle }, report);
  names.reserve(options.taken ?? []);
  const library = names.claim("$lib");
  const imports = new Imports(names);
  const alignments = leastAlignments(declarations, types);
  const hoisted = new Hoisted(names);
  const { api: planned, contracts: found } = planApi(annotations, declarations, types);
  const contracts = new Map([...found].map(([declaration, each]) => [names.asWritten(declaration).name, each]));
  const namesOf = (all: readonly ApiFunction[]): ReadonlySet<string> =>
    new Set(all.map(({ declaration }) => names.asWritten(declaration).name));
  const asyncOnly = namesOf(planned.filter(({ async }) => async));
  const isInPlace = (result: ApiFunction["result"]): boolean =>
    result?.role === "elements" || (result?.string === true && result.free !== null);
  const textInPlace = namesOf(planned.filter(({ result }) => isInPlace(result)));
  const cx: Context = {
    target,
    types,
    names,
    imports,
    hoisted,
    report,
    alignments,
    enumStyle,
    asyncOnly,
    textInPlace,
    contracts,
    library,
    byAddress: false,
    shim: shim === null ? null : new Shim(shim.path === null ? library : names.claim("$shim"), shim, declarations),
  };
  reportUnknownTypes(declarations, cx);

  const writer = new ModuleWriter();
  const exports = new Exports(names);
  const writeHas = writeLibrary(options, names, writer, cx);
  const places = new Map<Declaration, readonly [start: number, end: number]>();
  let previous: Declaration["kind"] | null = null;
  for (const declaration of inOrder(declarations, types)) {
    if (declaration.kind !== "constant" || previous !== "constant") writer.blankLineIfLastNot();
    previous = declaration.kind;
    const undo = [imports.mark(), cx.hoisted.mark()];
    const start = writer.mark;
    if (emitDeclaration(declaration, exports, writer, cx)) {
      exports.add(declaration);
      places.set(declaration, [start, writer.mark]);
    } else for (const forget of undo) forget();
  }
  const converters = new Converters(names);
  emitApi(planned, exports, converters, writer, cx);
  exports.emit(writer, cx);
  cx.hoisted.emit(writer);
  writeHas(writeShim(options, writer, cx));
  for (const unmatched of renames.unmatched) report({ code: "unmatched-pattern", ...unmatched }, null);
  const body = writer.toString().trim();
  const imported = [imports.text(options.runtime ?? "c2ts-runtime"), ...converters.lines()].join("\n");
  const code = `${header(spec, options.only?.targets ?? [spec.target.triple])}\n\n${imported}\n\n${body}\n`;
  const bound = boundKeys(spec.declarations, exports.emitted, names, problems, report);
  const wrappers = cx.shim?.wrappers ?? [];
  // Last: what has been said of a declaration by now is why it is not there.
  reportAsked(names, bound, report);
  const { leftOut, degraded } = takeAccount(declaredIn(spec.declarations), bound, problems);
  return {
    code,
    problems,
    bound,
    counts: { ...exports.counts(), leftOut, degraded },
    emitted: [...places.keys()],
    shim: wrappers.length === 0 ? null : { text: shimText(spec, wrappers), wrappers },
    codeOf: (declaration) => writer.textBetween(...(places.get(declaration) ?? [0, 0])),
  };
}

/** Renames of what the module has, that the user asked for. */
function reportAsked(names: Names, bound: ReadonlySet<string>, report: Report): void {
  const reason = "--rename, --strip-prefix or an annotation says so";
  for (const { decl, to, about } of names.asked) {
    if (about !== null && bound.has(declarationKey(about))) report({ code: "renamed", decl, to, reason }, about);
  }
}

/**
 * What may be named while the module is being evaluated comes before what names it: typedefs name records and enums,
 * and each other. Functions name everything, but only when they are called.
 */
const ORDER: readonly (readonly Declaration["kind"][])[] = [
  ["enum"],
  ["record"],
  ["typedef"],
  ["constant", "global", "function"],
  ["macro"],
];

function inOrder(declarations: readonly Declaration[], types: TypeTable): readonly Declaration[] {
  const groups = ORDER.map((kinds) => declarations.filter(({ kind }) => kinds.includes(kind)));
  return groups.flatMap((group) => (group[0]?.kind === "typedef" ? typedefsInOrder(group, types) : group));
}

function emitDeclaration(declaration: Declaration, exports: Exports, writer: ModuleWriter, cx: Context): boolean {
  switch (declaration.kind) {
    case "enum":
      emitEnum(declaration, writer, cx);
      return true;
    case "record":
      return emitRecord(declaration, writer, cx);
    case "typedef": {
      const isOwner = declaration.type.kind === "ref" && cx.names.owner(declaration.type.id) === declaration;
      return !isOwner && emitTypedef(declaration, writer, cx);
    }
    case "constant":
      return emitConstant(declaration, writer, cx);
    case "global":
      return emitGlobal(cx.names.asWritten(declaration), writer, reportedAs(declaration, cx));
    case "function":
      return emitFunction(declaration, writer, cx);
    case "macro":
      if (declaration.meaning?.kind === "expression") {
        return emitMacroFunction(declaration, declaration.meaning, exports, writer, cx);
      }
      return emitMacro(declaration, exports, writer, cx);
    case "unsupported":
      return false; // reported by a pass
  }
}

function header(spec: Spec, targets: readonly string[]): string {
  const headers = spec.headers.map((name) => name.replaceAll(/[\r\n]/g, " ")).join(", ");
  return `// Generated by c2ts from ${headers} for ${targets.join(", ")}. Changes will be lost.`;
}

/**
 * At the end, as only then it is known whether anything needs it; what names it runs later.
 * @returns local name of what can be asked for all symbols.
 */
function writeShim({ shim }: EmitOptions, writer: ModuleWriter, cx: Context): string {
  if (shim == null || shim.path === null || cx.shim === null || cx.shim.wrappers.length === 0) return cx.library;
  const base = shim.path.startsWith("./") ? "import.meta.url" : "null";
  const open = `${cx.imports.value("shim")}(${JSON.stringify(shim.path)}, ${base}, ${cx.library})`;
  writer.blankLineIfLastNot();
  writer.writeLine("/** Wrappers in C of what no dynamic call reaches. */");
  writer.writeLine(`const ${cx.shim.local} = /* @__PURE__ */ ${open};`);
  return cx.shim.local;
}

/** @returns says, when it is known, which library object `has` asks. */
function writeLibrary(options: EmitOptions, names: Names, writer: ModuleWriter, cx: Context): (asked: string) => void {
  const has = names.claim("has", "_");
  if (has !== "has")
    cx.report({ code: "renamed", decl: "has()", to: has, reason: "C has a declaration of this name" }, null);
  const candidates = (options.candidates ?? []).map((name) => JSON.stringify(name)).join(", ");
  if (options.only) {
    const { name, platforms } = options.only;
    const list = platforms.map((one) => JSON.stringify(one)).join(", ");
    writer.writeLine(`${cx.imports.value("requirePlatform")}(${JSON.stringify(name)}, [${list}]);`);
  }
  // A relative path is relative to the module, from wherever the program is started.
  const base = /^\.\.?\//.test(options.library ?? "") ? ", import.meta.url" : "";
  const given = `${JSON.stringify(options.library)}, [${candidates}]${base}`;
  const open = `/* @__PURE__ */ ${cx.imports.value("library")}(${given})`;
  writer.writeLine(`const ${cx.library} = ${open};`);
  writer.blankLine();
  writer.writeLine("/** Whether the library exports a symbol. Loads it. */");
  return writer.later((asked) => `export const ${has} = (symbol: string): boolean => ${asked}.has(symbol);`);
}
