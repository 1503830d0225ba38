import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProcess } from "./process.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** What the strictest TypeScript has against the modules in and below a folder, one line each, by one compiler run. */
export async function typeErrors(folder: string): Promise<readonly string[]> {
  const config = {
    extends: join(ROOT, "tsconfig.base.json"),
    compilerOptions: {
      noEmit: true,
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: false,
      typeRoots: [join(ROOT, "node_modules/@types")],
      paths: { "c2ts-runtime": [join(ROOT, "src/runtime/index.ts")] },
    },
    include: ["**/batch.ts"],
  };
  const project = join(folder, "tsconfig.json");
  writeFileSync(project, JSON.stringify(config));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const { stdout, stderr, fault } = await runProcess(process.execPath, [tsc, "-p", project, "--pretty", "false"], 300);
  if (fault === null) return [];
  const lines = stdout.split("\n").filter((line) => line.includes(": error "));
  return lines.length === 0 ? [`tsc: ${fault} ${stdout}${stderr}`] : lines;
}
