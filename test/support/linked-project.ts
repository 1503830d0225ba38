import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Gives a project's folder the packages that its package.json names, as `npm install` would, but from here: c2ts and its runtime as they
 * are built, the others from our own node_modules.
 */
export function linkPackages(folder: string): void {
  const { dependencies = {}, devDependencies = {} } = manifest(folder);
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const target = OURS[name] ?? join(root, "node_modules", name);
    const { bin = {} } = manifest(target);
    const programs = typeof bin === "string" ? { [name]: bin } : bin;
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(target, join(modules, name));
    for (const [program, file] of Object.entries(programs)) {
      symlinkSync(join(target, file), join(modules, ".bin", program));
    }
  }
}

const OURS: Readonly<Record<string, string>> = {
  c2ts: root,
  "c2ts-runtime": join(root, "src/runtime"),
  "tfjs-tflite-node": join(root, ".cache/tensorflow-lite/package"),
};

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly bin?: string | Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
