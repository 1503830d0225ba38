import { readdirSync, writeSync } from "node:fs";
import { createRequire, type LoadHook, type ResolveHook } from "node:module";
import { fileURLToPath } from "node:url";
import { C_FILE, cFileRequest } from "../imports/c-file-request.ts";
import { hasConfig } from "../imports/has-config.ts";
import type { BoundHeader, HeaderBindings } from "../imports/header-bindings.ts";
import { HEADER, headerId, headerRequest } from "../imports/header-request.ts";

const SCHEME = "c2ts:";
/** The URL of such a module; where it is `require`d, Node gives it as a path in the working folder. */
const OURS = /(?:^|\/)c2ts:[^/]*$/;

/** Modules of headers, some of which need a config that cannot be loaded. */
interface Bindings {
  readonly bindings: HeaderBindings;
  readonly fault: unknown;
}

/** Keeps the code that has been compiled, once a header has been bound. */
let keep: (() => void) | null = null;

// The hooks themselves cannot wait, and to load a config takes that; without one nothing is loaded before the first header.
const loaded = hasConfig(process.cwd()) ? await withConfig() : null;
const ready = loaded === null ? once(withoutConfig) : () => loaded;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

async function withConfig(): Promise<Bindings> {
  const { ProjectBindings } = tool();
  try {
    return { bindings: await new ProjectBindings().in(process.cwd()), fault: null };
  } catch (fault) {
    return { ...withoutConfig(), fault };
  }
}

function withoutConfig(): Bindings {
  const { HeaderBindings } = tool();
  return { bindings: new HeaderBindings(), fault: null };
}

type Tool = typeof import("../imports/index.ts");

/** As `bin/` starts the command line tool. */
interface Compiled {
  loadCompiled(file: string, purpose: string): { readonly loaded: Tool; readonly keep: () => void };
}

/** What makes modules of headers, as one file with the code that an earlier process compiled: that takes a tenth of the time of its two hundred. */
function tool(): Tool {
  const folder = new URL("../bundle-imports/", import.meta.url);
  const [bundle = ""] = readdirSync(folder);
  const compiled: Compiled = createRequire(import.meta.url)("../../bin/compiled.js");
  const made = compiled.loadCompiled(fileURLToPath(new URL(bundle, folder)), "register");
  keep = made.keep;
  return made.loaded;
}

function bind(id: string): BoundHeader {
  const { bindings, fault } = ready();
  const { isBare } = C_FILE.test(id) ? cFileRequest(id) : headerRequest(id);
  if (fault !== null && isBare) throw fault; // it may be the config's, and nobody knows
  const isKnown = bindings.isKnown(id);
  const bound = bindings.bind(id);
  if (bound.isNew && !isKnown) warn(bound.warnings);
  keep?.();
  keep = null;
  return bound;
}

/** So many warnings of one C file. */
const LIMIT = 10;

/** Says what the compiler warns of, as it would; at once, also from the thread that hooks may be in, and before what the program prints. */
function warn(warnings: BoundHeader["warnings"]): void {
  const lines = warnings.map(({ file, line, column, text }) => `${file}:${line}:${column}: warning: ${text}`);
  const more = lines.length - LIMIT;
  const said = [...lines.slice(0, LIMIT), ...(more > 0 ? [`and ${more} more warnings`] : [])];
  if (said.length === 0) return;
  try {
    writeSync(2, `${said.join("\n")}\n`);
  } catch {
    // a program whose errors nobody takes runs all the same
  }
}

// Node calls these with or without promises; neither looks at what the next one returns.

export const resolve: ResolveHook = (specifier, context, nextResolve) => {
  const { parentURL } = context;
  // A header has no folder with packages: the runtime is the one that c2ts itself uses.
  if (parentURL !== undefined && OURS.test(parentURL))
    return nextResolve(specifier, { ...context, parentURL: import.meta.url });
  if (!HEADER.test(specifier)) return nextResolve(specifier, context);
  const importer = parentURL?.startsWith("file:") ? fileURLToPath(parentURL) : null;
  return { url: SCHEME + encodeURIComponent(headerId(specifier, importer)), format: "module", shortCircuit: true };
};

export const load: LoadHook = (url, context, nextLoad) => {
  if (!url.startsWith(SCHEME)) return nextLoad(url, context);
  const { js } = bind(decodeURIComponent(url.slice(SCHEME.length)));
  return { format: "module", source: js, shortCircuit: true };
};
