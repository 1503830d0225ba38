import { bindingReport, type Declared, dump, emit, pkgConfig } from "c2ts";
import { describe, expect, test } from "vitest";
import type { Cursor } from "../../src/parser/clang/cursor.ts";
import * as clang from "../../src/parser/clang/libclang.ts";
import { type TranslationUnit, withTranslationUnit } from "../../src/parser/clang/translation-unit.ts";
import { installedLibclang } from "../support/libclang.ts";

// Nothing that a header declares gets lost: bound + reported = declared. What they declare is counted here, from clang's
// cursors and with nothing of what c2ts counts with.

/**
 * The ten headers with the most declarations of those that `npm run setup` installs, one for each directory. `own`: files
 * that c2ts takes for the header's own.
 */
const HEADERS: readonly { readonly header: string; readonly own: RegExp; readonly atLeast: number }[] = [
  { header: "epoxy/egl_generated.h", own: /\/include\/epoxy\//, atLeast: 15_000 },
  { header: "openssl/ssl.h", own: /\/openssl\//, atLeast: 15_000 },
  { header: "gtk/gtk.h", own: /\/gtk-3\.0\/g[td]k\//, atLeast: 9_000 },
  { header: "GL/gl.h", own: /\/include\/GL\//, atLeast: 8_000 },
  { header: "gio/gio.h", own: /\/glib-2\.0\/gio\//, atLeast: 5_000 },
  { header: "gdk/gdk.h", own: /\/gtk-3\.0\/gdk\//, atLeast: 3_000 },
  { header: "elf.h", own: /\/include\/(elf|.*bits\/auxv)\.h$/, atLeast: 2_900 },
  { header: "xkbcommon/xkbcommon-compose.h", own: /\/xkbcommon\//, atLeast: 2_500 },
  { header: "unicode/unistr.h", own: /\/unicode\//, atLeast: 2_000 },
  { header: "xcb/render.h", own: /\/xcb\//, atLeast: 2_000 },
];

const libclang = installedLibclang(19);
const clangArguments = pkgConfig("gtk+-3.0").clangArguments.filter((flag) => /^-[ID]/.test(flag));

const KINDS = new Map<number, Declared["kind"]>([
  [clang.CXCursor_FunctionDecl, "function"],
  [clang.CXCursor_StructDecl, "record"],
  [clang.CXCursor_UnionDecl, "record"],
  [clang.CXCursor_EnumDecl, "enum"],
  [clang.CXCursor_TypedefDecl, "typedef"],
  [clang.CXCursor_VarDecl, "global"],
]);
const NOTHING = [clang.CXCursor_InclusionDirective, clang.CXCursor_MacroExpansion, clang.CXCursor_StaticAssert];

/** How many things of each kind files that match `own` declare at file scope. A tag's or name's USR is that of all its declarations. */
function countCursors(unit: TranslationUnit, own: RegExp): Record<string, number> {
  const found = new Set<string>();
  const lastMacros = new Map<string, string>();
  for (const cursor of unit.cursor.children) {
    const place = unit.positions.position(cursor.location);
    if (place === null || NOTHING.includes(cursor.kind) || isEmpty(cursor, unit)) continue;
    if (cursor.kind === clang.CXCursor_MacroDefinition) {
      lastMacros.set(cursor.spelling, place.file);
    } else if (own.test(place.file)) {
      const kind = KINDS.get(cursor.kind) ?? "unsupported";
      found.add(`${kind} ${kind === "unsupported" ? `${place.file} ${place.offset}` : cursor.usr}`);
    }
  }
  for (const [name, file] of lastMacros) if (own.test(file)) found.add(`macro ${name}`);
  const counts: Record<string, number> = {};
  for (const one of found) {
    const kind = one.slice(0, one.indexOf(" "));
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** A `;` that ends nothing. */
function isEmpty(cursor: Cursor, unit: TranslationUnit): boolean {
  return !KINDS.has(cursor.kind) && unit.tokens(cursor).join("") === ";";
}

/** All names that a module exports. */
function exportsOf(code: string): ReadonlySet<string> {
  const declared = [...code.matchAll(/^export (?:function|const|class|type) ([\w$]+)/gm)].map(([, name = ""]) => name);
  const lists = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = ""]) => list.split(","));
  return new Set([...declared, ...lists.map((one) => one.trim().replace(/^.* /, ""))]);
}

describe.for(HEADERS)("$header", ({ header, own, atLeast }) => {
  const { spec, declared, problems: found } = dump([header], { libclang, clangArguments });
  const module = emit(spec, "any");
  const problems = [...found, ...module.problems];
  const report = bindingReport({ spec, declared, bound: module.bound, problems });

  test("bound + reported = declared, as clang's cursors have it", () => {
    const { byKind, needed: _, ...total } = report.declarations;
    const source = { file: "count.c", text: `#include <${header}>\n` };
    const counts = withTranslationUnit({ arguments: ["-xc", ...clangArguments], source, macros: true }, (unit) =>
      countCursors(unit, own),
    );
    expect(Object.fromEntries(Object.entries(byKind).map(([kind, tally]) => [kind, tally.declared]))).toEqual(counts);
    expect(total.declared).toBeGreaterThanOrEqual(atLeast);
    for (const { declared, bound, degraded, leftOut, noValue, excluded } of [total, ...Object.values(byKind)]) {
      expect(bound + degraded + leftOut + noValue + excluded).toBe(declared);
    }
  });

  test("what is bound is exported, and what is not has a place and a reason", () => {
    const names = exportsOf(module.code);
    const reasons = new Set(problems.flatMap(({ about, location }) => (location === null ? [] : [about])));
    const lost = declared.filter(({ key }) => !module.bound.has(key) && !reasons.has(key));
    const absent = declared.filter(
      ({ key, kind, name }) =>
        module.bound.has(key) &&
        !reasons.has(key) &&
        !/ @/.test(key) &&
        !names.has(kind === "record" || kind === "enum" ? key.replace(" ", "_") : name),
    );
    expect({ lost, absent }).toEqual({ lost: [], absent: [] });
    expect(report.problems.filter(({ text }) => text.includes("please report it"))).toEqual([]);
  });
});
