import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import * as without from "../../fixtures/shim/expected.ts";
import { compileFixture } from "../support/native.ts";
import { c2ts } from "../support/run-cli.ts";
import { PROTOTYPES, SHIM_FLAGS, SHIM_SOURCES, shimProject } from "../support/shim-project.ts";

// A header that has everything which no dynamic call reaches, bound with --shim and called, by both compilers.

const { folder, gen, run } = shimProject();

describe.each(["gcc", "clang-14"])("%s", (compiler) => {
  beforeAll(() => {
    const made = gen("--cc", compiler);
    expect([made.code, made.stderr]).toEqual([0, expect.stringContaining("shim.ts")]);
  });

  test("static inline functions, however their names are shadowed", () => {
    expect(
      run(
        "results.push(lib.add(2, 3), lib.greet(), lib.twice(21), lib.new_(4, 5), lib.in_no_library(1), lib.nor_this(1));",
      ),
    ).toEqual([5, "hello", 42, 9, 101, 201]);
  });

  test("records by value: in registers, in memory, packed, with const members, arrays and over-aligned", () => {
    const program = `
      const pair = lib.pair.alloc(); pair.x = 1; pair.y = 2;
      const odd = lib.struct_odd.alloc(); odd.c = 4; odd.d = 1.5;
      const grown = lib.grow(odd, 3);
      const grid = lib.struct_grid.alloc(); [[1, 2], [3, 4], [5, 6]].forEach((row, i) => grid.cells.at(i).set(row));
      const wide = lib.struct_wide.alloc(); wide.x = 7;
      results.push(lib.flip(pair).x, grown.c, grown.d, odd.d, lib.fixed(3).value, [...lib.transpose(grid).cells].map((row) => [...row]), lib.next(wide).x);`;
    expect(run(program)).toEqual([
      2,
      5,
      4.5,
      1.5,
      3,
      [
        [1, 3],
        [5, 2],
        [4, 6],
      ],
      8,
    ]);
  });

  test("records that compilers pass in different ways", () => {
    const program = `
      const shared = lib.struct_shared.alloc(); shared.n = 1; shared.l = 10;
      const more = lib.more(shared);
      results.push(more.n, more.l, lib.atomic_next(4));`;
    expect(run(program)).toEqual([2, 9, 5]);
  });

  test("long double, _Complex and __int128, in and out", () => {
    const program = `results.push(lib.half(5), lib.from_library(), lib.turn({ re: 1, im: 2 }), lib.wider(2n ** 100n), lib.long_turn({ re: 3, im: 4 }));`;
    expect(run(program)).toEqual([2.5, 0.25, { re: -2, im: 1 }, String(2n ** 100n + 1n), { re: -4, im: 3 }]);
  });

  test("records without a name, by what leads to them", () => {
    const program = `
      const around = lib.struct_around.alloc();
      around.in.at(1).x = 6; around.in.at(1).y = [7n, 8n, 9n];
      const inside = lib.inside(around.in.at(1));
      const pointed = lib.struct_points_p.alloc(); pointed.a = 12;
      const turned = lib.turned(lib.nameless.value);
      results.push(
        turned.a, turned.b, [...lib.behind().c], inside.x, [...inside.y], lib.deepest(65).z, lib.own_type().own, lib.points(pointed),
        "nobodys" in lib, lib.steady.value.k,
      );`;
    expect(run(program)).toEqual([2, 1, [1, 2, 3, 4], 7, ["7", "8", "9"], 65, 7, 12, false, 5]);
  });

  test("va_list is variadic, and so is a variadic function that has such a twin", () => {
    expect(run("results.push(lib.vsum(3, 1, 2, 39), lib.sum(2, 40, 2));")).toEqual([42, 42]);
  });

  test("function pointers, and functions that give them", () => {
    const program = `
      results.push(lib.each(new Int32Array([1, 2, 3]), 3, (x) => x * x, null));
      const f = lib.chooser(1); results.push(f === null);`;
    expect(run(program)).toEqual([14, false]);
  });

  test("functions that take functions that give functions, arrays of records and of arrays, names that are no ASCII", () => {
    const program = `
      const list = lib.struct_fixed.array(2);
      const seven = pin(new Ref(c.int, 7));
      results.push(
        lib.compose((which) => lib.chooser(which), 1, 41),
        lib.total(list, 2, new Int32Array([1, 2, 3, 4])),
        lib.größe(new Ref(c.pointer(c.int), seven.pointer)),
        lib.$old(),
      );`;
    expect(run(program)).toEqual([42, 3, 7, 3]);
  });

  test("macros, by prototypes", () => {
    const program = `
      const both = new Int32Array([1, 2]);
      lib.SWAP(both, both.subarray(1));
      const pair = lib.pair.alloc(); pair.x = 6;
      results.push([...both], lib.LARGER(-5, 2 ** 40), lib.FIRST(pair), lib.SWAP.length);`;
    expect(run(program)).toEqual([[2, 1], 2 ** 40, 6, 2]);
  });

  test("errno, and .async with values that are C's own", () => {
    const program = `
      results.push(lib.fails(7), errno());
      const odd = lib.struct_odd.alloc(); odd.c = 4; odd.d = 1.5;
      const later = lib.grow.async(odd, 5); odd.d = 77;
      results.push((await later).d, await lib.half.async(9));`;
    expect(run(program)).toEqual([-1, 7, 7.5, 4.5]);
  });

  test("wrong arguments are refused as in any other function", () => {
    const program = `
      for (const call of [() => lib.add("x" as never, 1), () => lib.half(1n as never), () => lib.flip({} as never)]) {
        try { call(); } catch (error) { results.push(String(error)); }
      }`;
    expect(run(program)).toEqual([
      expect.stringMatching(/^TypeError: add: a /),
      expect.stringMatching(/^TypeError: half: x /),
      expect.stringMatching(/^TypeError: flip: p /),
    ]);
  });
});

test("without --shim there is what the library has", () => {
  compileFixture("shim");
  expect(Object.keys(without)).toContain("plain");
  expect(Object.keys(without).filter((name) => ["add", "half", "from_library", "vsum"].includes(name))).toEqual([]);
  expect(readFileSync(`${SHIM_SOURCES}report.txt`, "utf8")).toMatch(
    /'add_lanes': 'four' cannot .*\(--shim wraps functions\)/,
  );
  expect(without.plain(1)).toBe(2);
});

test("the C file is what was looked at", async () => {
  gen();
  await expect(readFileSync(join(folder, "shim.shim.c"), "utf8")).toMatchFileSnapshot(`${SHIM_SOURCES}expected.shim.c`);
});

test.each([
  ["gcc", "-std=c11"],
  ["gcc", "-std=c2x"],
  ["musl-gcc", "-std=c11"],
  ["clang-14", "-std=c11"],
  ["clang-14", "-std=c2x"],
])("%s compiles it: %s", (compiler, ...flags) => {
  const given = ["-w", "-Wno-psabi", ...flags, "-fsyntax-only", "-I.", join(SHIM_SOURCES, "expected.shim.c")];
  expect(spawnSync(compiler, given, { cwd: folder, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
});

test("what the compiler or the linker refuses is left out, with its words", () => {
  const { stderr } = gen("--verbose");
  expect(stderr).toMatch(/'missing': the shim has no wrapper of it: no library that is linked with has 'nowhere'/);
  expect(stderr).toMatch(/'nobodys': the shim has no wrapper of it: C has no name for the type of 'p'/);
  expect(stderr).toMatch(/'only_avx512': the shim has no wrapper of it: .*target specific option mismatch/);
  expect(stderr).toMatch(/'log_it': the shim has no wrapper of it: C has no way to hand on variadic arguments/);
  expect(readFileSync(join(folder, "shim.ts"), "utf8")).not.toMatch(/\b(missing|only_avx512|log_it)\b/);
});

test("annotations may speak of what only wrappers call", () => {
  writeFileSync(join(folder, "said.json"), JSON.stringify({ add: { throws: "negative" } }));
  const said = ["--cc", "gcc", "--annotations", "said.json"];
  const program = `
    results.push(lib.api.add(2, 3));
    try { lib.api.add(-2, 1); } catch (error) { results.push(error.message); }`;
  expect(gen(...said, "--spec", "spec.json").code).toBe(0);
  expect(run(program)).toEqual([5, "add: it returned -1"]);
  const emit = ["emit", "spec.json", "--lib", "./libshim.so", "--shim", ...said, "-o", "said.ts", "--", "-I."];
  expect(c2ts(emit, { cwd: folder }).code).toBe(0);
  expect(run(program, "./said.ts")).toEqual([5, "add: it returned -1"]);
  const info = ["--name", "said", "--version", "1.0.0", "--license", "MIT", "-o", "package"];
  const made = c2ts(["package", "shim.h", "--lib", "shim", "--link=-L.", "--shim", ...said, ...info, "--", "-I."], {
    cwd: folder,
  });
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining("package: ")]);
});

test("emit --shim makes the same of a spec, without clang", () => {
  expect(gen("--cc", "gcc", "--spec", "spec.json").code).toBe(0);
  const emit = (file: string, env: NodeJS.ProcessEnv, ...more: readonly string[]): ReturnType<typeof c2ts> => {
    const flags = ["--lib", "./libshim.so", "--shim", "--cc", "gcc", "-o", file];
    return c2ts(["emit", "spec.json", ...flags, ...more], { cwd: folder, env: { ...process.env, ...env } });
  };
  expect(emit("emitted.ts", { C2TS_LIBCLANG: "/nowhere" }, "--", "-I.").code).toBe(0);
  const text = (file: string): string => readFileSync(join(folder, file), "utf8").replaceAll("emitted", "shim");
  expect(text("emitted.ts")).toBe(text("shim.ts"));
  expect(text("emitted.shim.c")).toBe(text("shim.shim.c"));
  expect(run("results.push(lib.add(2, 3), lib.half(3), lib.SWAP.length);", "./emitted.ts")).toEqual([5, 1.5, 2]);

  const { code, stderr } = emit("elsewhere/emitted.ts", {}, "--", "-I/nowhere");
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/gcc does not compile the headers:\n.*shim\.h: No such file/),
  ]);
});

test("a prototype that is none, and one that C does not understand", () => {
  const none = c2ts(["gen", "shim.h", "--shim", "--prototype", "SWAP", "-o", "x.ts"], { cwd: folder });
  expect([none.code, none.stderr]).toEqual([
    2,
    "c2ts: 'SWAP' is no prototype such as 'void list_add(struct node *n)'\n",
  ]);
  const wrong = c2ts(["gen", "shim.h", "--shim", "--prototype", "void SWAP(in *a)", "-o", "x.ts"], { cwd: folder });
  expect([wrong.code, wrong.stderr]).toEqual([
    3,
    expect.stringMatching(/c2ts-prototypes\.h:1:13: error: unknown type name 'in'/),
  ]);
  const plain = c2ts(["gen", "shim.h", ...PROTOTYPES, "-o", "x.ts", "--verbose"], { cwd: folder });
  expect(plain.stderr).toMatch(/skipped 'SWAP': it is a macro, which only a shim can call \(--shim\)/);
});

test("check builds it too, and writes nothing", () => {
  gen("--cc", "gcc");
  const flags = [...SHIM_FLAGS, "--no-layout", "--no-constants"];
  const good = c2ts(["check", "shim.h", ...flags], { cwd: folder });
  expect([good.code, good.stderr]).toEqual([0, ""]);
  writeFileSync(join(folder, "shim.shim.c"), "changed\n");
  const stale = c2ts(["check", "shim.h", ...flags], { cwd: folder });
  expect([stale.code, stale.stdout]).toEqual([1, expect.stringContaining("shim.shim.c")]);
  expect(readFileSync(join(folder, "shim.shim.c"), "utf8")).toBe("changed\n");
});

test("without a compiler the rest is there, and what is not says so", () => {
  const other = c2ts(["gen", "shim.h", "--lib", "./libshim.so", "--shim", "--cc", "no-such-cc", "-o", "bare/shim.ts"], {
    cwd: folder,
  });
  expect(other.code).toBe(1);
  expect(other.stderr).toMatch(
    /no C compiler \(no-such-cc: not found\); without one these functions cannot be called: add, /,
  );
  expect(existsSync(join(folder, "bare/shim.shim.c"))).toBe(true);
  const program = `
    const bare = await import("./bare/shim.ts");
    results.push(bare.plain(20));
    try { bare.add(1, 2); } catch (error) { results.push((error as Error).name, (error as Error).message.split(". ")[0]); }`;
  expect(run(program)).toEqual([21, "ForeignError", expect.stringContaining("`c2ts gen --shim` makes it")]);
});
