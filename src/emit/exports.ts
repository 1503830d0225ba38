import type {
  Declaration,
  EnumDeclaration,
  FunctionDeclaration,
  GlobalDeclaration,
  RecordDeclaration,
} from "../spec/declaration.ts";
import { bracedList } from "./braced-list.ts";
import { compareNames } from "./compare-names.ts";
import type { Context } from "./context.ts";
import type { Counts } from "./emit-module.ts";
import { isEnumObject } from "./enum-style.ts";
import type { Emitted } from "./expression/expression-context.ts";
import type { ModuleWriter } from "./module-writer.ts";
import type { Name, Names } from "./names.ts";

/** What the module exports under names other than those it is declared with, and how much of it there is. */
export class Exports {
  readonly #names: Names;
  readonly #emitted: Declaration[] = [];
  readonly #locals = new Map<string, string>();
  readonly #aliases: { readonly local: string; readonly exported: string }[] = [];
  /** Functions and variables by C name. */
  readonly #called = new Map<string, FunctionDeclaration | GlobalDeclaration>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** Local names by C name, of what has been emitted and can be given another name. */
  get names(): ReadonlyMap<string, string> {
    return this.#locals;
  }

  get emitted(): readonly Declaration[] {
    return this.#emitted;
  }

  /** A function that the module has. */
  function(name: string): Emitted<FunctionDeclaration> | null {
    const declaration = this.#called.get(name);
    return declaration?.kind === "function" ? { declaration, local: this.#names.ordinary(name).local } : null;
  }

  /** A variable that the module has. */
  global(name: string): Emitted<GlobalDeclaration> | null {
    const declaration = this.#called.get(name);
    return declaration?.kind === "global" ? { declaration, local: this.#names.ordinary(name).local } : null;
  }

  add(declaration: Declaration): void {
    this.#emitted.push(declaration);
    if (declaration.kind === "function" || declaration.kind === "global") {
      this.#called.set(declaration.name, declaration);
    }
    if (declaration.kind === "function" || declaration.kind === "global" || declaration.kind === "constant") {
      this.#locals.set(declaration.name, this.#names.ordinary(declaration.name).local);
    }
    if (declaration.kind === "enum" && this.#names.hasConstants(declaration)) {
      for (const { name } of declaration.enumerators) this.#locals.set(name, this.#names.ordinary(name).local);
    }
  }

  /** Exports something under one more name. */
  alias(local: string, exported: string): void {
    this.#aliases.push({ local, exported });
  }

  /** The other names of something, by its local one. */
  aliasesOf(local: string): readonly string[] {
    return this.#aliases.flatMap((alias) => (alias.local === local ? [alias.exported] : []));
  }

  /** `export { delete_ as delete }`, and tags whose record has a typedef's name. */
  emit(writer: ModuleWriter, cx: Context): void {
    const renamed = this.#emitted.flatMap((declaration) => this.#specifiers(declaration, cx));
    const specifiers = [...renamed, ...this.#aliases.map(({ local, exported }) => `${local} as ${exported}`)];
    if (specifiers.length === 0) return;
    writer.blankLineIfLastNot();
    const sorted = [...specifiers].sort((a, b) => compareNames(bare(a), bare(b)));
    const isTypes = sorted.every((one) => one.startsWith("type "));
    writer.writeLine(isTypes ? bracedList("export type", sorted.map(bare), ";") : bracedList("export", sorted, ";"));
    writer.blankLine();
  }

  counts(): Omit<Counts, "leftOut" | "degraded"> {
    const count = (kind: Declaration["kind"]): number => this.#emitted.filter((one) => one.kind === kind).length;
    return {
      functions: count("function"),
      records: count("record"),
      enums: count("enum"),
      typedefs: count("typedef"),
      constants: count("constant"),
      globals: count("global"),
    };
  }

  #specifiers(declaration: Declaration, cx: Context): readonly string[] {
    switch (declaration.kind) {
      case "record":
        return this.#typeSpecifiers(declaration, "", cx);
      case "enum": {
        const isValue = isEnumObject(declaration, cx);
        const owned = declaration.enumerators.filter(({ name }) => this.#names.owns(declaration, name));
        const own = owned.flatMap(({ name }) => specifier(this.#names.ordinary(name)));
        return [...own, ...this.#typeSpecifiers(declaration, isValue ? "" : "type ", cx)];
      }
      case "function":
      case "global":
      case "constant":
        return specifier(this.#names.ordinary(declaration.name));
      case "typedef": {
        const resolved = cx.types.resolve(declaration.type);
        const isTypeOnly = resolved.kind === "enum" && !isEnumObject(resolved.enum, cx);
        return specifier(this.#names.ordinary(declaration.name), isTypeOnly ? "type " : "");
      }
      case "macro":
        return declaration.meaning?.kind === "type" || declaration.meaning?.kind === "expression"
          ? specifier(this.#names.ordinary(declaration.name))
          : [];
      case "unsupported":
        return [];
    }
  }

  #typeSpecifiers(declaration: RecordDeclaration | EnumDeclaration, prefix: string, cx: Context): readonly string[] {
    const name = this.#names.typeName(declaration.id);
    if (name === null) return [];
    const own = specifier(name, prefix);
    if (declaration.name === null || this.#names.owner(declaration.id) === null) return own;
    const tag = this.#names.tagAlias(declaration);
    if (tag === name.exported) return own;
    if (this.#names.isTaken(tag)) {
      const reason = `'${tag}' is taken, so it has only its typedef's name`;
      cx.report({ code: "renamed", decl: declaration.id, to: name.exported, reason }, declaration);
      return own;
    }
    return [...own, `${prefix}${name.local} as ${this.#names.claimTagAlias(declaration, tag)}`];
  }
}

function specifier({ local, exported }: Name, prefix = ""): readonly string[] {
  return local === exported ? [] : [`${prefix}${local} as ${exported}`];
}

function bare(specifier: string): string {
  return specifier.replace(/^type /, "");
}
