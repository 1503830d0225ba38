import type { TypeTable } from "../spec/abi/type-table.ts";
import type {
  Declaration,
  EnumDeclaration,
  MacroDeclaration,
  RecordDeclaration,
  TypedefDeclaration,
} from "../spec/declaration.ts";
import type { Report } from "../spec/diagnostic.ts";
import { chooseNames, type Wish } from "./choose-names.ts";
import type { EnumStyle } from "./enum-style.ts";
import { macroDocs } from "./macro-docs.ts";
import type { Renames } from "./renames.ts";
import { isIdentifier, isRestricted, isUnexportable } from "./restricted-names.ts";
import { nameTypes, type TypeNames } from "./type-names.ts";

export interface Name {
  /** What the module itself calls it. */
  readonly local: string;
  /** What importers call it; differs where the C name cannot be bound in a module (`delete`). */
  readonly exported: string;
}

/** How the user wants names to be. */
export interface NamesStyle {
  readonly renames: Renames;
  readonly enumStyle: EnumStyle;
}

/** A name that is the user's. */
export type Asked = Pick<Wish, "decl" | "about"> & { readonly to: string };

/** Every name of the module, decided before anything is written, so that no order of emission changes one. */
export class Names {
  /** Functions, globals, enumerators, constants, typedefs and macros that mean something, by C name. */
  readonly #ordinary = new Map<string, Name>();
  readonly #declared = new Map<string, Declaration>();
  /** Records and enums, by id. */
  readonly #types = new Map<string, Name>();
  readonly #typeNames: TypeNames;
  readonly #style: NamesStyle;
  readonly #report: Report;
  /** Macros by which functions and variables are declared, by what those are called. */
  readonly #macros: ReadonlyMap<string, MacroDeclaration>;
  readonly #docs: ReadonlyMap<string, string>;
  readonly #taken = new Set<string>();
  readonly #asked: Asked[] = [];

  constructor(declarations: readonly Declaration[], types: TypeTable, style: NamesStyle, report: Report) {
    this.#typeNames = nameTypes(declarations, types);
    this.#macros = declaringMacros(declarations);
    this.#docs = macroDocs(declarations);
    this.#style = style;
    this.#report = report;
    // Enumerators come last: where another declaration of the same name is left, their enum alone has them.
    const enums = declarations.filter(({ kind }) => kind === "enum");
    for (const declaration of [...declarations.filter(({ kind }) => kind !== "enum"), ...enums]) {
      for (const name of this.#ordinaryNames(declaration)) {
        if (!this.#declared.has(name)) this.#declared.set(name, declaration);
      }
    }
    const ordinary = [...this.#declared].filter(([name]) => !this.#macros.has(name));
    const tagged = [...this.#typeNames.names].filter(([id]) => !this.#typeNames.owners.has(id));
    const wishes = [
      ...ordinary.map(([name, about]) => ({ given: name, wanted: style.renames.ordinary(name), decl: name, about })),
      ...tagged.map(([id, given]) => this.#typeWish(id, given, types)),
    ];
    const names = chooseNames(wishes, report);
    this.#note(wishes, names);
    for (const name of this.#macros.keys()) this.#taken.add(name);
    for (const name of names.slice(0, ordinary.length)) this.#taken.add(name);
    ordinary.forEach(([name, declaration], i) => {
      this.#ordinary.set(name, this.#nameOrdinary(name, names[i] ?? name, declaration, report));
    });
    for (const [target, { name }] of this.#macros) this.#ordinary.set(target, this.ordinary(name));
    for (const [id, { name }] of this.#typeNames.owners) this.#types.set(id, this.ordinary(name));
    tagged.forEach(([id, given], i) => {
      this.#types.set(id, this.#nameType(id, names[ordinary.length + i] ?? given, types, report));
    });
  }

  /** Keeps names from what is no declaration of C's. */
  reserve(names: Iterable<string>): void {
    for (const name of names) this.#taken.add(name);
  }

  isTaken(name: string): boolean {
    return this.#taken.has(name);
  }

  /** Name of a function, global, enumerator, constant, typedef, or macro that means something. */
  ordinary(name: string): Name {
    return this.#ordinary.get(name) ?? { local: name, exported: name };
  }

  /**
   * A function or variable under the name that C programmers write: that of the macro by which the header declares it. Without
   * documentation of its own, it has that of the macro.
   */
  asWritten<T extends { readonly name: string; readonly doc: string | null }>(declaration: T): T {
    const macro = this.#macros.get(declaration.name);
    const doc = declaration.doc ?? macro?.doc ?? this.#docs.get(declaration.name) ?? null;
    if (macro === undefined && doc === declaration.doc) return declaration;
    return { ...declaration, name: macro?.name ?? declaration.name, doc };
  }

  /** The macro by which a function or variable is declared, and whose name it has. */
  declaringMacro(target: string): string | null {
    return this.#macros.get(target)?.name ?? null;
  }

  /** Whether each enumerator is a constant of the module's, and not only a property of the enum's object. */
  hasConstants({ id }: EnumDeclaration): boolean {
    return this.#style.enumStyle !== "object" || !this.#typeNames.names.has(id);
  }

  /** Names of the properties of an enum's object, in order. */
  keysOf(declaration: EnumDeclaration): readonly string[] {
    const names = declaration.enumerators.map(({ name }) => name);
    if (this.hasConstants(declaration)) {
      return names.map((name) => (this.owns(declaration, name) ? this.ordinary(name).exported : name));
    }
    const wishes = names.map((name) => ({
      given: name,
      wanted: this.#style.renames.ordinary(name),
      decl: name,
      about: declaration,
    }));
    const keys = chooseNames(wishes, this.#report);
    this.#note(wishes, keys);
    return keys;
  }

  /** What a record or enum is exported as for its tag, where it has a typedef's name: `struct_tag`. */
  tagAlias(declaration: RecordDeclaration | EnumDeclaration): string {
    return this.#style.renames.tag(declaration.id, tagNameOf(declaration), declaration.name, false);
  }

  /** Takes the name that {@link tagAlias} gave. */
  claimTagAlias(declaration: RecordDeclaration | EnumDeclaration, alias: string): string {
    const given = tagNameOf(declaration);
    this.#note([{ given, wanted: alias, decl: declaration.id, about: declaration }], [alias]);
    return this.claim(alias);
  }

  /** What the user's renames have changed so far. */
  get asked(): readonly Asked[] {
    return this.#asked;
  }

  /** Whether a name belongs to this declaration, not to an earlier one. */
  owns(declaration: Declaration, name: string): boolean {
    return this.#declared.get(name) === declaration;
  }

  /** Name of the class of a record or of the object of an enum; `null` for one that nothing can name. */
  typeName(id: string): Name | null {
    return this.#types.get(id) ?? null;
  }

  /** The typedef whose name the class or enum took. */
  owner(id: string): TypedefDeclaration | null {
    return this.#typeNames.owners.get(id) ?? null;
  }

  /** A name for a local variable that hides nothing of the module. */
  free(wanted: string): string {
    let name = wanted;
    while (this.#taken.has(name)) name += "$";
    return name;
  }

  /** Takes a name that no C declaration has, for the module's own use: `wanted`, or with `suffix` until it is free. */
  claim(wanted: string, suffix = "$"): string {
    let name = wanted;
    while (this.#taken.has(name) || isRestricted(name)) name += suffix;
    this.#taken.add(name);
    return name;
  }

  #note(wishes: readonly Wish[], names: readonly string[]): void {
    wishes.forEach(({ given, decl, about }, i) => {
      const to = names[i] ?? given;
      if (to !== given) this.#asked.push({ decl, to, about });
    });
  }

  /** Names of the ordinary name space that a declaration makes in the module. */
  #ordinaryNames(declaration: Declaration): readonly string[] {
    switch (declaration.kind) {
      case "record":
      case "unsupported":
        return [];
      case "enum":
        return this.hasConstants(declaration) ? declaration.enumerators.map(({ name }) => name) : [];
      case "macro":
        return isBound(declaration) ? [declaration.name] : [];
      default:
        return [declaration.name];
    }
  }

  /** @param name what it is to be called, if that can be. */
  #nameOrdinary(decl: string, name: string, declaration: Declaration, report: Report): Name {
    if (isUnexportable(name)) {
      const local = this.claim(`${name}_`, "_");
      const reason = "a module that exports it cannot be loaded with import()";
      report({ code: "renamed", decl, to: local, reason }, declaration);
      return { local, exported: local };
    }
    if (!isIdentifier(name)) {
      const local = this.claim(name.replaceAll(/[^\p{ID_Continue}$]/gu, "_"), "_");
      report({ code: "renamed", decl, to: local, reason: "it is no identifier" }, declaration);
      return { local, exported: local };
    }
    return isRestricted(name)
      ? { local: this.claim(`${name}_`, "_"), exported: name }
      : { local: name, exported: name };
  }

  #typeWish(id: string, given: string, types: TypeTable): Wish {
    const about = types.get(id) ?? null;
    const tag = about === null || about.kind === "typedef" ? null : about.name;
    const isTagAlone = tag !== null && !this.#declared.has(tag);
    return { given, wanted: this.#style.renames.tag(id, given, tag, isTagAlone), decl: id, about };
  }

  #nameType(id: string, wanted: string, types: TypeTable, report: Report): Name {
    const local = this.claim(wanted, "_");
    if (local === wanted) return { local, exported: local };
    const about = types.get(id) ?? null;
    // A renamed type is exported under the very name that was asked for.
    if (!this.#taken.has(wanted)) return { local, exported: wanted };
    report({ code: "renamed", decl: id, to: local, reason: `'${wanted}' is taken` }, about);
    return { local, exported: local };
  }
}

function tagNameOf(declaration: RecordDeclaration | EnumDeclaration): string {
  return `${declaration.kind === "record" ? declaration.tag : "enum"}_${declaration.name}`;
}

/** Macros by which functions and variables are declared (`void mpz_init(mpz_ptr);`), by what those are called; of several the first. */
function declaringMacros(declarations: readonly Declaration[]): ReadonlyMap<string, MacroDeclaration> {
  const targets = new Set(
    declarations.flatMap((one) => (one.kind === "function" || one.kind === "global" ? [one.name] : [])),
  );
  const macros = new Map<string, MacroDeclaration>();
  for (const declaration of declarations) {
    if (declaration.kind !== "macro" || declaration.meaning?.kind !== "name") continue;
    const { name: target, declares } = declaration.meaning;
    if (declares && targets.has(target) && !macros.has(target)) macros.set(target, declaration);
  }
  return macros;
}

/** Whether a macro is to be exported under its name. */
function isBound({ meaning }: MacroDeclaration): boolean {
  return meaning?.kind === "name" || meaning?.kind === "type" || meaning?.kind === "expression";
}
