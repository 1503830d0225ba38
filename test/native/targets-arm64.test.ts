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

/** Runs a program with the library compiled for a processor, and Node and koffi of that. */
function run(cwd: string, source: string, compiler: string, modules: string, command: readonly string[]): string {
  execFileSync(compiler, ["-shared", "-fPIC", "-o", `lib${source}.so`, `${source}.c`], { cwd });
  mkdirSync(join(cwd, "node_modules"), { recursive: true });
  cpSync(join(root, "src/runtime"), join(cwd, "node_modules/c2ts-runtime"), { recursive: true, force: true });
  for (const name of ["koffi", "@koromix"]) symlinkSync(join(modules, name), join(cwd, "node_modules", name));
  const env = { ...process.env, NODE_OPTIONS: "", QEMU_LD_PREFIX: "/usr/aarch64-linux-gnu" };
  const [program = "", ...args] = command;
  const out = execFileSync(program, [...args, "program.js"], { cwd, env, encoding: "utf8" });
  for (const name of ["koffi", "@koromix"]) unlinkSync(join(cwd, "node_modules", name));
  return out;
}

const onArm64 = (cwd: string, source: string): string =>
  run(cwd, source, "aarch64-linux-gnu-gcc", join(arm64Node.folder, "node_modules"), ["qemu-aarch64", arm64Node.binary]);
const here = (cwd: string, source: string): string =>
  run(cwd, source, "cc", join(root, "node_modules"), [process.execPath]);

const BOTH = ["--target", "x86_64-linux-gnu", "--target", "aarch64-linux-gnu"];

test("the same module of two targets calls the library of each, in Node on x86-64 and on an emulated AArch64", () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "item.h"), HEADER);
  writeFileSync(join(cwd, "item.c"), SOURCE);
  writeFileSync(join(cwd, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(cwd, "program.js"), PROGRAM.replaceAll("{ item }", "{ struct_item as item }"));
  expect(c2ts(["gen", "item.h", "--lib", "./libitem.so", "-o", "item.js", ...BOTH], { cwd }).code).toBe(0);
  const out = [here(cwd, "item"), onArm64(cwd, "item")];
  expect(out).toEqual(["x64 86 60007 24\n", "arm64 64 60007 24\n"]);
});

const SHOP = `
import { Ref, c } from "c2ts-runtime";
import * as shop from "./shop.js";
const said = {};
const tried = (call) => { try { return call(); } catch (error) { return error.message.replace(/:.*$/s, ""); } };
said.price = shop.price(3n, 4);
said.wide = shop.price(2n ** 40n, 2);
said.length = shop.length("täglich", 5);
const pair = shop.pair.alloc();
Object.assign(pair, { a: 1, b: 2 ** 40 });
said.swap = [shop.swap(pair).a, shop.swap(pair).b];
const [p, q] = [shop.point.alloc(), shop.point.alloc()];
Object.assign(p, { x: 1, y: 2 });
Object.assign(q, { x: 3, y: 5 });
said.middle = [shop.middle(p, q).x, shop.middle(p, q).y];
const cells = [new Ref(c.long), new Ref(shop.size_t), new Ref(c.uint)];
shop.fill(...cells);
said.fill = cells.map(({ value }) => value);
said.raise = [shop.raise(shop.LOW), shop.raise(shop.HIGH)];
said.total = shop.total.value;
const items = shop.struct_item.array(2);
[...items].forEach((item, i) => Object.assign(item, { id: i + 1, count: 10, mark: shop.LETTER, letter: 100, flags: 5, stamp: 1000n, sizes: [0, 0, 7], levels: [0, 5], exact: 2.5 }));
said.quote = shop.api.quote(items.at(0));
items.at(0).id = -1;
said.failure = tried(() => shop.api.quote(items.at(0)));
said.each = shop.each(items, 2, (item, user) => shop.struct_item.at(item).id * user, 100);
said.log = [shop.log_line("a", 5), shop.log_long("a")];
said.open = shop.open_shop("a");
said.macros = [shop.ADD(2n ** 40n, 1), shop.ID(items.at(1)), shop.LETTER];
said.async = await shop.price.async(5, 6);
said.only = [shop.has("tile_area"), shop.has("registry"), tried(() => { const t = shop.struct_tile.alloc(); Object.assign(t, { row: 3, column: 4 }); return shop.tile_area(t); })];
console.log(JSON.stringify(said));
`;

test("a module of targets that differ calls, passes records and is called back on each of them as its C says", () => {
  const cwd = emptyFolder();
  for (const file of ["shop.h", "shop.c"]) cpSync(join(root, "test/golden/targets", file), join(cwd, file));
  writeFileSync(join(cwd, "annotations.json"), '{ "quote": { "sum": "out", "throws": "nonzero" } }\n');
  writeFileSync(join(cwd, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(cwd, "program.js"), SHOP);
  const options = ["--lib", "./libshop.so", "-o", "shop.js", "--annotations", "annotations.json"];
  const targets = [...BOTH, "--target", "x86_64-pc-windows-msvc"];
  expect(c2ts(["gen", "shop.h", ...options, ...targets], { cwd })).toMatchObject({ code: 0 });
  const [there, own] = [JSON.parse(onArm64(cwd, "shop")), JSON.parse(here(cwd, "shop"))];
  const same = {
    price: 12,
    wide: 2 ** 41,
    length: 5,
    swap: [2 ** 40, 1],
    middle: [2, 3.5],
    fill: [-5, 3, 5],
    raise: [5, 32],
    total: 7,
    failure: "quote",
    each: 100,
    log: [102, 97],
    open: 97,
    async: 30,
  };
  expect(own).toEqual({
    ...same,
    quote: 1107,
    macros: [2 ** 40 + 1, 2, -23],
    only: [false, false, "struct_tile"],
  });
  expect(there).toEqual({
    ...same,
    quote: 1363,
    macros: [2 ** 40 + 1, 2, 233],
    only: [true, false, 12],
  });
});
