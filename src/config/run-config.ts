import { createRequire } from "node:module";
import { extname, sep } from "node:path";
import { ConfigError } from "./config-error.ts";
import { defineConfig } from "./define-config.ts";

/**
 * What `import { defineConfig } from "c2ts"` means in a config: this very program, which need not be installed in the project. All but that
 * function is loaded when it is asked for, koffi with it.
 */
const OURSELVES = new Proxy<object>(
  { __esModule: true, defineConfig },
  {
    has: (own, name) => name in own || isOurs(name),
    get: (own, name) => Reflect.get(name in own || !isOurs(name) ? own : createRequire(import.meta.url)("c2ts"), name),
  },
);

function isOurs(name: string | symbol): boolean {
  return typeof name === "string" && name !== "default" && name !== "then";
}

/**
 * The value of a config in TypeScript or JavaScript, with whatever it imports as that is now.
 *
 * @param files gets the modules of the project that it is made of; those of packages are not watched.
 * @throws ConfigError
 */
export async function runConfig(path: string, files: Set<string>): Promise<unknown> {
  // Not import(): the bundle of the command line tool has only require at hand without a warning of Node's.
  const require = createRequire(import.meta.url);
  const { createJiti } = require("jiti") as typeof import("jiti");
  const { cache } = require;
  const before = new Set(Object.keys(cache));
  const options = { virtualModules: { c2ts: OURSELVES } };
  try {
    try {
      // Waits for nothing, so that it can run modules of every kind anew: Node keeps those that it imports itself.
      return defaultOf(createJiti(import.meta.url, options)(path));
    } catch (error) {
      if (!(error instanceof SyntaxError && error.message.includes("await"))) throw error;
      return await createJiti(import.meta.url, options).import(path, { default: true });
    }
  } catch (cause) {
    const message = `${path}: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new ConfigError(message, { cause, file: path, files });
  } finally {
    files.add(path);
    for (const file of Object.keys(cache)) {
      if (before.has(file) || !isProjects(file, cache[file])) continue;
      files.add(file);
      delete cache[file];
    }
  }
}

/** Whether a module was read for the config, and is no package's: what Node itself has loaded for these stays as it is. */
function isProjects(file: string, module: NodeJS.Module | undefined): boolean {
  if (file.includes(`${sep}node_modules${sep}`)) return false;
  return extname(file) === ".json" || (module !== undefined && "evalModule" in module.require);
}

function defaultOf(module: unknown): unknown {
  return typeof module === "object" && module !== null && "default" in module ? module.default : module;
}
