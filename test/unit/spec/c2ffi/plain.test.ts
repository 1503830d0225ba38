import { readdirSync, readFileSync } from "node:fs";
import { type EmittedModule, emitModule, formatC2ffi, loadSpec, type Spec } from "c2ts";
import { expect, test } from "vitest";
import { FEATURES } from "../../../support/fixtures.ts";

// What c2ffi's keys alone say may be less than the spec they come from, but nothing else.

const SPECS = [
  ...FEATURES.map((feature) => `fixtures/${feature}/spec.json`),
  ...readdirSync("spec-json").flatMap((library) =>
    readdirSync(`spec-json/${library}`).map((file) => `spec-json/${library}/${file}`),
  ),
];

/** Size, alignment and offsets of each record with a name, as one line. */
function layouts(spec: Spec): ReadonlyMap<string, string> {
  const lines = spec.declarations.flatMap((one): [string, string][] => {
    if (one.kind !== "record" || one.name === null) return [];
    const fields = one.layout?.fields.map(({ name, bitOffset, bitWidth }) => [name, bitOffset, bitWidth]);
    return [[one.id, JSON.stringify([one.layout?.size, one.layout?.align, fields])]];
  });
  return new Map(lines);
}

/** Constants and enumerators as the module has them: `ANSWER = 42`, whatever width an enum was given. */
function values(module: EmittedModule): ReadonlyMap<string, string> {
  const found = module.code.matchAll(/^export const (\w+)(?:: [\w.<>]+)? = ([-\d"].*|Infinity|NaN|Math\.\w+);$/gm);
  return new Map(Array.from(found, ([, name = "", value = ""]) => [name, value.replace(/^(-?\d+)n$/, "$1")]));
}

/** Functions as the module calls them: `add i32 i32, i32`. */
function calls(module: EmittedModule): ReadonlyMap<string, string> {
  const found = module.code.matchAll(/\$lib\.(?:func|variadic)\("([^"]+)", (.*)\);$/gm);
  return new Map(
    Array.from(found, ([, symbol = "", signature = ""]) => [symbol, signature.replaceAll(/"str(16|32)?"/g, '"ptr"')]),
  );
}

/**
 * Functions that the whole spec says more of than c2ffi has words for: another symbol, an attribute, a macro of their
 * name, an enum that is packed or has a type of its own, a transparent union.
 */
function saidMore(spec: Spec, { problems }: EmittedModule): ReadonlySet<string> {
  const codes = new Set(["unavailable", "hidden-symbol", "duplicate-name"]);
  const reported = problems.flatMap(({ problem }) =>
    codes.has(problem.code) && "decl" in problem ? [problem.decl] : [],
  );
  const relabelled = spec.declarations.flatMap((one) =>
    one.kind === "function" && one.name !== one.symbol ? [one.name] : [],
  );
  const attributed = spec.declarations.flatMap((one) => {
    if (one.kind === "enum" && (one.underlying?.bits ?? 32) < 32) return [one.id];
    return one.kind === "record" && one.transparent ? [one.id] : [];
  });
  const named = (one: Spec["declarations"][number]): boolean =>
    attributed.some((id) => JSON.stringify(one).includes(JSON.stringify(id)));
  attributed.push(...spec.declarations.flatMap((one) => (one.kind === "typedef" && named(one) ? [one.id] : [])));
  const users = spec.declarations.flatMap((one) => (one.kind === "function" && named(one) ? [one.name] : []));
  return new Set([...reported, ...relabelled, ...users]);
}

test.for(SPECS)("%s as plain c2ffi says nothing that the spec does not say", (file) => {
  const spec = loadSpec(readFileSync(file, "utf8"), file);
  const text = formatC2ffi(spec, { plain: true });
  expect(text).not.toContain('"c2ts"');
  const plain = loadSpec(text, "x.spec", { target: spec.target.triple });
  expect(plain.target).toEqual(spec.target);
  expect(layouts(plain)).toEqual(layouts(spec));

  const [module, whole] = [plain, spec].map((given) => emitModule(given, { library: "x" }));
  if (module === undefined || whole === undefined) throw new Error("two modules");
  const known = values(whole);
  for (const [name, value] of values(module)) expect(`${name} = ${value}`).toBe(`${name} = ${known.get(name)}`);
  const signatures = calls(whole);
  const more = saidMore(spec, whole);
  for (const [symbol, signature] of calls(module)) {
    if (!more.has(symbol)) expect(`${symbol} ${signature}`).toBe(`${symbol} ${signatures.get(symbol)}`);
  }
});
