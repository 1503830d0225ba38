import { printType } from "../../spec/c-printer.ts";
import type { CType } from "../../spec/ctype.ts";
import type { Declaration, FunctionDeclaration } from "../../spec/declaration.ts";
import { unnamedRecords } from "./unnamed-records.ts";

/** A shim as a module names it, and what it cannot have. */
export interface ShimOptions {
  /**
   * Path of the shared object from the module, without the ending that a platform has for it: `./sqlite3.shim`; or an absolute one, with its
   * ending; `null`: it is the library.
   */
  readonly path: string | null;
  /** C names of functions that the C compiler or the linker has refused to make a wrapper of, each with its reason. */
  readonly refused: ReadonlyMap<string, string>;
}

/** A function in C that calls one which no dynamic call reaches. */
export interface Wrapper {
  /** C name of what it calls. */
  readonly name: string;
  /** Its own name, which the shared object exports. */
  readonly symbol: string;
  /** Whether what it calls is a macro, and no function that one may hide. */
  readonly isMacro: boolean;
  /** One line. */
  readonly text: string;
}

/** The wrappers that a module needs, as they are found out. */
export class Shim {
  /** Local name of the library object. */
  readonly local: string;
  readonly #refused: ReadonlyMap<string, string>;
  readonly #functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly #wrappers: Wrapper[] = [];
  readonly #declarations: readonly Declaration[];
  /** Asked for by few headers. */
  #unnamed: ReadonlyMap<string, string> | null = null;

  constructor(local: string, { refused }: ShimOptions, declarations: readonly Declaration[]) {
    this.local = local;
    this.#refused = refused;
    this.#declarations = declarations;
    this.#functions = new Map(
      declarations.flatMap((one) => (one.kind === "function" ? [[one.name, one] as const] : [])),
    );
  }

  get wrappers(): readonly Wrapper[] {
    return this.#wrappers;
  }

  /** Why a function has no wrapper; `null` if nothing is known against it. */
  refusal(name: string): string | null {
    return this.#refused.get(name) ?? null;
  }

  /** As a C program names a type, without qualifiers; `null` for a record that it cannot. */
  spelled(type: CType): string | null {
    if (type.kind === "qualified" || type.kind === "atomic") return this.spelled(type.of);
    if (type.kind !== "ref" || !type.id.includes(" @")) return printType(type);
    this.#unnamed ??= unnamedRecords(this.#declarations);
    return this.#unnamed.get(type.id) ?? null;
  }

  /** The function that does for a `va_list` what a variadic one does, by C's customs: `vprintf` for `printf`. */
  twin(variadic: FunctionDeclaration): FunctionDeclaration | null {
    const { name, type } = variadic;
    const last = name.lastIndexOf("_") + 1;
    for (const candidate of [`v${name}`, `${name.slice(0, last)}v${name.slice(last)}`, `${name}_va`, `${name}v`]) {
      const twin = this.#functions.get(candidate);
      if (twin !== undefined && twin.type.parameters.length === type.parameters.length + 1) return twin;
    }
    return null;
  }

  add(wrapper: Wrapper): void {
    this.#wrappers.push(wrapper);
  }
}
