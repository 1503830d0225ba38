import { existsSync, readdirSync } from "node:fs";
import type { SearchArguments } from "./search-arguments.ts";

/**
 * Every folder in which clang for Linux may look for a header, and more: where nothing is, nothing is found. libclang does
 * not say which it searches. (`clang -v` does: a test compares.)
 *
 * @see https://github.com/llvm/llvm-project/blob/main/clang/lib/Driver/ToolChains/Linux.cpp AddClangSystemIncludeArgs
 */
export function searchFolders({ folders, roots }: SearchArguments, env: NodeJS.ProcessEnv): readonly string[] {
  const named = ["CPATH", "C_INCLUDE_PATH"].flatMap((variable) => {
    const value = env[variable];
    return value ? value.split(":").map((folder) => folder || ".") : [];
  });
  return [...new Set([...folders, ...named, ...["", ...roots].flatMap(systemFolders)])];
}

function systemFolders(root: string): readonly string[] {
  const targets = entries(`${root}/usr/include`).filter((name) => name.includes("-linux"));
  const compilers = ["/usr/lib/gcc", "/usr/lib64/gcc", "/usr/lib/gcc-cross"].flatMap((folder) =>
    entries(root + folder),
  );
  return [
    `${root}/usr/local/include`,
    `${root}/include`,
    `${root}/usr/include`,
    ...targets.map((target) => `${root}/usr/include/${target}`),
    ...compilers.map((target) => `${root}/usr/${target}/include`),
  ];
}

function entries(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
