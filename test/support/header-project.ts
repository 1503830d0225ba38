import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { c2ts } from "./run-cli.ts";

const RUNTIME = fileURLToPath(new URL("../../src/runtime", import.meta.url));

/** A header, bound with wrappers in C, and what C and TypeScript say of it. */
export interface HeaderProject {
  readonly folder: string;
  /** Binds the header as `lib.ts`. */
  readonly gen: (...flags: readonly string[]) => ReturnType<typeof c2ts>;
  /** What expressions on `lib` come to; `make(type, members)` is a new record. */
  readonly inTypeScript: (expressions: readonly string[]) => readonly string[];
  /** What expressions come to in a C program that a compiler has made, each printed by its format. */
  readonly inC: (
    compiler: string,
    expressions: readonly (readonly [format: string, text: string])[],
  ) => readonly string[];
  readonly remove: () => void;
}

/** @param source of the library, which the header is of; empty where all is in the header. */
export function headerProject(header: string, source: string): HeaderProject {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-header-"));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const run = (command: string, args: readonly string[]): string =>
    execFileSync(command, args, { cwd: folder, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } });
  const lines = (text: string): readonly string[] => (text === "" ? [] : text.trimEnd().split("\n"));
  write("lib.h", header);
  write("lib.c", `#include "lib.h"\n${source}`);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(RUNTIME, join(folder, "node_modules/c2ts-runtime"));
  return {
    folder,
    gen: (...flags) => {
      run("gcc", ["-shared", "-fPIC", "-w", "-o", "liblib.so", "lib.c"]);
      return c2ts(["gen", "lib.h", "--lib", "./liblib.so", "--shim", "-o", "lib.ts", ...flags], { cwd: folder });
    },
    inTypeScript: (expressions) => {
      const head =
        'import * as lib from "./lib.ts";\nimport { addressOf, c, Ref } from "c2ts-runtime";\nconst make = (type, members) => Object.assign(type.alloc(), members);\n';
      write("main.ts", `${head}${expressions.map((text) => `console.log(String(${text}));\n`).join("")}`);
      return lines(run(nodeBinary(26), ["main.ts"]));
    },
    inC: (compiler, expressions) => {
      if (expressions.length === 0) return [];
      const calls = expressions.map(([format, text]) => `  printf("${format}\\n", ${text});\n`).join("");
      write("main.c", `#include <stdio.h>\n#include "lib.h"\nint main(void) {\n${calls}  return 0;\n}\n`);
      run(compiler, ["-w", "-o", "main", "main.c", "./liblib.so", "-lm"]);
      return lines(run("./main", []));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
