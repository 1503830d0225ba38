import { readFileSync } from "node:fs";
import { basename, posix } from "node:path";
import { createUnplugin, type UnpluginInstance, type UnpluginMessage } from "unplugin";
import { C_FILE, cFileRequest } from "../imports/c-file-request.ts";
import type { BoundHeader, HeaderBindings } from "../imports/header-bindings.ts";
import { HEADER, headerId, headerRequest } from "../imports/header-request.ts";
import { ProjectBindings } from "../imports/project-bindings.ts";
import { compilerWarnings } from "../imports/warnings-of.ts";
import { typesAdvice, writeTypes } from "../imports/write-types.ts";
import { ConfigError, OutputError, ParseError, ShimError } from "../index.ts";
import { MissedNames } from "./missed-names.ts";
import { placedFromChunk, withAsset } from "./object-asset.ts";
import type { PluginOptions } from "./plugin-options.ts";

const RUNTIME = "c2ts-runtime";

/**
 * Lets programs import C headers: `import { crc32 } from "./zlib.h?lib=z"`.
 *
 * The runtime stays an import of the bundle: it brings native code along, which no bundler can put into a file.
 */
export const plugin: UnpluginInstance<PluginOptions | undefined, false> = createUnplugin(
  (options = {}, { framework }) => {
    const project = new ProjectBindings(options);
    const missed = new MissedNames();
    let root = options.root ?? process.cwd();
    const workIn = (folder: string | undefined): void => {
      root = options.root ?? folder ?? root;
    };
    let isServer = false;
    // Vite's: the folder of files beside the bundle, the paths of shared objects by their names, and which the bundle has.
    let assets = "";
    const objects = new Map<string, string>();
    // esbuild alone leaves it to us where a bundle is that is no ES module; `null`: there is no way to know.
    let base: string | null = "import.meta.url";
    const placed = new Set<string>();
    let advice: readonly string[] = [];
    // For the whole project, whatever part of it is being built: so that the file is always the same.
    const tellEditor = (bindings: HeaderBindings): void => {
      if (options.types ?? true) advice = typesFor(root, bindings);
    };
    return {
      name: "c2ts",
      enforce: "pre",
      async buildStart() {
        missed.start();
        const bindings = await project.in(root).catch(ignoreConfigError); // told where a header is loaded
        if (bindings !== null) tellEditor(bindings);
      },
      resolveId(specifier, importer) {
        if (specifier === RUNTIME) return isServer ? null : { id: RUNTIME, external: true };
        if (!HEADER.test(specifier)) return null;
        const id = headerId(specifier, importer ?? null);
        if (importer !== undefined) for (const warning of missed.imported(id, importer)) this.warn(warning);
        return id;
      },
      loadInclude: (id) => HEADER.test(id),
      async load(id) {
        const made = await attempt(id, async () => {
          const bindings = await project.in(root);
          for (const file of bindings.configFiles) this.addWatchFile(file);
          const isKnown = bindings.isKnown(id);
          try {
            return bindings.bind(id);
          } finally {
            if (!isKnown) tellEditor(bindings);
          }
        });
        for (const file of made.files) this.addWatchFile(file);
        if ("fault" in made) {
          this.error(made.fault);
          return ""; // where error() does not throw, it counts only beside a result
        }
        const lost = missed.loaded(id, made, fileOf(id));
        for (const warning of [...lost, ...compilerWarnings(made), ...advice]) this.warn(warning);
        advice = [];
        const { js, object } = made;
        if (object === null || isServer) return { code: js, map: null };
        if (base === null) {
          this.error(
            `${fileOf(id)}: a program that needs a shared object beside it has to be bundled as "esm" or "cjs"`,
          );
          return "";
        }
        objects.set(basename(object), object);
        return { code: withAsset(js, { object, framework, base, emit: (file) => this.emitFile(file) }), map: null };
      },
      vite: {
        // Of what is outside of a server's modules Vite wants to know in this way.
        config: () => ({ ssr: { external: [RUNTIME] } }),
        renderChunk(source, { fileName }) {
          const { code, names } = placedFromChunk(source, fileName, assets);
          for (const name of names) placed.add(name);
          return names.length === 0 ? null : { code, map: null };
        },
        generateBundle: {
          order: "post",
          handler() {
            for (const name of placed) {
              const source = readFileSync(objects.get(name) ?? name);
              this.emitFile({ type: "asset", fileName: posix.join(assets, name), source });
            }
            placed.clear();
          },
        },
        configResolved(config) {
          workIn(config.root);
          isServer = config.command === "serve";
          assets = config.build.assetsDir;
        },
      },
      esbuild: {
        onResolveFilter: /\.[ch](?:\?|$)|^c2ts-runtime$/,
        onLoadFilter: /\.[ch](?:\?|$)/,
        loader: "js",
        config: ({ absWorkingDir, platform, format = platform === "node" ? "cjs" : "iife" }) => {
          workIn(absWorkingDir);
          base = BASES[format];
        },
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
  },
);

/** How a bundle of esbuild's says where it is. */
const BASES = { esm: "import.meta.url", cjs: 'require("node:url").pathToFileURL(__filename)', iife: null } as const;

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

function ignoreConfigError(error: unknown): null {
  if (error instanceof ConfigError) return null;
  throw error;
}

function runtimeOutside(output: { readonly module?: boolean | undefined }): { readonly [name: string]: string } {
  return { [RUNTIME]: `${output.module === true ? "module" : "commonjs"} ${RUNTIME}` };
}

interface Failed {
  readonly fault: UnpluginMessage;
  /** What to change so that it goes better. */
  readonly files: readonly string[];
}

async function attempt(id: string, bind: () => Promise<BoundHeader>): Promise<BoundHeader | Failed> {
  try {
    return await bind();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const positions = positionsOf(error);
    const [first] = positions;
    const loc = first === undefined ? undefined : { file: first.file, line: first.line, column: first.column - 1 };
    const path = id.split("?", 1)[0] ?? id;
    const own = path.startsWith("\0") ? [] : [path];
    const config = error instanceof ConfigError ? [...error.files] : [];
    return {
      fault: { message: error.message, id, loc },
      files: [...own, ...config, ...positions.map(({ file }) => file)],
    };
  }
}

/** As the import names it: a path, or a name that clang finds. */
function fileOf(id: string): string {
  return C_FILE.test(id) ? cFileRequest(id).path : headerRequest(id).header;
}

function positionsOf(
  error: Error,
): readonly { readonly file: string; readonly line: number; readonly column: number }[] {
  if (error instanceof ParseError) return error.diagnostics.flatMap(({ position }) => position ?? []);
  return error instanceof ShimError ? error.messages : [];
}
