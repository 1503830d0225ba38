import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { platformKey } from "./platform-key.ts";
import { sharedObject } from "./shared-object.ts";

/** What a package says of its wrappers in C. */
export interface ShimRecipe {
  /** Of the C file and of the shared object, without their endings. */
  readonly name: string;
  /** For the compiler: `-DNAME`. */
  readonly compile: readonly string[];
  /** For the linker: `-lz`. */
  readonly link: readonly string[];
}

/**
 * The program `build-shim.js` of a package: makes the shared object of its wrappers for the platform that runs it. It needs a C
 * compiler (CC, else cc, gcc, clang or zig) and the headers of the library; arguments of the command line go to the compiler.
 * Nothing runs it but the user: installing a package never does.
 *
 * @param base URL of the program, in the folder of the package.
 */
export function buildShim(base: string, recipe: ShimRecipe): void {
  const { message, ok } = build(fileURLToPath(new URL("./prebuilds/", base)), recipe);
  if (ok) console.log(message);
  else console.error(`build-shim: ${message}`);
  process.exitCode = ok ? 0 : 1;
}

interface Outcome {
  readonly ok: boolean;
  readonly message: string;
}

function build(prebuilds: string, { name, compile, link }: ShimRecipe): Outcome {
  const key = platformKey();
  const stem = join(prebuilds, key, name);
  if (!existsSync(`${stem}.c`)) {
    const others = existsSync(prebuilds) ? readdirSync(prebuilds).join(", ") : "no platform";
    return { ok: false, message: `no C file for ${key}, only for ${others}` };
  }
  const output = sharedObject(stem);
  const temporary = `${output}.${process.pid}.tmp`;
  // The runtime puts a library there that the dynamic linker would not find.
  const beside = process.platform === "linux" ? ["-Wl,-rpath,$ORIGIN"] : [];
  const flags = ["-std=gnu17", "-O2", "-fPIC", "-fvisibility=hidden", "-w", "-shared", ...beside, ...compile];
  const given = [...flags, ...process.argv.slice(2), `${stem}.c`, "-o", temporary, ...link, "-lm"];
  const named = (process.env["CC"] ?? "").trim();
  for (const command of named === "" ? ["cc", "gcc", "clang", "zig cc"] : [named]) {
    const [program = "", ...own] = command.split(/\s+/);
    const { status, error } = spawnSync(program, [...own, ...given], { stdio: "inherit" });
    if (error !== undefined && "code" in error && error.code === "ENOENT") continue;
    if (status === 0) {
      renameSync(temporary, output);
      return { ok: true, message: `${output}: built` };
    }
    rmSync(temporary, { force: true });
    const advice = "are the headers of the library installed? Arguments of this command go to the compiler";
    return { ok: false, message: `${command} does not compile it: ${advice}` };
  }
  const tried = named === "" ? "cc, gcc, clang, zig cc; CC names another" : `'${named}', which CC names`;
  return { ok: false, message: `no C compiler: tried ${tried}` };
}
