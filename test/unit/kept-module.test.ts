import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { DumpCache } from "../../src/cache/dump-cache.ts";
import { type Generated, type GenerateOptions, generated } from "../../src/generated.ts";
import { dump } from "../../src/parser/dump.ts";
import { installedLibclang } from "../support/libclang.ts";

/** As two processes do it: the second has all from the cache. */
function twice(text: string, options: GenerateOptions): readonly [Generated, Generated] {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-kept-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const header = join(folder, "a.h");
  writeFileSync(header, text);
  const question = { headers: [header], options: { libclang: installedLibclang(19) } };
  const cache = new DumpCache(join(folder, "store"), "1");
  const read = dump(question.headers, question.options);
  const sum = cache.remember(question, read, Date.now() + 10_000);
  if (sum === null) throw new Error("not kept");
  const first = generated({ dump: read, triple: read.spec.target.triple, kept: { cache, sum } }, options);
  const known = cache.recall(question);
  if (known === null) throw new Error("not known");
  return [first, generated({ ...known, kept: { cache, sum: known.sum } }, options)];
}

const TEXT = "long double odd(void);\nint add(int a, int b);\n#define SIX 6\n";

test("what is known is the same, whatever of it is looked at", () => {
  const [first, second] = twice(TEXT, { library: null, rename: ["add=plus", "none=nothing"] });
  for (const key of ["spec", "declared", "problems", "files", "triple", "report", "notices"] as const) {
    expect(second[key], key).toEqual(first[key]);
  }
  for (const key of ["code", "problems", "bound", "counts", "emitted", "shim"] as const) {
    expect(second.module[key], key).toEqual(first.module[key]);
  }
  expect(String(second.text)).toBe(first.module.code);
  expect(first.notices.map(({ code }) => code)).toEqual(["unmatched-pattern"]);
  const [one] = first.module.emitted;
  if (one === undefined) throw new Error("nothing emitted");
  expect(second.module.codeOf(second.module.emitted[0] ?? one)).toBe(first.module.codeOf(one));
});

test("nothing is parsed that nobody looks at", () => {
  const [, second] = twice(TEXT, { library: null });
  const parse = vi.spyOn(JSON, "parse");
  onTestFinished(() => parse.mockRestore());
  void [second.text, second.files, second.triple, second.notices, second.module.counts, second.report.declarations];
  expect(parse).not.toHaveBeenCalled();
  expect(second.spec.declarations).not.toHaveLength(0);
  expect(second.declared).not.toHaveLength(0);
  expect(parse).toHaveBeenCalledTimes(1);
});
