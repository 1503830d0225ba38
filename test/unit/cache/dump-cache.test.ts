import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { DumpCache } from "../../../src/cache/dump-cache.ts";
import { type Dump, type DumpOptions, dump } from "../../../src/parser/dump.ts";
import { installedLibclang } from "../../support/libclang.ts";

/** Headers that were changed long ago, a cache, and whether clang was asked. */
class Bench {
  readonly folder: string = mkdtempSync(join(tmpdir(), "c2ts-cache-"));
  readonly store: string = join(this.folder, "store");

  constructor() {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    onTestFinished(() => void vi.unstubAllEnvs());
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): string {
    const file = this.path(name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  /** As one process does it; what is written before was written in good time. */
  read(header: string, options: DumpOptions = {}, program = "1"): { dump: Dump; from: "cache" | "clang" } {
    const question = { headers: [header], options: { libclang: installedLibclang(19), ...options } };
    const cache = new DumpCache(this.store, program);
    const known = cache.recall(question);
    if (known !== null) return { dump: known.dump, from: "cache" };
    const read = dump(question.headers, question.options);
    cache.remember(question, read, Date.now() + 10_000);
    return { dump: read, from: "clang" };
  }

  /** Where the second of two readings comes from, with something done between them. */
  second(header: string, options: DumpOptions, between: () => void): "cache" | "clang" {
    expect(this.read(header, options).from).toBe("clang");
    between();
    return this.read(header, options).from;
  }
}

function names({ spec }: Dump): readonly (string | null)[] {
  return spec.declarations.map(({ name }) => name);
}

test("what has been read is known to the next process, to the letter", () => {
  const bench = new Bench();
  const header = bench.write("a.h", '#include <stdint.h>\n#include "b.h"\nint64_t f(struct s *s);\n#define E 1e400\n');
  bench.write("b.h", "/** Ä */ struct s { float f[3]; };\n");
  const first = bench.read(header);
  const second = bench.read(header);
  expect([first.from, second.from]).toEqual(["clang", "cache"]);
  expect(second.dump).toEqual(first.dump);
});

test("a header of the system, and one that clang is to find", () => {
  const bench = new Bench();
  for (const header of ["/usr/include/sqlite3.h", "sys/stat.h"]) {
    expect(
      bench.second(header, {}, () => {}),
      header,
    ).toBe("cache");
  }
});

describe("it is read again", () => {
  test("after a change of the header", () => {
    const bench = new Bench();
    const header = bench.write("a.h", "int f(void);\n");
    expect(bench.second(header, {}, () => bench.write("a.h", "int g(void);\n"))).toBe("clang");
    expect(names(bench.read(header).dump)).toEqual(["g"]);
  });

  test("after a change that leaves size and time", () => {
    const bench = new Bench();
    const header = bench.write("a.h", "int f(void);\n");
    const then = new Date(1e12);
    utimesSync(header, then, then);
    const change = (): void => {
      bench.write("a.h", "int g(void);\n");
      utimesSync(header, then, then);
    };
    expect(bench.second(header, {}, change)).toBe("clang");
  });

  for (const empty of ["", "#undef X\n", "#pragma pack(push, 1)\n"]) {
    test(`after a change of an included header that declared nothing: ${JSON.stringify(empty)}`, () => {
      const bench = new Bench();
      const header = bench.write("a.h", '#include "b.h"\nint f(void);\n');
      bench.write("b.h", empty);
      expect(bench.second(header, {}, () => bench.write("b.h", "#define f g\n"))).toBe("clang");
    });
  }

  test("after a change of a header of the command line", () => {
    const bench = new Bench();
    const header = bench.write("a.h", "T f(void);\n");
    const options = { clangArguments: ["-include", bench.write("pre.h", "typedef int T;\n")] };
    expect(bench.second(header, options, () => bench.write("pre.h", "typedef long T;\n"))).toBe("clang");
  });

  test("when an included header has gone", () => {
    const bench = new Bench();
    const header = bench.write("a.h", '#include "b.h"\n');
    const b = bench.write("b.h", "int f(void);\n");
    expect(bench.read(header).from).toBe("clang");
    rmSync(b);
    expect(() => bench.read(header)).toThrow("'b.h' file not found");
  });

  test("when another header is found before the one that was read", () => {
    const bench = new Bench();
    const header = bench.write("a.h", "#include <sub/b.h>\n");
    bench.write("late/sub/b.h", "int f(void);\n");
    const options = { clangArguments: [`-I${bench.path("early")}`, "-I", bench.path("late")] };
    expect(bench.second(header, options, () => bench.write("early/sub/b.h", "int g(void);\n"))).toBe("clang");
    expect(names(bench.read(header, options).dump)).toEqual(["g"]);
  });

  test("when one is found beside the header that includes it", () => {
    const bench = new Bench();
    const header = bench.write("a.h", '#include "b.h"\n');
    bench.write("late/b.h", "int f(void);\n");
    const options = { clangArguments: [`-isystem${bench.path("late")}`] };
    expect(bench.second(header, options, () => bench.write("b.h", "int g(void);\n"))).toBe("clang");
  });

  test("when a header is there that one asked for in vain", () => {
    const bench = new Bench();
    const header = bench.write("a.h", "#if __has_include(<opt.h>)\nint g(void);\n#endif\nint f(void);\n");
    const options = { clangArguments: [`-I${bench.path("inc")}`] };
    expect(bench.second(header, options, () => bench.write("inc/opt.h", "\n"))).toBe("clang");
    expect(names(bench.read(header, options).dump)).toEqual(["g", "f"]);
  });

  test("when a header of the working folder has the name that clang was to search for", () => {
    const bench = new Bench();
    bench.write("inc/found.h", "int f(void);\n");
    const options = { clangArguments: [`-I${bench.path("inc")}`] };
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(bench.folder);
    expect(bench.second("found.h", options, () => bench.write("found.h", "int g(void);\n"))).toBe("clang");
  });

  for (const variable of ["CPATH", "C_INCLUDE_PATH"]) {
    test(`with another ${variable}, and with another header in it`, () => {
      const bench = new Bench();
      const header = bench.write("a.h", "#include <b.h>\n");
      bench.write("two/b.h", "int f(void);\n");
      const options = { clangArguments: ["-idirafter", bench.path("two")] };
      vi.stubEnv(variable, bench.path("none"));
      const other = (): void => void vi.stubEnv(variable, bench.path("one"));
      expect(bench.second(header, options, other)).toBe("clang");
      expect(bench.read(header, options).from).toBe("cache");
      bench.write("one/b.h", "int g(void);\n");
      expect(bench.read(header, options).from).toBe("clang");
      expect(names(bench.read(header, options).dump)).toEqual(["g"]);
    });
  }

  test("with other options", () => {
    const bench = new Bench();
    const header = bench.write("a.h", "#ifdef X\nint g(void);\n#endif\nint f(void);\n");
    const all: readonly DumpOptions[] = [
      {},
      { clangArguments: ["-DX"] },
      { clangArguments: ["-DX", "-DY"] },
      { include: ["^f"] },
      { exclude: ["^g"] },
      { comments: false },
      { select: { file: "s", text: "function f\n" } },
      { libclang: installedLibclang(16) },
    ];
    for (const options of all) {
      // A process has one libclang: the last is asked for in a process of its own, as it were.
      if (options.libclang === undefined) expect(bench.read(header, options).from).toBe("clang");
      else expect(new DumpCache(bench.store, "1").recall({ headers: [header], options })).toBeNull();
    }
    for (const options of all.slice(0, -1)) expect(bench.read(header, options).from).toBe("cache");
  });

  test("by another c2ts", () => {
    const bench = new Bench();
    const header = bench.write("a.h", "int f(void);\n");
    expect(bench.read(header, {}, "1").from).toBe("clang");
    expect(bench.read(header, {}, "2").from).toBe("clang");
    expect(bench.read(header, {}, "2").from).toBe("cache");
  });

  test("where the entry is damaged, and is then whole again", () => {
    const bench = new Bench();
    const header = bench.write("a.h", "#define N 1234\n");
    expect(bench.read(header).from).toBe("clang");
    for (const name of readdirSync(bench.store)) {
      const file = join(bench.store, name);
      const good = readFileSync(file, "utf8");
      const other = good.replaceAll(/(?<=[a-z])e(?=[a-z])/g, "a");
      for (const bad of [other, good.slice(0, -10), good.slice(0, 70), "", `${good}\n`, "\0"]) {
        expect(bad).not.toBe(good);
        writeFileSync(file, bad);
        expect(bench.read(header).from, name).toBe("clang");
        expect(bench.read(header).from, name).toBe("cache");
      }
    }
  });
});

describe("it is not kept", () => {
  const cases: readonly { name: string; text: string; options?: DumpOptions }[] = [
    { name: "with the date in it", text: "#define BUILT __DATE__\n" },
    { name: "with a name that a macro makes", text: "#define N <b.h>\n#if __has_include(N)\n#endif\n" },
    {
      name: "with an argument that may name a file",
      text: "int f(void);\n",
      options: { clangArguments: ["-Xclang", "-w"] },
    },
    { name: "with the date in an argument", text: "int f(void);\n", options: { clangArguments: ["-DX=__TIME__"] } },
  ];
  for (const { name, text, options = {} } of cases) {
    test(name, () => {
      const bench = new Bench();
      expect(bench.second(bench.write("a.h", text), options, () => {})).toBe("clang");
    });
  }

  test("when a header changed while it was read", () => {
    const bench = new Bench();
    const header = bench.write("a.h", "int f(void);\n");
    const question = { headers: [header], options: { libclang: installedLibclang(19) } };
    const cache = new DumpCache(bench.store, "1");
    cache.remember(question, dump(question.headers, question.options), Date.now() - 1000);
    expect(cache.recall(question)).toBeNull();
  });

  test("when an earlier option has loaded another libclang than would be found", () => {
    const bench = new Bench();
    const header = bench.write("a.h", "int f(void);\n");
    bench.read(header); // loads 19
    vi.stubEnv("C2TS_LIBCLANG", installedLibclang(16));
    const question = { headers: [header], options: {} };
    const cache = new DumpCache(bench.store, "1");
    cache.remember(question, dump([header]), Date.now() + 10_000);
    expect(cache.recall(question)).toBeNull();
  });
});
