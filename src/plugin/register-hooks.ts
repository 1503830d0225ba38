import type { LoadHook, ResolveHook } from "node:module";
import { fileURLToPath } from "node:url";
import { HEADER, headerId } from "../imports/header-request.ts";
import { ProjectBindings } from "../imports/project-bindings.ts";

const SCHEME = "c2ts:";
const bindings = await new ProjectBindings().in(process.cwd()); // the hooks themselves cannot wait

// Node calls these with or without promises; neither looks at what the next one returns.

export const resolve: ResolveHook = (specifier, context, nextResolve) => {
  const { parentURL } = context;
  // A header has no folder with packages: the runtime is the one that c2ts itself uses.
  if (parentURL?.startsWith(SCHEME)) return nextResolve(specifier, { ...context, parentURL: import.meta.url });
  if (!HEADER.test(specifier)) return nextResolve(specifier, context);
  const importer = parentURL?.startsWith("file:") ? fileURLToPath(parentURL) : null;
  return { url: SCHEME + encodeURIComponent(headerId(specifier, importer)), format: "module", shortCircuit: true };
};

export const load: LoadHook = (url, context, nextLoad) => {
  if (!url.startsWith(SCHEME)) return nextLoad(url, context);
  const { js } = bindings.bind(decodeURIComponent(url.slice(SCHEME.length)));
  return { format: "module", source: js, shortCircuit: true };
};
