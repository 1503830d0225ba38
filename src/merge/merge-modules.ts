import type { ts } from "ts-morph";
import { tsMorph } from "../compile/ts-morph.ts";
import { bracedList } from "../emit/braced-list.ts";
import { compareNames } from "../emit/compare-names.ts";
import { cannotMerge } from "./cannot-merge.ts";
import { Choices } from "./choices.ts";
import type { MergeContext } from "./merge-context.ts";
import { mergeStatement } from "./merge-statement.ts";
import { inMergedOrder } from "./merged-order.ts";
import { type ModuleParts, moduleParts } from "./module-parts.ts";
import type { Part } from "./part.ts";
import { separateCaches } from "./separate-caches.ts";
import { statementOrder } from "./statement-order.ts";

export interface MergeOptions {
  /** What the module is called where it cannot be loaded. */
  readonly name: string;
  /** Of each target, as the runtime names it: `linux-x64`. */
  readonly platforms: readonly string[];
  readonly triples: readonly string[];
  /** Symbols that each target lacks and another has. */
  readonly lacks: readonly (readonly string[])[];
  /** Module specifier of the runtime. */
  readonly runtime: string;
}

/**
 * One module of those of several targets: what they have in common is written once; where they differ, the module chooses by the system that
 * it runs on. With that choice made, its code is that of the system's own module.
 *
 * @throws MergeError that names what cannot be one
 */
export function mergeModules(codes: readonly string[], options: MergeOptions): string {
  const { ts: compiler } = tsMorph();
  const modules = codes.map((code, target) => moduleParts(code, target, { ts: compiler }));
  const names = new Set(modules.flatMap((module) => [...module.names]));
  const free = (wanted: string): string => {
    let name = wanted;
    while (names.has(name)) name += "$";
    names.add(name);
    return name;
  };
  const from = JSON.stringify(options.runtime);
  const imports = mergedImports(modules);
  const runtime = new Map(imports.get(from));
  const take = (name: string, isType = false): string => {
    const written = (text: string): string => text.replace(/^type /, "").split(" as ")[0] ?? "";
    const known = [...runtime].find(([, text]) => written(text) === name);
    const local = known?.[0] ?? free(names.has(name) ? `$${name}` : name);
    const specifier = local === name ? name : `${name} as ${local}`;
    if (known === undefined || !isType) runtime.set(local, isType ? `type ${specifier}` : specifier);
    return local;
  };
  const choices = new Choices(free("$t"), codes.length, free, () => take("either"));
  const bases = new Map<string, string>();
  const base = (name: string, targets: readonly number[]): string => {
    const condition = choices.isOneOf(targets);
    const key = `${take("onlyWhere")}(${name}, ${condition})`;
    const local = bases.get(key) ?? free(`$${name}`);
    bases.set(key, local);
    return local;
  };
  const { statements, caches, rewrites } = separateCaches(modules, free, { ts: compiler });
  const cx: MergeContext = { ts: compiler, choices, rewrites, platforms: options.platforms, runtime: take, base };

  const partsOf = (name: string): readonly Part<ts.Statement>[] =>
    statements.flatMap((all) => {
      const part = all.get(name);
      return part === undefined ? [] : [part];
    });
  const merged = inMergedOrder(statements.map((all) => [...all.keys()])).filter((key) => key !== "value");
  const texts: string[] = [];
  let previous = "";
  for (const key of statementOrder(merged, partsOf, cx)) {
    const name = key.slice(key.indexOf(" ") + 1);
    const text = mergeStatement(name, partsOf(key), cx);
    const isDense = isConstantLine(text) && isConstantLine(previous);
    const isPair =
      previous !== "" && /^(export )?(type|const) /.test(text) && key.endsWith(` ${previousName(previous)}`);
    texts.push(previous === "" || isDense || isPair ? text : `\n${text}`);
    previous = text;
  }
  const { name, platforms, lacks, triples } = options;
  const target = `${take("target")}(${JSON.stringify(name)}, [${platforms.map((one) => JSON.stringify(one)).join(", ")}])`;
  const body = withLacks(texts.join("\n"), lacks, runtime, cx);
  const top = [
    `const ${choices.index} = ${target};`,
    ...choices.lines(),
    ...[...bases].map(
      ([key, local]) =>
        `const ${local}: typeof ${key.slice(key.indexOf("(") + 1, key.indexOf(","))} = /* @__PURE__ */ ${key};`,
    ),
    ...caches,
  ];
  const exports = mergedExports(modules, merged);
  const tail = exports.length === 0 ? "" : `\n\n${bracedList("export", exports, ";")}`;
  const rest = `${top.join("\n")}\n\n${body}${tail}\n`;
  const used = new Set(rest.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  imports.set(from, runtime);
  const imported = [...imports].map(([module, all]) => {
    const locals = [...all].filter(([local]) => used.has(local)).sort(([a], [b]) => compareNames(a, b));
    return bracedList(
      "import",
      locals.map(([, text]) => text),
      ` from ${module};`,
    );
  });
  const head = (modules[0]?.head ?? "").replace(/ for .*(?=\. Changes)/, ` for ${triples.join(", ")}`);
  return `${head}\n\n${imported.join("\n")}\n\n${rest}`;
}

/** Whether some module calls something of its own by a name that another one means something else by. */
export function namesCollide(codes: readonly string[]): ReadonlySet<string> | null {
  const { ts: compiler } = tsMorph();
  const modules = codes.map((code, target) => moduleParts(code, target, { ts: compiler }));
  const declared = (module: ModuleParts): readonly string[] =>
    [...module.statements.keys()]
      .map((key) => key.slice(key.indexOf(" ") + 1))
      .filter((name) => !/^(\$|(has|api)_*$)/.test(name));
  const taken = new Set(modules.flatMap(declared));
  // Where C has such a name, what the module itself has by it is called otherwise.
  const renamed = ["has", "api"].filter((name) => {
    const found = modules.filter(({ statements }) => statements.has(`value ${name}_`));
    return found.length > 0 && found.length < modules.length;
  });
  for (const name of renamed) taken.add(name);
  const locals = modules.map((module) => new Map([...module.imports].flatMap(([, all]) => [...all])));
  const clash = locals.some((all) =>
    [...all].some(([local, text]) => taken.has(local) || locals.some((others) => isOther(others.get(local), text))),
  );
  return clash || renamed.length > 0 ? taken : null;
}

function isOther(one: string | undefined, other: string): boolean {
  return one !== undefined && one.replace(/^type /, "") !== other.replace(/^type /, "");
}

function mergedImports(modules: readonly ModuleParts[]): Map<string, ReadonlyMap<string, string>> {
  const merged = new Map<string, Map<string, string>>();
  for (const [from, names] of modules.flatMap(({ imports }) => [...imports])) {
    const known = merged.get(from) ?? new Map<string, string>();
    merged.set(from, known);
    for (const [local, text] of names) {
      // Who takes a name for its value has its type, too.
      if (!known.has(local) || !text.startsWith("type ")) known.set(local, text);
    }
  }
  for (const names of merged.values()) names.delete("requirePlatform");
  return merged;
}

function mergedExports(modules: readonly ModuleParts[], keys: readonly string[]): readonly string[] {
  const specifiers = new Map<string, string>();
  for (const specifier of modules.flatMap(({ exports }) => exports)) {
    const [local = "", exported = local] = specifier.replace(/^type /, "").split(" as ");
    const known = specifiers.get(exported);
    if (known !== undefined && known.replace(/^type /, "") !== specifier.replace(/^type /, "")) {
      throw cannotMerge(exported, `${local} on one system and ${known.split(" as ")[0]} on another`);
    }
    if (local !== exported && keys.includes(`value ${exported}`)) {
      throw cannotMerge(exported, `${local} on one system and a name of its own on another`);
    }
    if (known === undefined || known.startsWith("type ")) specifiers.set(exported, specifier);
  }
  return [...specifiers.values()].sort((a, b) => compareNames(a.replace(/^type /, ""), b.replace(/^type /, "")));
}

/** Constants in a row have no lines between them. */
function isConstantLine(text: string): boolean {
  const code = text.replace(/^\/\*\* .* \*\/\n/, "");
  return /^(export )?const [^\n]*;$/.test(code) && !/ = \/\* @__PURE__ \*\/ \$*(cFunction|library)|symbol\)/.test(code);
}

function previousName(text: string): string {
  return /^(?:\/\*\*[\s\S]*?\*\/\n)?(?:export )?(?:type|const) ([\p{ID_Continue}$]+)/u.exec(text)?.[1] ?? "";
}

/** The library knows what a target's headers do not declare, whatever is in it. */
function withLacks(
  body: string,
  lacks: readonly (readonly string[])[],
  imported: ReadonlyMap<string, string>,
  cx: MergeContext,
): string {
  if (lacks.every((symbols) => symbols.length === 0)) return body;
  const alternatives = lacks.map((symbols, target) => ({
    target,
    text: `[${symbols.map((symbol) => JSON.stringify(symbol)).join(", ")}]`,
  }));
  const local = [...imported].find(([, text]) => /^library\b/.test(text))?.[0] ?? "library";
  const opening = `/* @__PURE__ */ ${local}(`;
  const start = body.indexOf(opening);
  if (start < 0) return body;
  const end = body.indexOf(";\n", start);
  const opened = body.slice(start, end);
  const chosen = cx.choices.expression(alternatives);
  return `${body.slice(0, start)}/* @__PURE__ */ ${cx.runtime("lacking")}(${opened}, ${chosen})${body.slice(end)}`;
}
