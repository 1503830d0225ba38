import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Said } from "./child/report.ts";
import { elaborate } from "./model/elaborate.ts";
import type { CaseRecipe, UseRecipe } from "./model/recipe.ts";
import { compare } from "./run/compare.ts";
import { fuzz } from "./run/fuzz.ts";
import { GCC } from "./run/run-batch.ts";

// What would a fuzz test be worth that finds nothing because it cannot?

const settings = { runs: 20, seed: 4, path: null, patience: 2_000 };

describe("a compiler that is not the one that clang stands for", () => {
  test("is found out, and the case made smaller", async () => {
    const { failures } = await fuzz(settings, {
      ...GCC,
      flags: ["-funsigned-char", "-funsigned-bitfields"],
    });
    expect(failures.length).toBeGreaterThan(0);
    const [first = ""] = failures;
    expect(first).toMatch(/C says .*=\d+, TypeScript .*=-\d+/);
    expect(first).toMatch(/C2TS_FUZZ_SEED=4 C2TS_FUZZ_PATH=\d+(:\d+)* npx vitest run --project fuzz/);
  });

  test("does not take the process of the test with it", async () => {
    const crash = fileURLToPath(new URL("crash.h", import.meta.url));
    const { counts, failures } = await fuzz(
      { ...settings, runs: 2, patience: 0 },
      { ...GCC, flags: ["-include", crash] },
    );
    expect(failures.length).toBeGreaterThan(0);
    expect(failures[0]).toMatch(/the process ended: SIG/);
    // The cases after one that crashed get a process of their own.
    expect(counts.facts).toBeGreaterThan(0);
  });
});

describe("comparing", () => {
  const INT: UseRecipe = { kind: "scalar", pick: 0, qualifier: 0 };
  const recipe: CaseRecipe = {
    types: [],
    functions: [
      { indirect: false, result: INT, parameters: [{ kind: "value", type: INT, name: 0 }], variadic: null, name: 0 },
    ],
    globals: [],
    seed: 1,
  };
  const one = elaborate(recipe, 3);
  const want = new Map([
    ["call c3_f0 0 in", "p0=1"],
    ["call c3_f0 0 out", "result=2"],
  ]);
  const value = (key: string, text: string): Said => ({ kind: "value", index: 3, key, text });
  const good = [value("call c3_f0 0 in", "p0=1 "), value("call c3_f0 0 out", "result=2 ")];

  test("finds nothing where all is equal", () => {
    expect(compare(one, want, good)).toMatchObject({ faults: [], calls: 1, facts: 0 });
  });

  const refused = (problem: Extract<Said, { kind: "refused" }>["problem"]): Said => {
    return { kind: "refused", index: 3, key: "call c3_f0", problem };
  };
  const decl = "c3_f0";
  test.each<{ name: string; said: readonly Said[]; fault: RegExp }>([
    {
      name: "another value",
      said: [value("call c3_f0 0 in", "p0=2"), ...good.slice(1)],
      fault: /C says p0=1, .* p0=2/,
    },
    { name: "silence", said: good.slice(1), fault: /TypeScript nothing/ },
    { name: "what C does not say", said: [...good, value("call c3_f1 0 in", "")], fault: /C nothing/ },
    { name: "an error", said: [{ kind: "error", index: 3, key: "call c3_f0", message: "boom" }], fault: /boom/ },
    {
      name: "a function left out for what it does not have",
      said: [refused({ code: "unsupported-by-value", decl, type: "struct s", reason: "it is aligned to 32 bytes" })],
      fault: /refused without a cause/,
    },
    {
      name: "a function left out for an unknown reason",
      said: [refused({ code: "no-symbol", decl })],
      fault: /refused/,
    },
  ])("finds $name", ({ said, fault }) => {
    const { faults } = compare(one, want, said);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
  });

  test("does not count another case's answers", () => {
    const others = good.map((said) => ("index" in said ? { ...said, index: 4 } : said));
    expect(compare(one, want, others).faults).toHaveLength(2);
  });
});
