// The packages of this repository: each folder of packages/ has a c2ts.config.json and a spec in spec-json/. So has
// libclang, whose module src/parser/clang/libclang.ts is checked in, since c2ts itself is built from it. Its headers
// (Debian: libclang-19-dev) are needed only for `spec libclang`, when c2ts is to call another function of it.
//
//   node scripts/packages.mjs spec     reads the installed headers into spec-json/<name>/<target>.json, and renews their
//                                      rows in docs/libraries.md; needs libclang 19, gcc and bindgen
//   node scripts/packages.mjs build    emits packages/<name>/index.ts from the spec, for tests, and makes the npm package in
//                                      packages/<name>/dist, as any user of `c2ts package` does; needs no libclang, but
//                                      a C compiler and the headers for those with `shim`
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { dump, emit as emitModule, formatSpec, severityOf, writeOutput } from "../dist/index.js";
import {
  clangArgumentsOf,
  folderOf,
  packageNames,
  readConfig,
  readSpec,
  specFileOf,
} from "./packages/read-package.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const [step, ...only] = process.argv.slice(2);
const names = packageNames().filter((name) => only.length === 0 || only.includes(name));

/** The libclang that checked-in specs are made with; another may keep other parts of the compiler's own headers. */
const libclang = process.env["C2TS_LIBCLANG"] ?? "/usr/lib/llvm-19/lib/libclang-19.so.1";

/** @param {string} name */
async function spec(name) {
  const config = await readConfig(name);
  const { headers = [], include = [], exclude = [], comments = true } = config;
  const options = { clangArguments: clangArgumentsOf(config), include, exclude, comments, libclang };
  const { spec, problems } = dump(headers, options);
  const warnings = problems.filter(({ problem }) => severityOf(problem) === "warning");
  if (warnings.length > 0) throw new Error(`${name}: ${JSON.stringify(warnings)}`);
  console.log(
    `${name}: spec ${writeOutput(specFileOf(name), formatSpec(spec))}, ${spec.declarations.length} declarations`,
  );
}

/**
 * Runs c2ts as its users do.
 *
 * @param {readonly string[]} args
 */
const c2ts = (...args) => execFileSync(process.execPath, [`${root}bin/c2ts.js`, ...args], { stdio: "inherit" });

/** @param {string} name */
async function emit(name) {
  const config = await readConfig(name);
  const { library = null, annotations, shim = false } = config;
  if (shim) {
    const given = ["--annotations", `${folderOf(name)}/annotations.json`, "-o", `${folderOf(name)}/index.ts`];
    const lib = library === null ? [] : ["--lib", library];
    c2ts("emit", specFileOf(name), "--shim", ...lib, ...given, "--", ...clangArgumentsOf(config));
    return;
  }
  const { code, counts } = emitModule(readSpec(name), library, { annotations });
  const result = writeOutput(`${root}packages/${name}/index.ts`, code);
  console.log(`${name}: module ${result}, ${counts.functions} functions, ${counts.leftOut} left out`);
}

switch (step) {
  case "spec":
    for (const name of only.includes("libclang") ? [...names, "libclang"] : names) await spec(name);
    if (names.length > 0)
      execFileSync(process.execPath, [`${root}scripts/libraries.mjs`, ...names], { stdio: "inherit" });
    break;
  case "build":
    for (const name of names) {
      await emit(name);
      c2ts("package", "--config", `${folderOf(name)}/c2ts.config.json`);
    }
    break;
  default:
    console.error("usage: node scripts/packages.mjs spec|build [name...]");
    process.exitCode = 2;
}
