// @ts-check
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
export const launcher = join(root, "bin", "c2ts.js");
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");

/** A temporary folder in which modules are generated, compiled and imported as a user's would be. */
export class Workbench {
  folder = mkdtempSync(join(tmpdir(), "c2ts-bench-"));
  /** @type {{ module: string, library: string } | null} */
  #native = null;

  constructor() {
    writeFileSync(this.path("package.json"), '{ "type": "module" }');
    symlinkSync(join(root, "node_modules"), this.path("node_modules"), "junction");
  }

  /** @param {string} name */
  path(name) {
    return join(this.folder, name);
  }

  /** bench.c as a library, and the JavaScript of the module that c2ts makes of bench.h. */
  native() {
    if (this.#native === null) {
      cpSync(fileURLToPath(new URL("../native", import.meta.url)), this.folder, { recursive: true });
      const library = this.path("libbench.so");
      const compiler = process.env["CC"] ?? "cc";
      attempt(compiler, ["-std=c11", "-O2", "-shared", "-fPIC", "-o", library, this.path("bench.c")]);
      this.#native = { module: this.toJavaScript(this.generate("bench.h", library)), library };
    }
    return this.#native;
  }

  /**
   * Makes a module of a header in the folder.
   *
   * @param {string} header
   * @param {string} library
   * @returns {string} path of the .ts file
   */
  generate(header, library) {
    const output = this.path(header.replace(/\.h$/, ".ts"));
    attempt(process.execPath, [launcher, "gen", this.path(header), "--lib", library, "--shim", "-o", output]);
    return output;
  }

  /**
   * Takes the types out of a .ts file.
   *
   * @param {string} source
   * @returns {string} path of the .js file
   */
  toJavaScript(source) {
    const options = ["--noCheck", "--ignoreConfig", "--target", "es2023", "--module", "nodenext", "--types", "node"];
    attempt(process.execPath, [tsc, ...options, "--outDir", this.folder, source]);
    return source.replace(/\.ts$/, ".js");
  }

  dispose() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function attempt(program, args) {
  try {
    execFileSync(program, args, { stdio: "pipe" });
  } catch (cause) {
    throw new Error(`${[program, ...args].join(" ")} failed:\n${failureOf(cause)}`, { cause });
  }
}

/** @param {unknown} error of execFileSync */
function failureOf(error) {
  const {
    stdout = "",
    stderr = "",
    message,
  } = /** @type {{ stdout?: unknown, stderr?: unknown, message: string }} */ (error);
  return `${stderr ?? ""}${stdout ?? ""}`.trim() || message;
}

/** Version of this package's typescript, and so on, as in its package.json. */
export function versionOf(/** @type {string} */ name) {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
  return String(version);
}
