import { createUnplugin, type UnpluginInstance, type UnpluginMessage } from "unplugin";
import { ParseError, problemText } from "../index.ts";
import { type BoundHeader, bindHeader } from "./bind-header.ts";
import { HEADER, headerId, headerRequest } from "./header-request.ts";
import type { PluginOptions } from "./plugin-options.ts";

const RUNTIME = "c2ts-runtime";

/**
 * Lets programs import C headers: `import { crc32 } from "./zlib.h?lib=z"`.
 *
 * The runtime stays an import of the bundle: it brings native code along, which no bundler can put into a file.
 */
export const plugin: UnpluginInstance<PluginOptions | undefined, false> = createUnplugin((options = {}) => ({
  name: "c2ts",
  enforce: "pre",
  resolveId(specifier, importer) {
    if (specifier === RUNTIME) return { id: RUNTIME, external: true };
    return HEADER.test(specifier) ? headerId(specifier, importer ?? null) : null;
  },
  loadInclude: (id) => HEADER.test(id),
  load(id) {
    const bound = attempt(id, options);
    for (const file of bound.files) this.addWatchFile(file);
    if ("fault" in bound) {
      this.error(bound.fault);
      return ""; // where error() does not throw, it counts only beside a result
    }
    for (const warning of warnings(bound)) this.warn(warning);
    return { code: bound.code, map: null };
  },
  esbuild: { onResolveFilter: /\.h(?:\?|$)|^c2ts-runtime$/, onLoadFilter: /\.h(?:\?|$)/, loader: "js" },
  webpack({ options: configured }) {
    configured.externals = [configured.externals ?? [], runtimeOutside(configured.output)].flat();
  },
  rspack({ options: configured }) {
    configured.externals = [configured.externals ?? [], runtimeOutside(configured.output)].flat();
  },
}));

function runtimeOutside(output: { readonly module?: boolean | undefined }): { readonly [name: string]: string } {
  return { [RUNTIME]: `${output.module === true ? "module" : "commonjs"} ${RUNTIME}` };
}

interface Failed {
  readonly fault: UnpluginMessage;
  /** What to change so that it goes better. */
  readonly files: readonly string[];
}

function attempt(id: string, options: PluginOptions): BoundHeader | Failed {
  try {
    return bindHeader(headerRequest(id), options);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const positions = error instanceof ParseError ? error.diagnostics.flatMap(({ position }) => position ?? []) : [];
    const [first] = positions;
    const loc = first === undefined ? undefined : { file: first.file, line: first.line, column: first.column - 1 };
    const path = id.split("?", 1)[0] ?? id;
    const own = path.startsWith("\0") ? [] : [path];
    return { fault: { message: error.message, id, loc }, files: [...own, ...positions.map(({ file }) => file)] };
  }
}

/** What of the header is not in the module, and why. */
function warnings({ problems }: BoundHeader): readonly string[] {
  return problems.map(({ problem, location }) => {
    const place = location === null ? "" : `${location.file}:${location.line}: `;
    return place + problemText(problem);
  });
}
