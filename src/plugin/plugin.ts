import { createUnplugin, type UnpluginInstance, type UnpluginMessage } from "unplugin";
import { type BoundHeader, HeaderBindings } from "../imports/header-bindings.ts";
import { HEADER, headerId } from "../imports/header-request.ts";
import { typesAdvice, writeTypes } from "../imports/write-types.ts";
import { OutputError, ParseError, problemText } from "../index.ts";
import type { PluginOptions } from "./plugin-options.ts";

const RUNTIME = "c2ts-runtime";

/**
 * Lets programs import C headers: `import { crc32 } from "./zlib.h?lib=z"`.
 *
 * The runtime stays an import of the bundle: it brings native code along, which no bundler can put into a file.
 */
export const plugin: UnpluginInstance<PluginOptions | undefined, false> = createUnplugin((options = {}) => {
  const bindings = new HeaderBindings(options);
  let root = options.root ?? process.cwd();
  const workIn = (folder: string | undefined): void => {
    root = options.root ?? folder ?? root;
  };
  let advice: readonly string[] = [];
  // For the whole project, whatever part of it is being built: so that the file is always the same.
  const tellEditor = (): void => {
    if (options.types ?? true) advice = typesFor(root, bindings);
  };
  return {
    name: "c2ts",
    enforce: "pre",
    buildStart: tellEditor,
    resolveId(specifier, importer) {
      if (specifier === RUNTIME) return { id: RUNTIME, external: true };
      return HEADER.test(specifier) ? headerId(specifier, importer ?? null) : null;
    },
    loadInclude: (id) => HEADER.test(id),
    load(id) {
      const isKnown = bindings.isKnown(id);
      const bound = attempt(id, bindings);
      for (const file of bound.files) this.addWatchFile(file);
      if (!isKnown) tellEditor();
      if ("fault" in bound) {
        this.error(bound.fault);
        return ""; // where error() does not throw, it counts only beside a result
      }
      for (const warning of [...warnings(bound), ...advice]) this.warn(warning);
      advice = [];
      return { code: bound.js, map: null };
    },
    vite: { configResolved: (config) => workIn(config.root) },
    esbuild: {
      onResolveFilter: /\.h(?:\?|$)|^c2ts-runtime$/,
      onLoadFilter: /\.h(?:\?|$)/,
      loader: "js",
      config: ({ absWorkingDir }) => workIn(absWorkingDir),
    },
    webpack({ context, options: configured }) {
      workIn(context);
      configured.externals = [configured.externals ?? [], runtimeOutside(configured.output)].flat();
    },
    rspack({ context, options: configured }) {
      workIn(context);
      configured.externals = [configured.externals ?? [], runtimeOutside(configured.output)].flat();
    },
  };
});

/** Writes types for the editor, and gives what is to be said of that. What is wrong with a header is said where it is loaded. */
function typesFor(folder: string, bindings: HeaderBindings): readonly string[] {
  try {
    const written = writeTypes(folder, bindings) ?? [];
    return written.flatMap((one) =>
      typesAdvice({ ...one, undeclared: one.undeclared.filter(({ isBroken }) => !isBroken) }),
    );
  } catch (error) {
    if (error instanceof OutputError) return [error.message];
    throw error;
  }
}

function runtimeOutside(output: { readonly module?: boolean | undefined }): { readonly [name: string]: string } {
  return { [RUNTIME]: `${output.module === true ? "module" : "commonjs"} ${RUNTIME}` };
}

interface Failed {
  readonly fault: UnpluginMessage;
  /** What to change so that it goes better. */
  readonly files: readonly string[];
}

function attempt(id: string, bindings: HeaderBindings): BoundHeader | Failed {
  try {
    return bindings.bind(id);
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
