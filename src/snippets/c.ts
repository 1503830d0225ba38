import type { CFunction } from "c2ts-runtime";
import type { InlineArgument, InlineResult, NamedArguments, WrittenArguments } from "./inline-types.ts";
import { loadSnippet } from "./load-snippet.ts";
import type { SnippetOptions, SnippetRequest } from "./request.ts";
import { sourceText } from "./source-text.ts";
import { writtenParameter } from "./written-parameter.ts";

export type { SnippetOptions } from "./request.ts";
export { SnippetError } from "./snippet-error.ts";

declare global {
  /** Snippets that have a name, as `c2ts types` declares them. */
  interface C2tsSnippets {}
}

/** What a snippet has, where nobody says more of it: TypeScript does not read C. */
export type Untyped = { readonly [name: string]: unknown };

/** What is said of a snippet: its TypeScript type, or the name under which `c2ts types` declares one. */
export type SnippetOf<T extends object | string> = T extends keyof C2tsSnippets
  ? C2tsSnippets[T]
  : T extends string
    ? Untyped
    : T;

/** C inside of TypeScript: `` c`int twice(int x) { return 2 * x; }` ``. */
export interface CSnippets {
  /**
   * What a C file declares: its functions that are not `static`, records, enums, constants, variables, as in a generated module. It is
   * compiled once; from then on it is in the user's cache folder.
   *
   * Values in it stand in the C text as they are. Backslashes are C's: `\n` needs no second one.
   *
   * @typeParam T what it declares, in TypeScript: nobody compares that with the C text, but calls are checked. Or a name, for
   * which `c2ts types` and the plugin read the text: `` c<"sums">`…` ``.
   * @throws SnippetError
   */
  <T extends object | string = Untyped>(
    strings: TemplateStringsArray,
    ...values: readonly (string | number | bigint)[]
  ): SnippetOf<T>;

  /**
   * A C function of a body: an expression, or statements with `return`. It needs no libclang.
   *
   * @param parameters C type of each, by name, in order; or as C writes them: `["int n", "const char *text"]`.
   * @throws SnippetError
   */
  inline<const R extends string, const P extends readonly string[]>(
    result: R,
    parameters: P,
    body: string,
  ): CFunction<(...args: WrittenArguments<P>) => InlineResult<R>>;
  inline<const R extends string, const P extends { readonly [name: string]: string }>(
    result: R,
    parameters: P,
    body: string,
  ): CFunction<(...args: NamedArguments<P>) => InlineResult<R>>;

  /** The same, compiled in another way. */
  with(options: SnippetOptions): CSnippets;
}

/** C inside of TypeScript, compiled once. */
export const c: CSnippets = snippets({});

export const inline: CSnippets["inline"] = c.inline;

export type { InlineArgument, InlineResult };

function snippets(given: SnippetOptions): CSnippets {
  const { flags = [], link = [], compiler = null } = given;
  const options: SnippetRequest["options"] = { flags, link, compiler };
  const source = (strings: TemplateStringsArray, ...values: readonly unknown[]): object =>
    loadSnippet({ snippet: { kind: "source", text: sourceText(strings, values) }, options });
  const ofBody = (result: string, parameters: Parameters<CSnippets["inline"]>[1], body: string): unknown => {
    for (const [what, given] of Object.entries({ result, body }))
      if (typeof given !== "string") throw new TypeError(`inline: the ${what} has to be C text, not ${String(given)}`);
    const written = Array.isArray(parameters) ? parameters.map(writtenParameter) : named(parameters);
    const snippet = { kind: "inline", result, parameters: written, body } as const;
    return loadSnippet({ snippet, options })["inline"];
  };
  const more = { inline: ofBody, with: (other: SnippetOptions) => snippets({ ...given, ...other }) };
  // What C says is typed by who calls.
  return Object.assign(source, more) as unknown as CSnippets;
}

function named(parameters: object): readonly (readonly [type: string, name: string])[] {
  if (typeof parameters !== "object" || parameters === null)
    throw new TypeError('inline: the parameters are { name: "type" }, or ["type name"]');
  return Object.entries(parameters).map(([name, type]: readonly [string, unknown]) => {
    if (!/^[A-Za-z_]\w*$/.test(name)) throw new TypeError(`inline: '${name}' is no name of a C parameter`);
    if (typeof type !== "string") throw new TypeError(`inline: the type of '${name}' has to be a string`);
    return [type, name];
  });
}
