import type { MacroDeclaration } from "../spec/declaration.ts";
import type { Context } from "./context.ts";
import type { ModuleWriter } from "./module-writer.ts";

/**
 * A macro whose body is the name of something emitted (`#define mpz_init __gmpz_init`) is another name of it.
 * @param emitted exported names so far, and the local name each has.
 */
export function emitMacro(
  declaration: MacroDeclaration,
  emitted: ReadonlyMap<string, string>,
  writer: ModuleWriter,
  cx: Context,
): boolean {
  const [body] = declaration.body;
  const { name } = declaration;
  const target = declaration.body.length === 1 && body !== undefined ? emitted.get(body) : undefined;
  if (body === name) return false; // `#define stdin stdin` says nothing
  if (target === undefined || emitted.has(name) || cx.names.isTaken(name)) {
    cx.report({ code: "macro-not-a-value", decl: name }, declaration);
    return false;
  }
  writer.writeLine(`export { ${target} as ${name} };`);
  return true;
}
