import type { ts } from "ts-morph";
import type { MergeContext, Rewrites } from "./merge-context.ts";
import type { ModuleParts } from "./module-parts.ts";
import type { Part } from "./part.ts";

/**
 * Variables that keep what a function calls (`let $f: NativeVariadic<"i32"> | undefined;`), one for each type that targets give it: of two
 * types at once the compiler would not know what a call gives.
 */
export function separateCaches(
  modules: readonly ModuleParts[],
  free: (wanted: string) => string,
  { ts: compiler }: Pick<MergeContext, "ts">,
): {
  readonly statements: readonly ReadonlyMap<string, Part<ts.Statement>>[];
  readonly caches: readonly string[];
  readonly rewrites: Rewrites;
} {
  const texts = new Map<string, Set<string>>();
  const isCache = ({ node }: Part<ts.Statement>): boolean =>
    compiler.isVariableStatement(node) && node.declarationList.declarations[0]?.initializer === undefined;
  for (const [key, part] of modules.flatMap(({ statements }) => [...statements])) {
    if (isCache(part)) texts.set(key, (texts.get(key) ?? new Set()).add(part.node.getText()));
  }
  const caches: string[] = [];
  const rewrites = new Map<number, Map<string, string>>();
  const locals = new Map<string, string>();
  const statements = modules.map((module, target) => {
    const kept = new Map(module.statements);
    for (const [key, part] of module.statements) {
      if (!isCache(part) || texts.get(key)?.size === 1) continue;
      const name = key.slice("value ".length);
      const text = part.node.getText();
      const local = locals.get(text) ?? free(`${name}_`);
      if (!locals.has(text)) caches.push(text.replace(name, () => local));
      locals.set(text, local);
      rewrites.set(target, (rewrites.get(target) ?? new Map<string, string>()).set(name, local));
      kept.delete(key);
    }
    return kept;
  });
  return { statements, caches, rewrites };
}
