import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { c2ts } from "../support/run-cli.ts";
import { shimProject } from "../support/shim-project.ts";

// Vectors of C's compilers: arrays to TypeScript, which only a wrapper can pass by value.

const { folder, gen, run } = shimProject();

describe.each(["gcc", "clang-14"])("%s", (compiler) => {
  beforeAll(() => {
    const made = gen("--cc", compiler);
    expect([made.code, made.stderr]).toEqual([0, expect.stringContaining("shim.ts")]);
  });

  test("vectors: by value, in records, in variables and behind pointers", () => {
    const program = `
      const lanes = lib.struct_lanes.alloc();
      lanes.n = 1; lanes.first = [1, 2, 3, 4]; lanes.rest.set(0, Float32Array.of(10, 20, 30, 40));
      const stepped = lib.step(lanes);
      const tight = lib.struct_tight.alloc(); tight.v = [5, 6, 7, 8];
      const list = lib.four.array(2); list.at(1).set([9, 9, 9, 9]);
      const wide = new Ref(lib.four_doubles);
      lib.widen(wide, Float32Array.of(1, 2, 3, 4));
      const sum = lib.add_lanes([1, 2, 3, 4], new Float32Array(4).fill(0.5));
      const other = lib.add_lanes(sum, sum);
      results.push(
        sum instanceof Float32Array, [...sum], [...other], [...lib.reversed(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))],
        [...lib.halves(Float64Array.of(1, 2, 3, 4))], [...lib.longs([1n, -1n], 5)],
        stepped.n, [...stepped.first], [...stepped.rest.at(0)], lanes.n, lib.lane(tight, 2),
        [...lib.four.at(lib.second(list))], [...wide.value], [...lib.origin.value], [...lib.fixed_bytes.value],
        lib.four_doubles.align, [...(await lib.add_lanes.async(sum, [1, 1, 1, 1]))],
      );
      lib.origin.value = [4, 3, 2, 1];
      results.push([...lib.origin.value]);`;
    expect(run(program)).toEqual([
      true,
      [1.5, 2.5, 3.5, 4.5],
      [3, 5, 7, 9],
      [8, 7, 6, 5, 4, 3, 2, 1],
      [0.5, 1, 1.5, 2],
      ["6", "4"],
      2,
      [11, 22, 33, 44],
      [10, 20, 30, 40],
      1,
      7,
      [9, 9, 9, 9],
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [8, 7, 6, 5, 4, 3, 2, 1],
      32,
      [2.5, 3.5, 4.5, 5.5],
      [4, 3, 2, 1],
    ]);
  });

  test("wrong vectors are refused, and memory that is not aligned for one", () => {
    const program = `
      for (const call of [
        () => lib.add_lanes([1, 2, 3], [1, 2, 3, 4]),
        () => lib.add_lanes([1, 2, 3, 4], new Float64Array(5)),
        () => lib.add_lanes([1, 2, 3, 4], null as never),
        () => lib.add_lanes([1, 2, 3, "4" as never], [1, 2, 3, 4]),
        () => lib.longs([2n ** 63n, 0n], 1),
        () => lib.second(new Float32Array(9).subarray(1)),
        () => { lib.fixed_bytes.value[0] = 9; results.push(lib.fixed_bytes.value[0]); throw new Error("a copy"); },
      ]) {
        try { results.push(call()); } catch (error) { results.push(String(error)); }
      }`;
    expect(run(program)).toEqual([
      expect.stringMatching(/^RangeError: add_lanes: a has 4 elements, got 3/),
      expect.stringMatching(/^RangeError: add_lanes: b has 4 elements, got 5/),
      expect.stringMatching(/^TypeError: add_lanes: b must be an array of 4 elements/),
      expect.stringMatching(/^TypeError: add_lanes: a\[3\] must be a number/),
      expect.stringMatching(/^RangeError: longs: a\[0\] /),
      expect.stringMatching(/^RangeError: second: list is at .* multiple of 16 bytes/),
      8,
      "Error: a copy",
    ]);
  });
});

test("vectors of a size that a processor may lack a register for need its name", () => {
  const plain = gen("--cc", "gcc", "--include", "from_avx", "--verbose");
  expect(plain.stderr).toMatch(/'from_avx': the shim has no wrapper of it: .*compiled for AVX; say for which \(-mavx/);
  execFileSync("gcc", ["-shared", "-fPIC", "-w", "-mavx", "-o", "libavx.so", "shim.c"], { cwd: folder });
  for (const compiler of ["gcc", "clang-14"]) {
    const flags = ["--lib", "./libavx.so", "--include", "from_avx", "--shim", "--cc", compiler, "-o", "avx.ts"];
    expect(c2ts(["gen", "shim.h", ...flags, "--", "-mavx"], { cwd: folder }).code).toBe(0);
    expect(run("results.push([...lib.from_avx([1, 2, 3, 4])]);", "./avx.ts")).toEqual([[3, 6, 9, 12]]);
  }
});

test("the vectors of <immintrin.h>", () => {
  writeFileSync(
    join(folder, "mm.h"),
    `#include <immintrin.h>
    static inline __m128 twice(__m128 a) { return _mm_add_ps(a, a); }
    static inline __m128i bump(__m128i a, int by) { return _mm_add_epi32(a, _mm_set1_epi32(by)); }
    typedef struct { __m128d d; __m128i i[2]; } block;
    static inline block swap(block b) { __m128i t = b.i[0]; b.i[0] = b.i[1]; b.i[1] = t; return b; }`,
  );
  const include = ["file:xmmintrin.h", "_mm_add_ps", "twice", "bump", "swap"].flatMap((what) => ["--include", what]);
  const made = c2ts(["gen", "mm.h", ...include, "--shim", "-o", "mm.ts"], { cwd: folder });
  expect(made.code).toBe(0);
  const program = `
    const block = lib.block.alloc();
    block.d = [1.5, -2]; block.i.at(1)[0] = 7n;
    const swapped = lib.swap(block);
    results.push(
      [...lib.twice([1, 2, 3, 4])], [...lib._mm_add_ps([1, 2, 3, 4], Float32Array.of(1, 1, 1, 1))],
      [...new Int32Array(lib.bump(new BigInt64Array(2), 3).slice().buffer)],
      [...swapped.d], [...swapped.i.at(0)], [...swapped.i.at(1)],
    );`;
  expect(run(program, "./mm.ts")).toEqual([
    [2, 4, 6, 8],
    [2, 3, 4, 5],
    [3, 3, 3, 3],
    [1.5, -2],
    ["7", "0"],
    ["0", "0"],
  ]);
});
