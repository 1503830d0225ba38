import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { arm64Node } from "../../scripts/setup/arm64-node.mjs";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { compileFixture } from "../support/native.ts";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

/** The same calls on AArch64, in an emulator, as here: there records go as structs of koffi's, here as scalars in registers. */
const root = fileURLToPath(new URL("../../", import.meta.url));
const program = join(root, "test/native/programs/by-value.ts");
const header = join(root, "fixtures/by-value/by-value.h");
if (!existsSync(arm64Node.binary)) throw new Error(`${arm64Node.binary} is missing: run npm run setup`);

function here(...left: readonly string[]): string {
  const library = compileFixture("by-value");
  const module = pathToFileURL(join(root, "fixtures/by-value/expected.ts")).href;
  const env = { ...process.env, NODE_OPTIONS: "", C2TS_LIB_FIXTURE_BY_VALUE: library };
  return execFileSync(nodeBinary(26), [program, module, ...left], { env, encoding: "utf8" });
}

/** A folder with the module for AArch64; what it says of records is true here, too, where they are not packed. */
function generated(): string {
  const folder = emptyFolder();
  const target = ["--", "--target=aarch64-linux-gnu"];
  const { code, stderr } = c2ts(
    ["gen", header, "--lib", "./libby-value.so", "-o", "by-value.ts", "--verbose", ...target],
    {
      cwd: folder,
    },
  );
  expect({ code, left: stderr.match(/skipped '(\w+)'/g) }).toEqual({
    code: 0,
    left: ["skipped 'after_nothing'", "skipped 'nothing_back'"],
  });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  mkdirSync(join(folder, "node_modules"));
  return folder;
}

test("records by value on AArch64: in registers, in memory, packed, unions, to and from callbacks", () => {
  const folder = generated();
  const source = join(root, "fixtures/by-value/by-value.c");
  const output = join(folder, "libby-value.so");
  execFileSync("aarch64-linux-gnu-gcc", ["-shared", "-fPIC", "-O1", "-w", "-o", output, source]);
  cpSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"), { recursive: true });
  for (const name of ["koffi", "@koromix"]) {
    symlinkSync(join(arm64Node.folder, "node_modules", name), join(folder, "node_modules", name));
  }
  cpSync(program, join(folder, "program.ts"));
  const env = { ...process.env, NODE_OPTIONS: "", QEMU_LD_PREFIX: "/usr/aarch64-linux-gnu" };
  const args = [arm64Node.binary, "--no-warnings", "program.ts", "./by-value.ts"];
  const there = execFileSync("qemu-aarch64", args, { cwd: folder, env, encoding: "utf8" });
  expect(there.split("\n").length).toBeGreaterThan(20);
  expect(there).toBe(here());
});

test("the same structs are those of C on this machine, but for packed ones", () => {
  const folder = generated();
  cpSync(compileFixture("by-value"), join(folder, "libby-value.so"));
  symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
  cpSync(program, join(folder, "program.ts"));
  const env = { ...process.env, NODE_OPTIONS: "" };
  const args = ["program.ts", "./by-value.ts", "crooked"];
  expect(execFileSync(nodeBinary(26), args, { cwd: folder, env, encoding: "utf8" })).toBe(here("crooked"));
});
