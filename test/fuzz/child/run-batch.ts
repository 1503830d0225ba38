import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { generate } from "../../../src/generate.ts";
import { elaborate } from "../model/elaborate.ts";
import type { CaseRecipe } from "../model/recipe.ts";
import { driveCase } from "./drive-case.ts";
import { GeneratedModule } from "./module.ts";
import { say } from "./report.ts";

/** What the parent leaves in `batch.json`. */
export interface BatchOrder {
  readonly cases: readonly { readonly index: number; readonly recipe: CaseRecipe }[];
  /** Cases to try; the others are in the header only. */
  readonly tried: readonly number[];
  readonly libclang: string;
}

const [, , folder = "."] = process.argv;
const { cases, tried, libclang }: BatchOrder = JSON.parse(readFileSync(join(folder, "batch.json"), "utf8"));
try {
  const library = join(folder, "libbatch.so");
  const { spec, module, problems } = generate([join(folder, "batch.h")], { library, libclang });
  writeFileSync(join(folder, "batch.ts"), module.code);
  const exports = (await import(pathToFileURL(join(folder, "batch.ts")).href)) as Readonly<Record<string, unknown>>;
  const generated = new GeneratedModule(exports, problems);
  for (const { index, recipe } of cases) {
    if (tried.includes(index)) driveCase(elaborate(recipe, index), spec, generated);
  }
  say({ kind: "end" });
} catch (error) {
  say({ kind: "unusable", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
