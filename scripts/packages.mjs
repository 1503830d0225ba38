// The packages of this repository: each folder of packages/ has a c2ts.config.json and a spec in spec-json/. So has
// libclang, whose module src/parser/clang/libclang.ts is checked in, since c2ts itself is built from it. Its headers
// (Debian: libclang-19-dev) are needed only for `spec libclang`, when c2ts is to call another function of it.
//
//   node scripts/packages.mjs spec     reads the installed headers into spec-json/<name>/<target>.json; needs libclang
//   node scripts/packages.mjs build    emits packages/<name>/index.ts from the spec, for tests, and makes the npm package in
//                                      packages/<name>/dist, as any user of `c2ts package` does; needs no libclang
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  dump,
  emit as emitModule,
  formatSpec,
  loadConfig,
  loadSpec,
  pkgConfig,
  severityOf,
  writeOutput,
} from "../dist/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = "x86_64-linux-gnu";
const [step, ...only] = process.argv.slice(2);
const names = readdirSync(`${root}packages`).filter(
  (name) => existsSync(`${root}packages/${name}/c2ts.config.json`) && (only.length === 0 || only.includes(name)),
);

/** @param {string} name */
const folder = (name) => (name === "libclang" ? `${root}src/parser/clang` : `${root}packages/${name}`);

/** @param {string} name */
const specFile = (name) => `${root}spec-json/${name}/${target}.json`;

/** @param {string} name */
async function config(name) {
  const loaded = await loadConfig(`${folder(name)}/c2ts.config.json`);
  const [only] = loaded?.libraries ?? [];
  if (only === undefined) throw new Error(`${name} has no config`);
  return only;
}

/** The libclang that checked-in specs are made with; another may keep other parts of the compiler's own headers. */
const libclang = process.env["C2TS_LIBCLANG"] ?? "/usr/lib/llvm-19/lib/libclang-19.so.1";

/** @param {string} name */
async function spec(name) {
  const { pkg, headers = [], clangArgs = [], include = [], exclude = [], comments = true } = await config(name);
  const flags = pkg === undefined ? [] : pkgConfig(pkg, headers).clangArguments;
  const options = { clangArguments: [...flags, ...clangArgs], include, exclude, comments, libclang };
  const { spec, problems } = dump(headers, options);
  const warnings = problems.filter(({ problem }) => severityOf(problem) === "warning");
  if (warnings.length > 0) throw new Error(`${name}: ${JSON.stringify(warnings)}`);
  console.log(
    `${name}: spec ${writeOutput(specFile(name), formatSpec(spec))}, ${spec.declarations.length} declarations`,
  );
}

/** @param {string} name */
async function emit(name) {
  const { library = null, annotations } = await config(name);
  const spec = loadSpec(readFileSync(specFile(name), "utf8"), specFile(name));
  const { code, counts } = emitModule(spec, library, { annotations });
  const result = writeOutput(`${root}packages/${name}/index.ts`, code);
  console.log(`${name}: module ${result}, ${counts.functions} functions, ${counts.leftOut} left out`);
}

switch (step) {
  case "spec":
    for (const name of only.includes("libclang") ? [...names, "libclang"] : names) await spec(name);
    break;
  case "build":
    for (const name of names) {
      await emit(name);
      const config = `${folder(name)}/c2ts.config.json`;
      execFileSync(process.execPath, [`${root}bin/c2ts.js`, "package", "--config", config], { stdio: "inherit" });
    }
    break;
  default:
    console.error("usage: node scripts/packages.mjs spec|build [name...]");
    process.exitCode = 2;
}
