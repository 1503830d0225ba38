import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";

// Who may import whom. A new edge is a decision: it is made here, with its reason, before it is used.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

type Layer =
  | "spec"
  | "config"
  | "parser"
  | "cache"
  | "emit"
  | "check"
  | "inspect"
  | "page"
  | "export"
  | "compile"
  | "imports"
  | "shim"
  | "snippets"
  | "merge"
  | "package"
  | "runtime"
  | "pipeline"
  | "plugin"
  | "cli"
  | "bin";

interface Rule {
  /** Layers of ours, besides the layer itself, reached by a relative path. */
  readonly ours: readonly Layer[];
  /** Packages: a list allows these only, "any" all that package.json declares (koffi excepted). */
  readonly packages: "any" | readonly string[];
  /** Node's own modules. A pure layer has none: no files, no clock, no process. */
  readonly node: boolean;
}

const RULES: Readonly<Record<Layer, Rule>> = {
  spec: { ours: [], packages: ["zod", "fastest-levenshtein"], node: false },
  parser: { ours: ["spec"], packages: "any", node: true }, // the runtime under its package name, as any user of it
  // keeps what the parser has read, and asks it where it would look now: without loading libclang, hence before koffi
  cache: { ours: ["parser"], packages: [], node: true },
  emit: { ours: ["spec"], packages: ["ts-morph"], node: false },
  runtime: { ours: [], packages: ["koffi"], node: true },
  // asks a C compiler and the library what a spec says: neither parser nor emitter, so that it can prove both wrong
  check: { ours: ["spec"], packages: "any", node: true },
  // has a C compiler, found and run as check does it, make what the emitter has written in C
  shim: { ours: ["check", "spec"], packages: [], node: true },
  // C text in a program: keeps what comes of it as cache does, has it compiled as check does, and runs it by the runtime
  snippets: { ours: ["cache", "check", "spec"], packages: ["c2ts-runtime"], node: true },
  config: { ours: ["spec"], packages: "any", node: true }, // what there is to say of a binding, and where it is said
  inspect: { ours: ["spec", "emit"], packages: [], node: false }, // shows what these two say, as text
  // the same as a page for browsers: HTML by a library that escapes, a style and a script that are files
  page: { ours: ["spec", "inspect"], packages: ["preact", "preact-render-to-string"], node: true },
  // reads TypeScript and writes C, beside the way from headers: of ours it needs what programs have, the runtime, for its types
  export: { ours: ["compile"], packages: ["ts-morph", "c2ts-runtime"], node: true },
  compile: { ours: [], packages: ["ts-morph"], node: true }, // TypeScript as the compiler has it: loaded when it is needed
  // headers as modules of a program: whole bindings, for bundlers, Node and editors
  imports: { ours: ["pipeline", "compile", "config", "spec"], packages: ["ts-morph"], node: true },
  // modules of several targets as one: TypeScript is read, so that it is the same statements and types that meet
  merge: { ours: ["emit", "compile"], packages: ["ts-morph"], node: false },
  package: { ours: ["spec", "config", "emit", "merge", "compile"], packages: "any", node: true }, // what is around a module on npm
  pipeline: {
    ours: [
      "parser",
      "cache",
      "emit",
      "compile",
      "package",
      "check",
      "config",
      "inspect",
      "page",
      "export",
      "imports",
      "shim",
      "snippets",
      "spec",
    ],
    packages: "any",
    node: true,
  }, // src/index.ts, src/generate.ts
  // bin's way to keep compiled code, for what `node --import c2ts/register` loads
  plugin: { ours: ["pipeline", "imports", "bin"], packages: "any", node: true },
  cli: { ours: ["pipeline", "config"], packages: "any", node: true },
  bin: { ours: [], packages: [], node: true }, // starts the bundle of src/cli, whose name has a hash in it
};

/** Layers that may load a module whose name is known at run time only: a user's config, or what was built. */
const LOADS_UNKNOWN: ReadonlySet<Layer> = new Set(["pipeline", "plugin", "cli", "bin"]);

/** The layer of a file given relative to the root; `null` for what is no part of the program. */
function layerOf(file: string): Layer | null {
  const [top, folder] = file.split("/");
  if (top === "bin") return "bin";
  if (top !== "src" || folder === undefined) return null;
  if (/\.[cm]?[jt]s$/.test(folder)) return "pipeline";
  return Object.keys(RULES).find((layer): layer is Layer => layer === folder) ?? null;
}

/** Every module that `text` names: static, re-exported, dynamic, `require`d or in a type. `null`: named at run time. */
function importsOf(file: string, text: string): (string | null)[] {
  const found: (string | null)[] = [];
  const literal = (node: ts.Node | undefined): string | null =>
    node !== undefined && ts.isStringLiteralLike(node) ? node.text : null;
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) found.push(literal(node.moduleSpecifier));
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) found.push(literal(node.moduleSpecifier));
    if (ts.isExternalModuleReference(node)) found.push(literal(node.expression));
    if (ts.isImportTypeNode(node))
      found.push(ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : null);
    if (ts.isCallExpression(node) && isLoader(node.expression)) found.push(literal(node.arguments[0]));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

const isLoader = (callee: ts.Expression): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");

const packageOf = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** What a published package brings along: a devDependency is not there at the user's. */
function declaredIn(manifest: string): ReadonlySet<string> {
  const { dependencies = {}, peerDependencies = {} }: Manifest = JSON.parse(readFileSync(join(ROOT, manifest), "utf8"));
  return new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
}

const DECLARED = { root: declaredIn("package.json"), runtime: declaredIn("src/runtime/package.json") };

/** Why `layer` must not name `specifier` in `file`; `null` if it may. */
function objection(layer: Layer, file: string, specifier: string | null): string | null {
  const { ours, packages, node } = RULES[layer];
  if (specifier === null) return LOADS_UNKNOWN.has(layer) ? null : "a module whose name is not written out";
  if (specifier.startsWith(".") || packageOf(specifier) === "c2ts") {
    const path = posix.join(posix.dirname(file), specifier).replace(/^dist\//, "src/");
    const target = specifier.startsWith(".") ? layerOf(path) : "pipeline";
    return target !== null && (target === layer || ours.includes(target))
      ? null
      : `${target ?? "a file outside of src"}`;
  }
  if (isBuiltin(specifier)) return node ? null : `${specifier}, which is not pure`;
  const name = packageOf(specifier);
  const allowed = packages === "any" ? name !== "koffi" : packages.includes(name);
  if (!allowed) return `the package ${name}`;
  return DECLARED[layer === "runtime" ? "runtime" : "root"].has(name)
    ? null
    : `${name}, which package.json does not declare`;
}

/** One line for each edge of a file that no rule allows. */
function violations(file: string, text: string): string[] {
  const layer = layerOf(file);
  if (layer === null) return [`${file} is in no layer: give it one in RULES`];
  return importsOf(file, text).flatMap((specifier) => {
    const reason = objection(layer, file, specifier);
    return reason === null ? [] : [`${file} (${layer}) imports ${reason}: ${specifier ?? "import(...)"}`];
  });
}

/** Source files below the given folders, relative to the root, with `/`. */
function sources(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .map((path) => posix.join(folder, path.replaceAll("\\", "/")))
      .filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !/(^|\/)(dist|node_modules)\//.test(path)),
  );
}

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

describe("who imports whom", () => {
  test("there are files to look at, in every folder of the pipeline", () => {
    const layers = new Set(sources("src").map(layerOf));
    expect([...layers]).toEqual(expect.arrayContaining(["spec", "parser", "emit", "runtime", "pipeline"]));
  });

  test("no edge that the rules do not allow", () => {
    expect(sources("src", "bin").flatMap((file) => violations(file, read(file)))).toEqual([]);
  });

  test.each([
    ["src/spec/a.ts", `import { x } from "../emit/b.ts";`],
    ["src/spec/a.ts", `import { readFileSync } from "node:fs";`],
    ["src/spec/a.ts", `import fs from "fs";`],
    ["src/emit/a.ts", `import type { X } from "../parser/b.ts";`],
    ["src/emit/a.ts", `export * from "../runtime/index.ts";`],
    ["src/emit/a.ts", `export type { X } from "c2ts-runtime";`],
    ["src/parser/a.ts", `const x = await import("../emit/b.ts");`],
    ["src/parser/a.ts", `type X = import("../cli/b.ts").X;`],
    ["src/parser/a.ts", `import koffi from "koffi";`],
    ["src/parser/a.ts", `import { Ref } from "../runtime/index.ts";`],
    ["src/parser/clang/a.ts", `import x = require("../../emit/b.ts");`],
    ["src/parser/a.ts", `import { test } from "vitest";`],
    ["src/parser/a.ts", "const x = await import(name);"],
    ["src/parser/a.ts", 'const x = await import("../emit/" + name);'],
    ["src/runtime/a.ts", `import type { CType } from "../spec/ctype.ts";`],
    ["src/runtime/a.ts", `import { z } from "zod";`],
    ["src/check/a.ts", `import { dump } from "../parser/dump.ts";`],
    ["src/check/a.ts", `import { emitModule } from "../emit/emit-module.ts";`],
    ["src/inspect/a.ts", `import { dump } from "../parser/dump.ts";`],
    ["src/export/a.ts", `import { emitModule } from "../emit/emit-module.ts";`],
    ["src/cli/a.ts", `import { parse } from "../parser/parse.ts";`],
    ["src/plugin/a.ts", `import { run } from "../cli/run.ts";`],
    ["src/index.ts", `import { run } from "./cli/run.ts";`],
    ["src/index.ts", `import { x } from "../test/x.ts";`],
    ["src/new-folder/a.ts", ""],
    ["bin/c2ts.js", `import { x } from "../dist/emit/x.js";`],
  ])("is refused: %s with %s", (file, text) => {
    expect(violations(file, text)).toHaveLength(1);
  });

  test.each([
    ["src/spec/a.ts", `import { z } from "zod"; import { x } from "./abi/b.ts";`],
    ["src/spec/abi/a.ts", `export { x } from "../b.ts";`],
    ["src/parser/clang/a.ts", `import { Ref } from "c2ts-runtime"; import type { Spec } from "../../spec/spec.ts";`],
    ["src/emit/a.ts", `import type { Project } from "ts-morph"; import { x } from "../spec/b.ts";`],
    ["src/runtime/a.ts", `import koffi from "koffi"; import { x } from "node:fs";`],
    ["src/generate.ts", `import { a } from "./parser/a.ts"; import { b } from "./emit/b.ts"; import "./index.ts";`],
    ["src/cli/a.ts", `import { Command } from "commander"; const x = await import("../index.ts");`],
    ["src/cli/a.ts", "const config = await import(url);"],
    ["bin/c2ts.js", `const { loadCompiled } = require("./compiled.js"); require(bundle);`],
    ["src/emit/a.ts", `const text = 'import koffi from "koffi"'; // import "../parser/a.ts"`],
  ])("is allowed: %s with %s", (file, text) => {
    expect(violations(file, text)).toEqual([]);
  });
});

describe("size", () => {
  const LIMIT = 350;
  const isGenerated = (text: string): boolean => /generated by c2ts/i.test(text.split("\n", 5).join("\n"));

  test(`no file above ${LIMIT} lines, unless generated`, () => {
    const tooLong = sources("src", "bin", "scripts", "test")
      .map((file) => ({ file, text: read(file) }))
      .filter(({ text }) => !isGenerated(text))
      .map(({ file, text }) => `${file}: ${text.split("\n").length - 1} lines`)
      .filter((line) => Number(/(\d+) lines$/.exec(line)?.[1]) > LIMIT);
    expect(tooLong).toEqual([]);
  });
});
