import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { emptyFolder } from "../support/run-cli.ts";

const FOLDER = fileURLToPath(new URL("../golden/targets/", import.meta.url));
const TARGETS = [
  { triple: "x86_64-linux-gnu", platform: "linux", arch: "x64" },
  { triple: "aarch64-linux-gnu", platform: "linux", arch: "arm64" },
  { triple: "x86_64-pc-windows-msvc", platform: "win32", arch: "x64" },
] as const;

const real = { platform: process.platform, arch: process.arch };
afterEach(() => {
  for (const [name, value] of Object.entries(real)) Object.defineProperty(process, name, { value });
});

/** The module and its runtime as they are on another system, for all that calls nothing. */
async function moduleOn({ platform, arch }: { readonly platform: string; readonly arch: string }) {
  await import("koffi"); // whose native part is of the real one
  vi.resetModules();
  Object.defineProperty(process, "platform", { value: platform });
  Object.defineProperty(process, "arch", { value: arch });
  return { ...(await import("../golden/targets/expected.ts")), ...(await import("c2ts-runtime")) };
}

/** Where a member is: the first byte that is not 0 when it is set to 1. */
function offsetOf<T>(make: () => T, bytesOf: (record: T) => Uint8Array, set: (record: T) => void): number {
  const record = make();
  set(record);
  return bytesOf(record).findIndex((byte) => byte !== 0);
}

describe.each(TARGETS)("on $platform-$arch", (target) => {
  test("sizes, offsets, constants and widths are those of clang for that system", async () => {
    const m = await moduleOn(target);
    type Item = InstanceType<typeof m.struct_item>;
    const members: readonly (readonly [string, (item: Item) => void])[] = [
      ["id", (item) => Object.assign(item, { id: 1 })],
      ["mark", (item) => Object.assign(item, { mark: 1 })],
      ["letter", (item) => Object.assign(item, { letter: 1 })],
      ["count", (item) => Object.assign(item, { count: 1 })],
      ["level", (item) => Object.assign(item, { level: 1 })],
      ["stamp", (item) => Object.assign(item, { stamp: 1 })],
      ["name", (item) => Object.assign(item, { name: "\u0001" })],
      ["sizes", (item) => Object.assign(item, { sizes: [1, 0, 0] })],
      ["levels", (item) => Object.assign(item, { levels: [1, 0] })],
      ["owner", (item) => Object.assign(item, { owner: 1 })],
    ];
    const present = members.filter(([name]) => name !== "owner" || target.platform !== "win32");
    const asserts = [
      ...present.map(([name, set]) => {
        const at = offsetOf(
          () => m.struct_item.alloc(),
          (item) => m.bytesOf(item),
          set,
        );
        return `offsetof(struct item, ${name}) == ${at}`;
      }),
      `sizeof(struct item) == ${m.struct_item.size}`,
      `_Alignof(struct item) == ${m.struct_item.align}`,
      `sizeof(pair) == ${m.pair.size}`,
      `sizeof(((struct item *)0)->name) == ${m.struct_item.alloc().name.length}`,
      `sizeof(size_t) == ${m.size_t.size}`,
      `sizeof(wchar_t) == ${m.wchar_t.size}`,
      `sizeof(long) == ${m.c.long.size}`,
      `LETTER == ${m.LETTER}`,
      `LONG_BITS == ${m.LONG_BITS}`,
      `ULONG_LARGEST == ${m.ULONG_LARGEST}u`,
      `TOP == ${m.TOP}`,
      `HERE == ${m.HERE}`,
      ...(m.ROOT === undefined ? [] : [`ROOT == ${m.ROOT}`]),
      ...(m.IN_FILE === undefined ? [] : [`IN_FILE == ${m.IN_FILE}`]),
      ...(m.IN_REGISTRY === undefined ? [] : [`IN_REGISTRY == ${m.IN_REGISTRY}`]),
    ];
    const lines = asserts.map((one) => `_Static_assert(${one}, "");`);
    const source = join(emptyFolder(), "asserts.c");
    writeFileSync(source, `#include "shop.h"\n#include <stddef.h>\n${lines.join("\n")}\n`);
    execFileSync("clang-14", [`--target=${target.triple}`, "-fsyntax-only", "-I", FOLDER, source]);
    expect([m.ROOT === undefined, m.IN_FILE === undefined, m.SEPARATOR]).toEqual(
      target.platform === "win32" ? [false, true, "\\"] : [true, false, "/"],
    );
  });

  test("what the system lacks says so, and nothing that needs it works by chance", async () => {
    const m = await moduleOn(target);
    const none = new RegExp(`no binding of it for ${target.platform}-${target.arch}`);
    const isWindows = target.platform === "win32";
    if (!isWindows) {
      expect(() => m.registry(1)).toThrow(none);
      expect(() => m.windows_only.value).toThrow(none);
      expect(() => m.FROM_HANDLE(8)).toThrow(none);
      expect([m.has("registry"), m.has("windows_only")]).toEqual([false, false]);
    } else expect(m.FROM_HANDLE(8)).toBe(2);
    if (target.arch === "arm64") expect(m.struct_tile.alloc().row).toBe(0);
    else {
      expect(() => m.struct_tile.alloc()).toThrow(/^struct_tile: there is no binding/);
      expect(() => m.struct_tile.malloc()).toThrow(none);
      expect(m.has("tile_area")).toBe(false);
    }
    const item = m.struct_item.alloc();
    if (isWindows) {
      expect(item.owner).toBe(undefined);
      expect(() => Object.assign(item, { owner: 1 })).toThrow(/^struct_item\.owner: there is no binding/);
    } else expect(item.owner).toBe(0);
  });

  test("a long takes numbers and bigints that it can hold, and gives numbers", async () => {
    const m = await moduleOn(target);
    const item = m.struct_item.alloc();
    item.id = -5n;
    expect(item.id).toBe(-5);
    const isWide = m.LONG_BITS === 64;
    for (const id of [2 ** 40, 2n ** 40n]) {
      if (isWide) {
        item.id = id;
        expect(item.id).toBe(2 ** 40);
      } else expect(() => Object.assign(item, { id })).toThrow(RangeError);
    }
    expect(m.ADD(1n, 2)).toBe(3);
    const isSigned = target.arch !== "arm64";
    item.mark = isSigned ? -1 : 255;
    expect(item.mark).toBe(isSigned ? -1 : 255);
    expect(() => Object.assign(item, { mark: isSigned ? 255 : -1 })).toThrow(RangeError);
  });
});

test("elsewhere the module is not loaded", async () => {
  await expect(moduleOn({ platform: "linux", arch: "riscv64" })).rejects.toThrow(
    "the module of shop.h was made from the headers of linux-x64, linux-arm64, win32-x64: it has no bindings for linux-riscv64",
  );
});
