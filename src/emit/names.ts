import type { TypeTable } from "../spec/abi/type-table.ts";
import type { Declaration, MacroDeclaration, TypedefDeclaration } from "../spec/declaration.ts";
import type { Report } from "../spec/diagnostic.ts";
import { isIdentifier, isRestricted, isUnexportable } from "./restricted-names.ts";
import { nameTypes, type TypeNames } from "./type-names.ts";

export interface Name {
  /** What the module itself calls it. */
  readonly local: string;
  /** What importers call it; differs where the C name cannot be bound in a module (`delete`). */
  readonly exported: string;
}

/** Every name of the module, decided before anything is written, so that no order of emission changes one. */
export class Names {
  /** Functions, globals, enumerators, constants, typedefs and macros that mean something, by C name. */
  readonly #ordinary = new Map<string, Name>();
  readonly #declared = new Map<string, Declaration>();
  /** Records and enums, by id. */
  readonly #types = new Map<string, Name>();
  readonly #typeNames: TypeNames;
  /** Macros by which functions and variables are declared, by what those are called. */
  readonly #macros: ReadonlyMap<string, MacroDeclaration>;
  readonly #taken = new Set<string>();

  constructor(declarations: readonly Declaration[], types: TypeTable, report: Report) {
    this.#typeNames = nameTypes(declarations, types);
    this.#macros = declaringMacros(declarations);
    const ordinary = ordinaryNames(declarations);
    for (const { name } of ordinary) this.#taken.add(name);
    for (const { name, declaration } of ordinary) {
      if (this.#declared.has(name)) continue;
      this.#declared.set(name, declaration);
      if (!this.#macros.has(name)) this.#ordinary.set(name, this.#nameOrdinary(name, declaration, report));
    }
    for (const [target, { name }] of this.#macros) this.#ordinary.set(target, this.ordinary(name));
    for (const [id, wanted] of this.#typeNames.names)
      this.#types.set(id, this.#nameType(id, wanted, declarations, report));
  }

  isTaken(name: string): boolean {
    return this.#taken.has(name);
  }

  /** Name of a function, global, enumerator, constant, typedef, or macro that means something. */
  ordinary(name: string): Name {
    return this.#ordinary.get(name) ?? { local: name, exported: name };
  }

  /** A function or variable under the name that C programmers write: that of the macro by which the header declares it. */
  asWritten<T extends { readonly name: string; readonly doc: string | null }>(declaration: T): T {
    const macro = this.#macros.get(declaration.name);
    return macro === undefined ? declaration : { ...declaration, name: macro.name, doc: declaration.doc ?? macro.doc };
  }

  /** The macro by which a function or variable is declared, and whose name it has. */
  declaringMacro(target: string): string | null {
    return this.#macros.get(target)?.name ?? null;
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

  #nameOrdinary(name: string, declaration: Declaration, report: Report): Name {
    if (isUnexportable(name)) {
      const local = this.claim(`${name}_`, "_");
      const reason = "a module that exports it cannot be loaded with import()";
      report({ code: "renamed", decl: name, to: local, reason }, declaration);
      return { local, exported: local };
    }
    if (!isIdentifier(name)) {
      const local = this.claim(name.replaceAll(/[^\p{ID_Continue}$]/gu, "_"), "_");
      report({ code: "renamed", decl: name, to: local, reason: "it is no identifier" }, declaration);
      return { local, exported: local };
    }
    return isRestricted(name)
      ? { local: this.claim(`${name}_`, "_"), exported: name }
      : { local: name, exported: name };
  }

  #nameType(id: string, wanted: string, declarations: readonly Declaration[], report: Report): Name {
    const owner = this.#typeNames.owners.get(id);
    if (owner !== undefined) return this.ordinary(owner.name);
    const local = this.claim(wanted, "_");
    if (local !== wanted) {
      const declaration = declarations.find((one) => "id" in one && one.id === id) ?? null;
      report({ code: "renamed", decl: id, to: local, reason: `'${wanted}' is taken` }, declaration);
    }
    return { local, exported: local };
  }
}

interface Ordinary {
  readonly name: string;
  readonly declaration: Declaration;
}

/** Enumerators come last: where another declaration of the same name is left, their enum alone has them. */
function ordinaryNames(declarations: readonly Declaration[]): readonly Ordinary[] {
  const enumerators = declarations.flatMap((declaration) =>
    declaration.kind === "enum" ? declaration.enumerators.map(({ name }) => ({ name, declaration })) : [],
  );
  const others = declarations.flatMap((declaration): readonly Ordinary[] => {
    if (declaration.kind === "record" || declaration.kind === "enum" || declaration.kind === "unsupported") return [];
    if (declaration.kind === "macro" && !isBound(declaration)) return [];
    return [{ name: declaration.name, declaration }];
  });
  return [...others, ...enumerators];
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
