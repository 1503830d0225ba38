import type { Declaration } from "../spec/declaration.ts";
import { declarationKey, macroKey } from "../spec/declaration-key.ts";
import type { SourceText } from "./clang/translation-unit.ts";
import type { Dump } from "./dump.ts";

/** A prototype that is none: no name stands before its parameters. */
export class PrototypeError extends Error {
  override readonly name = "PrototypeError";
}

/** Name of the header in memory that declares them. */
export const PROTOTYPES = "c2ts-prototypes.h";

/**
 * A header that declares macros as functions, so that clang reads what types their parameters have: the name in parentheses is no
 * call of a function-like macro (C17 6.10.3p10). An object-like one is declared under what it stands for; nobody needs that.
 *
 * @param prototypes `void list_add(struct node *n)`, one each.
 * @throws PrototypeError
 */
export function prototypeHeader(prototypes: readonly string[]): SourceText {
  const lines = prototypes.map((text) => {
    const name = nameIn(text);
    return `${text.replace(NAMED, `$1(${name})$3`).replace(/;?\s*$/, "")};\n`;
  });
  return { file: PROTOTYPES, text: lines.join("") };
}

/** The last name before the first list of parameters. */
const NAMED = /^([^(]*?)([\p{ID_Start}_$][\p{ID_Continue}$]*)(\s*\()/u;

function nameIn(prototype: string): string {
  const name = NAMED.exec(prototype)?.[2];
  if (name === undefined)
    throw new PrototypeError(`'${prototype}' is no prototype such as 'void list_add(struct node *n)'`);
  return name;
}

/**
 * What was read with that header: the functions in it are macros, and the macros are no others. Where a function has a macro's name too, who
 * gives the prototype means the macro, which is what `f(…)` calls in C.
 */
export function asMacros(dump: Dump, prototypes: readonly string[]): Dump {
  const { spec } = dump;
  const given = new Set(prototypes.map(nameIn));
  const macros = new Set(spec.declarations.flatMap((one) => (one.kind === "macro" ? [one.name] : [])));
  const isOurs = ({ kind, name, location }: Declaration): boolean =>
    location.file === PROTOTYPES || (kind === "function" && given.has(name) && macros.has(name));
  const keys = new Set(spec.declarations.flatMap((one) => (isOurs(one) ? [macroKey(one.name ?? "")] : [])));
  return {
    ...dump,
    spec: {
      ...spec,
      headers: spec.headers.filter((name) => name !== PROTOTYPES),
      declarations: spec.declarations
        .filter((one) => !keys.has(declarationKey(one)))
        .map((one) => (one.kind === "function" && isOurs(one) ? { ...one, storage: "macro" } : one)),
    },
    declared: dump.declared.filter(({ key }) => !keys.has(key)),
    problems: dump.problems.filter(({ about }) => about === null || !keys.has(about)),
  };
}
