import { layoutOf } from "../spec/abi/layout.ts";
import type { TypeTable } from "../spec/abi/type-table.ts";
import type { Outcome } from "../spec/account.ts";
import { assertNever } from "../spec/assert-never.ts";
import { printDeclaration, printPrototype, printType } from "../spec/c-printer.ts";
import { constantText } from "../spec/constant-text.ts";
import type { CType } from "../spec/ctype.ts";
import type { ConstantDeclaration, Declaration } from "../spec/declaration.ts";
import { declarationKey } from "../spec/declaration-key.ts";
import { effectOf, type LocatedProblem, problemText, severityOf } from "../spec/diagnostic.ts";
import type { Target } from "../spec/spec.ts";
import { docLines } from "./doc-lines.ts";
import type { Detail, Inspection } from "./inspection.ts";
import { passedByValue } from "./passing.ts";
import { recordDetail } from "./record-rows.ts";
import { type ModuleText, type TypeScriptSide, typeScriptSide } from "./typescript-side.ts";

/** What is needed to say everything about a declaration. */
export interface Subject {
  readonly target: Target;
  readonly types: TypeTable;
  /** Typedefs that are the only name of a record or enum, by its id. */
  readonly owners: ReadonlyMap<string, string>;
  readonly module: ModuleText;
  /** By the key of the declaration that they are about. */
  readonly problems: ReadonlyMap<string | null, readonly LocatedProblem[]>;
  readonly outcomeOf: (key: string) => Outcome;
}

export function inspectDeclaration(declaration: Declaration, subject: Subject): Inspection {
  const { module } = subject;
  const key = declarationKey(declaration);
  const typescript = typeScriptSide(declaration, module) ?? ofTypedef(declaration, subject);
  const { location, deprecated, unavailable } = declaration;
  const isLinked = declaration.kind === "function" || declaration.kind === "global";
  return {
    kind: declaration.kind === "constant" ? (declaration.origin === "macro" ? "macro" : "global") : declaration.kind,
    name: nameOf(declaration, subject),
    location,
    c: cOf(declaration, subject),
    typescript: typescript?.text ?? null,
    exports: typescript?.exports ?? [],
    outcome: subject.outcomeOf(key),
    problems: (subject.problems.get(key) ?? []).map(({ problem }) => ({
      code: problem.code,
      severity: severityOf(problem),
      effect: effectOf(problem),
      text: problemText(problem),
    })),
    symbol: isLinked && declaration.symbol !== declaration.name ? declaration.symbol : null,
    deprecated,
    unavailable,
    doc: docLines(declaration.doc),
    detail: detailOf(declaration, subject),
  };
}

/** A typedef may give its name to the class or enum that it stands for: then it has none of its own. */
function ofTypedef(declaration: Declaration, { types, module }: Subject): TypeScriptSide | null {
  if (declaration.kind !== "typedef" || declaration.type.kind !== "ref") return null;
  const named = types.get(declaration.type.id);
  return named === undefined || named.kind === "typedef" ? null : typeScriptSide(named, module);
}

function nameOf(declaration: Declaration, { owners }: Pick<Subject, "owners">): string {
  if (declaration.kind !== "record" && declaration.kind !== "enum") return declaration.name;
  const tag = declaration.kind === "record" ? declaration.tag : "enum";
  if (declaration.name !== null) return `${tag} ${declaration.name}`;
  const owner = owners.get(declaration.id);
  return owner === undefined ? `${tag} { … }` : `typedef ${tag} { … } ${owner}`;
}

function cOf(declaration: Declaration, subject: Subject): string {
  switch (declaration.kind) {
    case "function":
      return `${declaration.storage === "static" ? "static " : ""}${declaration.inline ? "inline " : ""}${printPrototype(declaration)};`;
    case "global":
      return `${declaration.storage}${declaration.threadLocal ? " _Thread_local" : ""} ${printDeclaration(declaration.type, declaration.name)};`;
    case "typedef":
      return `typedef ${printDeclaration(declaration.type, declaration.name)};`;
    case "record":
    case "enum":
      return `${nameOf(declaration, subject)};`;
    case "constant":
      return declaration.origin === "macro"
        ? `#define ${declaration.name}`
        : `${printDeclaration(declaration.type, declaration.name)};`;
    case "macro": {
      const parameters = declaration.parameters === null ? "" : `(${declaration.parameters.join(", ")})`;
      return `#define ${declaration.name}${parameters} ${declaration.body.join(" ")}`.trimEnd();
    }
    case "unsupported":
      return declaration.name;
    default:
      return assertNever(declaration);
  }
}

function detailOf(declaration: Declaration, { types, target, module }: Subject): Detail | null {
  switch (declaration.kind) {
    case "function":
      return { kind: "calls", passed: passedByValue(declaration, types, target) };
    case "record":
      return recordDetail(
        declaration,
        (record) => typeScriptSide(record, module)?.accessors ?? new Map(),
        types,
        target,
      );
    case "enum": {
      const { underlying, enumerators } = declaration;
      return {
        kind: "enum",
        underlying: underlying?.name ?? null,
        size: underlying === null ? null : underlying.bits / 8,
        enumerators: enumerators.map(({ name, value, doc }) => ({ name, value, doc: docLines(doc) })),
      };
    }
    case "typedef": {
      const layout = layoutOf(declaration.type, types, target);
      const chain = chainOf(declaration.type, types);
      return { kind: "typedef", chain, size: layout?.size ?? null, align: layout?.align ?? null };
    }
    case "constant":
      return constantDetail(declaration);
    case "global":
    case "macro":
    case "unsupported":
      return null;
    default:
      return assertNever(declaration);
  }
}

/** `["my_t", "unsigned long"]` of `typedef my_t your_t`. */
function chainOf(type: CType, types: TypeTable): readonly string[] {
  const named = type.kind === "ref" ? types.get(type.id) : undefined;
  return [printType(type), ...(named?.kind === "typedef" ? chainOf(named.type, types) : [])];
}

function constantDetail({ type, value }: ConstantDeclaration): Detail {
  const isWhole = value.kind === "int" || value.kind === "pointer";
  const hex = isWhole && !value.value.startsWith("-") ? `0x${BigInt(value.value).toString(16)}` : null;
  return { kind: "constant", type: printType(type), value: constantText(value), hex };
}
