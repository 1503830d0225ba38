// @ts-check
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transformSync } from "rolldown/utils";

const RUNTIME = new URL("../../../src/runtime/index.ts", import.meta.url).href;

/** @type {import("node:module").ResolveHook} */
export async function resolve(specifier, context, next) {
  return specifier === "c2ts-runtime" ? { url: RUNTIME, shortCircuit: true } : next(specifier, context);
}

/** @type {import("node:module").LoadHook} */
export async function load(url, context, next) {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return next(url, context);
  const path = fileURLToPath(url);
  const { code, errors } = transformSync(path, await readFile(path, "utf8"), { lang: "ts" });
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors.map(({ message }) => message).join("\n")}`);
  return { format: "module", source: code, shortCircuit: true };
}
