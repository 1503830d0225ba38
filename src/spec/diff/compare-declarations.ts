import { assertNever } from "../assert-never.ts";
import type {
  Declaration,
  DeclarationBase,
  EnumDeclaration,
  FunctionDeclaration,
  GlobalDeclaration,
  Linkage,
  MacroDeclaration,
  TypedefDeclaration,
} from "../declaration.ts";
import { macroText } from "../macro-text.ts";
import type { Difference } from "./change.ts";
import { compareConstants } from "./compare-constants.ts";
import { compareFunctionTypes, differ, typeDifference, yesNo } from "./compare-function-types.ts";
import { compareRecords } from "./compare-records.ts";
import { isUntagged, type Tables } from "./compare-types.ts";
import { declarationText } from "./declaration-text.ts";
import { placeOf } from "./place-of.ts";

/** All that is not what it was; of one kind that became another, that alone. */
export function compareDeclarations(a: Declaration, b: Declaration, tables: Tables): readonly Difference[] {
  return [...compareKinds(a, b, tables), ...compareBases(a, b)];
}

function compareKinds(a: Declaration, b: Declaration, tables: Tables): readonly Difference[] {
  switch (a.kind) {
    case "function":
      return b.kind === "function" ? compareFunctions(a, b, tables) : otherKind(a, b);
    case "record":
      return b.kind === "record" ? compareRecords(a, b, tables) : otherKind(a, b);
    case "enum":
      return b.kind === "enum" ? compareEnums(a, b) : otherKind(a, b);
    case "typedef":
      return b.kind === "typedef" ? compareTypedefs(a, b, tables) : otherKind(a, b);
    case "global":
      return b.kind === "global" ? compareGlobals(a, b, tables) : otherKind(a, b);
    case "constant":
      return b.kind === "constant" ? compareConstants(a, b, tables) : otherKind(a, b);
    case "macro":
      return b.kind === "macro" ? compareMacros(a, b) : otherKind(a, b);
    case "unsupported":
      return b.kind === "unsupported" ? differ("text", "reason", a.reason, b.reason) : otherKind(a, b);
    default:
      return assertNever(a);
  }
}

function otherKind(a: Declaration, b: Declaration): readonly Difference[] {
  return [{ impact: "breaking", what: a.kind, before: declarationText(a), after: declarationText(b) }];
}

/** What the headers say to programmers; who may not use it any more has lost it. */
function compareBases(a: DeclarationBase, b: DeclarationBase): readonly Difference[] {
  return [
    ...differ(b.unavailable === null ? "source" : "breaking", "unavailable", a.unavailable, b.unavailable),
    ...differ("source", "deprecated", a.deprecated, b.deprecated),
    ...differ("text", "comment", a.doc, b.doc),
    ...differ("text", "place", placeOf(a.location), placeOf(b.location)),
  ];
}

function compareFunctions(a: FunctionDeclaration, b: FunctionDeclaration, tables: Tables): readonly Difference[] {
  return [
    ...differ("breaking", "symbol", a.symbol, b.symbol),
    ...differ(b.storage !== "extern" ? "breaking" : "source", "storage", a.storage, b.storage),
    ...compareFunctionTypes(a.type, b.type, tables),
    ...compareLinkage(a.linkage, b.linkage),
    ...differ("source", "returns at all", yesNo(!a.noreturn), yesNo(!b.noreturn)),
    ...differ("source", "result may be NULL", yesNo(!a.returnsNonnull), yesNo(!b.returnsNonnull)),
    ...differ("source", "result must be used", yesNo(a.warnUnusedResult), yesNo(b.warnUnusedResult)),
    ...differ("source", "format", formatText(a), formatText(b)),
    ...differ("text", "inline", yesNo(a.inline), yesNo(b.inline)),
  ];
}

function formatText({ format }: FunctionDeclaration): string | null {
  return format === null ? null : `${format.style}, ${format.format}, ${format.first}`;
}

/** A symbol that is hidden can no longer be found in the library. */
function compareLinkage(a: Linkage, b: Linkage): readonly Difference[] {
  return [
    ...differ(b.visibility === "hidden" ? "breaking" : "source", "visibility", a.visibility, b.visibility),
    ...differ("source", "weak", yesNo(a.weak), yesNo(b.weak)),
  ];
}

function compareGlobals(a: GlobalDeclaration, b: GlobalDeclaration, tables: Tables): readonly Difference[] {
  return [
    ...differ("breaking", "symbol", a.symbol, b.symbol),
    ...differ(b.storage === "static" ? "breaking" : "source", "storage", a.storage, b.storage),
    ...typeDifference("type", a.type, b.type, tables),
    ...differ("breaking", "thread-local", yesNo(a.threadLocal), yesNo(b.threadLocal)),
    ...compareLinkage(a.linkage, b.linkage),
  ];
}

function compareEnums(a: EnumDeclaration, b: EnumDeclaration): readonly Difference[] {
  const [before, after] = [integerText(a), integerText(b)];
  const isSame = a.underlying?.bits === b.underlying?.bits && a.underlying?.signed === b.underlying?.signed;
  const impact = isSame || a.underlying === null ? "source" : "breaking"; // nobody has a value of an incomplete type
  const [old, now] = [new Map(a.enumerators.map((one) => [one.name, one])), valuesOf(b)];
  return [
    ...differ(impact, "integer type", before, after),
    ...a.enumerators.flatMap(({ name, value }) => differ("breaking", name, value, now.get(name) ?? null)),
    ...b.enumerators.flatMap(({ name, value }) => (old.has(name) ? [] : differ("source", name, null, value))),
    ...b.enumerators.flatMap(({ name, deprecated, doc }) => {
      const was = old.get(name);
      if (was === undefined) return [];
      return [
        ...differ("source", `${name}: deprecated`, was.deprecated, deprecated),
        ...differ("text", `${name}: comment`, was.doc, doc),
      ];
    }),
  ];
}

function valuesOf({ enumerators }: EnumDeclaration): ReadonlyMap<string, string> {
  return new Map(enumerators.map(({ name, value }) => [name, value]));
}

function integerText({ underlying }: EnumDeclaration): string {
  return underlying === null ? "incomplete" : `${underlying.name}, ${underlying.bits} bits`;
}

/** Of a typedef for a record without a tag there is nothing to say but what is in that. */
function compareTypedefs(a: TypedefDeclaration, b: TypedefDeclaration, tables: Tables): readonly Difference[] {
  const align = differ("breaking", "alignment", a.align?.toString() ?? null, b.align?.toString() ?? null);
  const [before, after] = [tables.before.resolve(a.type), tables.after.resolve(b.type)];
  if (before.kind === "record" && after.kind === "record" && before.record.tag === after.record.tag) {
    const [old, now] = [before.record, after.record];
    if (isUntagged(old.id) && isUntagged(now.id)) return [...compareRecords(old, now, tables), ...align];
  }
  return [...typeDifference("type", a.type, b.type, tables), ...align];
}

/** What a macro means is in the module that was made of it, as a constant's value is. */
function compareMacros(a: MacroDeclaration, b: MacroDeclaration): readonly Difference[] {
  const isSame = JSON.stringify(a.meaning) === JSON.stringify(b.meaning);
  return differ(isSame ? "text" : "breaking", "macro", macroText(a), macroText(b));
}
