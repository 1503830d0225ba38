import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { searchArguments } from "../../../src/cache/search-arguments.ts";
import { searchFolders } from "../../../src/cache/search-folders.ts";
import { clangArguments } from "../../../src/parser/clang-arguments.ts";
import { installedLibclang } from "../../support/libclang.ts";

const PROGRAM = `
  const { dump } = await import(process.argv[1]);
  const [, , libclang, header, ...clangArguments] = process.argv;
  try { dump([header], { libclang, clangArguments: ["-v", ...clangArguments] }); } catch {}
`;

/** The folders that libclang says it searches, and those that it would search if they were there. */
function saidByClang(libclang: string, given: readonly string[], env: NodeJS.ProcessEnv): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-search-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const header = join(folder, "a.h");
  writeFileSync(header, "int f(void);\n");
  const index = fileURLToPath(new URL("../../../dist/index.js", import.meta.url));
  const { stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", PROGRAM, index, libclang, header, ...given],
    { encoding: "utf8", env: { ...process.env, ...env } },
  );
  const searched = /search starts here:\n([\s\S]*?)End of search list/.exec(stderr)?.[1] ?? "";
  const folders = searched.split("\n").filter((line) => line.startsWith(" "));
  const ignored = [...stderr.matchAll(/ignoring nonexistent directory "(.*)"/g)].map(([, path]) => path ?? "");
  return [...folders.map((line) => line.trim()), ...ignored];
}

/** With links followed as far as there is something, and `..` behind them as the system does. */
function real(path: string): string {
  if (existsSync(path)) return realpathSync.native(path);
  return join(real(dirname(path)), basename(path));
}

const root = join(tmpdir(), `c2ts-root-${process.pid}`);

const CASES: readonly { readonly given: readonly string[]; readonly env?: NodeJS.ProcessEnv }[] = [
  { given: [] },
  { given: ["-m32"] },
  { given: ["--target=aarch64-linux-gnu"] },
  { given: ["-target", "x86_64-linux-musl"] },
  { given: [`--sysroot=${root}`] },
  { given: ["-isysroot", root] },
  { given: ["-I/tmp", "-isystem", "/usr/share", "-iquote/opt", "-idirafter", "/var", "-I", "/c2ts/none"] },
  { given: [], env: { CPATH: "/usr/share:/c2ts/one:", C_INCLUDE_PATH: "/c2ts/two" } },
];

for (const version of [14, 16, 19]) {
  for (const { given, env = {} } of CASES) {
    test(`libclang ${version} searches no other folders: ${JSON.stringify([given, env])}`, () => {
      mkdirSync(join(root, "usr/include/x86_64-linux-gnu"), { recursive: true });
      onTestFinished(() => rmSync(root, { recursive: true, force: true }));
      const libclang = installedLibclang(version);
      const said = saidByClang(libclang, given, env);
      expect(said.length).toBeGreaterThan(3);
      const parsed = searchArguments(clangArguments(libclang, given, true).command);
      if (parsed === null) throw new Error("these arguments are known");
      const known = new Set([".", ...searchFolders(parsed, { ...process.env, ...env })].map(real));
      expect(said.map(real).filter((folder) => !known.has(folder))).toEqual([]);
    });
  }
}
