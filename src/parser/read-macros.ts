import type { Declaration } from "../spec/declaration.ts";
import { macroKey } from "../spec/declaration-key.ts";
import type { MacroMeaning } from "../spec/macro-meaning.ts";
import type { Census } from "./census.ts";
import type { Reading } from "./clang/reading.ts";
import type { TranslationUnit } from "./clang/translation-unit.ts";
import type { DeclarationReader, Placed } from "./declaration-reader.ts";
import type { FileScope, MacroDefinition } from "./file-scope.ts";
import { type Finished, finishConstants } from "./finish-constants.ts";
import { Expansions, type MacroSignature } from "./function-macro/expansion.ts";
import { functionMacros } from "./function-macro/function-macros.ts";
import { MacroAliases } from "./macro-aliases.ts";
import { macroComment } from "./macro-comment.ts";
import { type MacroText, macroText } from "./macro-definition.ts";
import { beginProbes } from "./probe-macros.ts";
import type { ProbeOptions } from "./probe-options.ts";
import { readMacro } from "./read-macro.ts";

export interface MacroOptions {
  readonly unit: TranslationUnit;
  readonly scope: FileScope;
  /** Gets the declarations that macros mean and that nobody has asked for by their own names. */
  readonly reader: DeclarationReader;
  readonly probe: ProbeOptions;
  /** Whether documentation is wanted. */
  readonly comments: boolean;
  readonly census: Census;
}

/**
 * Reads macros: those with a value become constants, of the others the spec has the body and, if there is one, the meaning.
 *
 * @returns what reads them, to be called when all else has been read: until then a parse may go on.
 */
export function beginMacros(
  macros: readonly MacroDefinition[],
  { unit, scope, reader, probe, comments, census }: MacroOptions,
): () => Reading<readonly Placed[]> {
  const { texts } = reader;
  const spelled = new Map<string, MacroText | null>();
  for (const { name, place } of macros) {
    const header = texts.of(place.file);
    spelled.set(name, header === null ? null : macroText(header, place.offset, name));
  }
  const definitions = new Map(
    macros.map(({ name, cursor }) => [name, readMacro(cursor, spelled.get(name) ?? null, unit)]),
  );
  const signed = signatures(definitions, scope);
  const expansions = new Expansions(signed);
  const places = new Map(macros.map(({ name, place }) => [name, place]));
  const macroNames = new Set(scope.macros.map(({ name }) => name));
  const probing = beginProbes(
    macros.map(({ name, cursor, isRedefined }) => ({
      name,
      functionLike: cursor.isFunctionLikeMacro,
      isRedefined,
      body: spelled.get(name)?.body ?? null,
      computes: computes(spelled.get(name)?.body ?? "", macroNames),
    })),
    { ...probe, source: expansions.behind(probe.source) },
  );
  return function* () {
    const probed = yield* probing((unit, macroAt) => {
      expansions.read(unit);
      return reader.ofUnit(unit, (position) =>
        position.file === probe.source.file ? (places.get(macroAt(position.line) ?? "") ?? position) : position,
      );
    });
    const functions = functionMacros(
      signed.filter(
        ({ name }) => !(probed.undefined.has(name) || probed.found.has(name) || probed.valueless.has(name)),
      ),
      expansions,
      scope,
      probe,
      (unit) => reader.ofUnit(unit, (position) => position),
    );
    const found = finishConstants(probed.found, {
      probe,
      declarations: () => reader.placed.map(({ declaration }) => declaration),
      bodyOf: (name) => spelled.get(name)?.body ?? null,
      macros: macroNames,
    });
    const aliases = new MacroAliases(found, scope, unit, texts);
    const meaningOf = (name: string, of: Finished | undefined): MacroMeaning | null => {
      const reason = probed.valueless.get(name);
      if (reason !== undefined) return { kind: "inexpressible", reason: `C leaves it undefined: ${reason}` };
      if (of?.kind === "name") return aliases.meaningOf(name, of.name, reader);
      return of?.kind === "type" || of?.kind === "inexact" ? of : (functions.get(name) ?? null);
    };
    return macros.flatMap(({ name, cursor, place }): readonly Placed[] => {
      if (probed.undefined.has(name)) {
        census.report({ code: "macro-undefined", decl: name }, macroKey(name), place);
        return [];
      }
      const header = texts.of(place.file);
      const text = spelled.get(name) ?? null;
      const doc = comments && header !== null && text !== null ? macroComment(header, text, name) : null;
      const base = { name, location: census.location(place), doc, deprecated: null, unavailable: null };
      const known = found.get(name);
      const declaration: Declaration =
        known?.kind === "constant"
          ? { kind: "constant", origin: "macro", type: known.type, value: known.value, ...base }
          : {
              kind: "macro",
              ...(definitions.get(name) ?? readMacro(cursor, text, unit)),
              meaning: meaningOf(name, known),
              ...base,
            };
      return [{ declaration, file: place.file, offset: place.offset }];
    });
  };
}

/** Whether a replacement list has an operator whose result C may leave undefined, or names a macro that may have one. */
function computes(body: string, macros: ReadonlySet<string>): boolean {
  if (/[-+*/%]|<<|>>|\d[.eE]/.test(body)) return true;
  return (body.match(/[A-Za-z_$][\w$]*/g) ?? []).some((word) => macros.has(word));
}

type Definitions = ReadonlyMap<string, ReturnType<typeof readMacro>>;

/** The function-like ones among macros, and those that name a function or variable and are more than that name. */
function signatures(definitions: Definitions, scope: FileScope): readonly MacroSignature[] {
  const named = new Set(
    scope.entities.flatMap(({ kind, name }) => (kind === "function" || kind === "global" ? [name] : [])),
  );
  const known = new Map<string, boolean>();
  const reaches = (name: string): boolean => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, false); // of one that leads to itself
    const reached = (definitions.get(name)?.body ?? []).some((token) => named.has(token) || reaches(token));
    known.set(name, reached);
    return reached;
  };
  return [...definitions].flatMap(([name, { parameters, body }]): readonly MacroSignature[] => {
    if (parameters !== null) return [{ name, isFunctionLike: true, parameters, body }];
    return body.length > 1 && reaches(name) ? [{ name, isFunctionLike: false, parameters: [], body }] : [];
  });
}
