import { readFileSync, statSync } from "node:fs";
import { compileFunction } from "node:vm";
import * as runtime from "c2ts-runtime";
import { checksum } from "../cache/checksum.ts";
import { BUILDER, buildSnippet } from "./build-snippet.ts";
import { compilerIdentity } from "./compiler-identity.ts";
import { type KeptSnippet, KeptSnippets, removeFolder, snippetFolder } from "./kept-snippets.ts";
import type { SnippetRequest } from "./request.ts";

/** What a snippet declares, by name. */
export type Loaded = { readonly [name: string]: unknown };

/**
 * By key. A process has each snippet once, as it has each module once: a record of it is the same class wherever the same text stands.
 */
const loaded = new Map<string, Loaded>();

/** Variables that compilers and linkers read. */
const VARIABLES = [
  "CPATH",
  "C_INCLUDE_PATH",
  "COMPILER_PATH",
  "GCC_EXEC_PREFIX",
  "LIBRARY_PATH",
  "SDKROOT",
  "SOURCE_DATE_EPOCH",
];

/**
 * What a snippet declares: of the cache, or else built now.
 * @throws SnippetError
 */
export function loadSnippet(request: SnippetRequest): Loaded {
  const key = keyOf(request);
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const { folder, isKept } = snippetFolder();
  try {
    const kept = new KeptSnippets(folder);
    const compiler = compilerIdentity(request.options.compiler);
    const snippet = kept.find(key, compiler) ?? buildSnippet(request, key, compiler, kept);
    const exports = run(snippet);
    loaded.set(key, exports);
    return exports;
  } finally {
    if (!isKept) removeFolder(folder); // what is loaded stays loaded
  }
}

function keyOf({ snippet, options }: SnippetRequest): string {
  const variables = VARIABLES.map((name) => process.env[name] ?? null);
  // Without one of these nothing depends on the working folder.
  const text = snippet.kind === "source" ? snippet.text : snippet.body;
  const isLocal = options.flags.length + options.link.length > 0 || /#\s*(?:include|embed)\s*[^<\s]/.test(text);
  const { platform, arch } = process;
  const folder = isLocal ? process.cwd() : null;
  return checksum(program(), JSON.stringify([platform, arch, folder, variables, snippet, options]));
}

/** Which c2ts this is: its version and, while it is worked on, when it was built. */
function program(): string {
  const { size, mtimeMs } = statSync(BUILDER);
  return `${readFileSync(new URL("../../package.json", import.meta.url), "utf8")} ${size} ${mtimeMs}`;
}

function run({ js, leftOut, path }: KeptSnippet): Loaded {
  const library = runtime.library(path);
  library.has("_"); // opens it: its file need not stay
  const make = compileFunction(js, ["$runtime"], { filename: "c2ts-snippet.js" });
  const exports: object = make({ ...runtime, library: () => library, shim: () => library });
  const missing = leftOut.map(([name, reason]) => [name, { get: () => refuse(reason) }] as const);
  return Object.freeze(Object.defineProperties({ ...exports }, Object.fromEntries(missing)));
}

function refuse(reason: string): never {
  throw new TypeError(`the snippet has no such function: ${reason}`);
}
