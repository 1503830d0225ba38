import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { arm64Node } from "../../scripts/setup/arm64-node.mjs";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
if (!existsSync(arm64Node.binary)) throw new Error(`${arm64Node.binary} is missing: run npm run setup`);

const HEADER = `
#include <stdint.h>
struct item { int64_t id; double price; unsigned short kind; };
double total(const struct item *items, int count);
unsigned processor(void);
`;

const SOURCE = `#include "item.h"
double total(const struct item *items, int count) {
  double sum = 0;
  for (int i = 0; i < count; i++) sum += items[i].price * items[i].kind + (double)items[i].id;
  return sum;
}
unsigned processor(void) {
#ifdef __aarch64__
  return 64;
#else
  return 86;
#endif
}
`;

const PROGRAM = `
import { item } from "./item.js";
import * as lib from "./item.js";
const one = item.alloc();
Object.assign(one, { id: 7n, price: 1.5, kind: 40000 });
console.log(process.arch, lib.processor(), lib.total(one, 1), item.size);
`;

test("the same module of two targets calls the library of each, in Node on x86-64 and on an emulated AArch64", () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "item.h"), HEADER);
  writeFileSync(join(cwd, "item.c"), SOURCE);
  writeFileSync(join(cwd, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(cwd, "program.js"), PROGRAM.replaceAll("{ item }", "{ struct_item as item }"));
  const targets = ["--target", "x86_64-linux-gnu", "--target", "aarch64-linux-gnu"];
  expect(c2ts(["gen", "item.h", "--lib", "./libitem.so", "-o", "item.js", ...targets], { cwd }).code).toBe(0);
  const run = (compiler: string, modules: string, command: readonly string[]): string => {
    execFileSync(compiler, ["-shared", "-fPIC", "-o", "libitem.so", "item.c"], { cwd });
    mkdirSync(join(cwd, "node_modules"), { recursive: true });
    cpSync(join(root, "src/runtime"), join(cwd, "node_modules/c2ts-runtime"), { recursive: true, force: true });
    for (const name of ["koffi", "@koromix"]) symlinkSync(join(modules, name), join(cwd, "node_modules", name));
    const env = { ...process.env, NODE_OPTIONS: "", QEMU_LD_PREFIX: "/usr/aarch64-linux-gnu" };
    const [program = "", ...args] = command;
    const out = execFileSync(program, [...args, "program.js"], { cwd, env, encoding: "utf8" });
    for (const name of ["koffi", "@koromix"]) unlinkSync(join(cwd, "node_modules", name));
    return out;
  };
  const there = run("aarch64-linux-gnu-gcc", join(arm64Node.folder, "node_modules"), [
    "qemu-aarch64",
    arm64Node.binary,
  ]);
  const here = run("cc", join(root, "node_modules"), [process.execPath]);
  expect([here, there]).toEqual(["x64 86 60007 24\n", "arm64 64 60007 24\n"]);
});
