import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const HEADER = `typedef struct shop shop;
int shop_open(const char *name, shop **out);
int shop_close(shop *s);
long shop_since(shop *s);
typedef enum { SHOP_OPEN, SHOP_SHUT } shop_state;
`;

let folder = "";
beforeEach(() => {
  folder = emptyFolder();
  mkdirSync(join(folder, "src/deep"), { recursive: true });
  mkdirSync(join(folder, "inc"));
  writeFileSync(join(folder, "inc/shop.h"), HEADER);
});

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const SHOP = {
  headers: ["./inc/shop.h"],
  library: "shop",
  output: "src/shop.ts",
  annotations: { shop: { free: "shop_close" }, shop_open: { out: "out", throws: "nonzero" } },
};

describe("every sort of config", () => {
  const text = JSON.stringify(SHOP);
  test.for([
    ["c2ts.config.json", `{"$schema": "./config.schema.json", ${text.slice(1)}`],
    ["c2ts.config.ts", `type T = object;\nconst config: T = ${text};\nexport default config;\n`],
    ["c2ts.config.mts", `export default ${text} satisfies object;\n`],
    ["c2ts.config.mjs", `export default ${text};\n`],
    ["c2ts.config.js", `module.exports = ${text};\n`],
    ["c2ts.config.mts", `const waited = await Promise.resolve(${text});\nexport default waited;\n`],
  ] as const)("%s, found from a folder below", ([name, content]) => {
    write(name, content);
    const run = c2ts(["gen"], { cwd: join(folder, "src/deep") });
    expect(run.stderr).toMatch(/^\.\.\/shop\.ts: 3 functions/);
    expect(run.code).toBe(0);
    expect(read("src/shop.ts")).toContain("shop_open(name: CString): Owned<shop> {");
    expect(c2ts(["check", "--no-symbols"], { cwd: folder }).code).toBe(0);
    write("src/shop.ts", "stale");
    const check = c2ts(["check", "--no-symbols"], { cwd: folder });
    expect(check.code).toBe(1);
    expect(check.stdout).toContain("src/shop.ts");
  });
});

test("the nearest one counts, and another is named with --config", () => {
  write("c2ts.config.json", JSON.stringify(SHOP));
  write("src/c2ts.config.json", JSON.stringify({ ...SHOP, headers: ["../inc/shop.h"], output: "near.ts" }));
  expect(c2ts(["gen"], { cwd: join(folder, "src") }).stderr).toMatch(/^near\.ts: /);
  expect(c2ts(["gen", "--config", "../c2ts.config.json"], { cwd: join(folder, "src") }).stderr).toMatch(/^shop\.ts: /);
  const missing = c2ts(["gen", "--config", "no.json"], { cwd: folder });
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining("c2ts: cannot read no.json: ENOENT")]);
});

test("folders to include from are relative to it", () => {
  mkdirSync(join(folder, "more"));
  write("more/extra.h", "typedef int extra_t;\n");
  write("inc/user.h", "#include <extra.h>\nextra_t use(extra_t x);\n");
  for (const clangArgs of [["-Imore"], ["-isystem", "more"], ["-DX=1", "-I", "./more"]]) {
    write("c2ts.config.json", JSON.stringify({ headers: ["./inc/user.h"], clangArgs, output: "src/user.ts" }));
    const run = c2ts(["gen"], { cwd: join(folder, "src/deep") });
    expect([run.code, run.stderr]).toEqual([0, expect.stringMatching(/\.\.\/user\.ts.*: 1 function/)]);
  }
});

test("a header on the command line needs no config, and flags go before it", () => {
  write("c2ts.config.json", JSON.stringify({ ...SHOP, enumStyle: "object", include: ["^shop_"] }));
  const plain = c2ts(["gen", "inc/shop.h", "--lib", "x"], { cwd: folder });
  expect(plain.stdout).toContain("export const SHOP_OPEN");
  const configured = c2ts(["gen", "--include", "^shop_close$", "-o", "other.ts"], { cwd: folder });
  expect(configured.stderr).toMatch(/annotations do not fit[\s\S]*shop_open: the headers declare no function/);
  expect(configured.code).toBe(2);
  expect(c2ts(["gen", "-o", "other.ts"], { cwd: folder }).code).toBe(0);
  expect(read("other.ts")).not.toContain("export const SHOP_OPEN");
});

test("several libraries", () => {
  const second = {
    headers: ["./inc/shop.h"],
    library: "c",
    output: "src/other.ts",
    spec: "src/other.json",
    stripPrefix: ["shop_"],
  };
  write("c2ts.config.json", JSON.stringify({ libraries: [{ ...SHOP, library: "m" }, second] }));
  const run = c2ts(["gen"], { cwd: folder });
  expect(run.stderr.split("\n").map((line) => line.split(":")[0])).toEqual(["src/shop.ts", "src/other.ts", ""]);
  expect(read("src/other.ts")).toContain("export const open: CFunction<");
  expect(JSON.parse(read("src/other.json"))).toHaveProperty("format");
  const one = c2ts(["gen", "-o", "x.ts"], { cwd: folder });
  expect([one.code, one.stderr]).toEqual([
    2,
    expect.stringContaining("has 2 libraries: headers, -o and --spec belong to one"),
  ]);
  expect(c2ts(["check", "--no-symbols"], { cwd: folder }).code).toBe(0);
});

test("a converter is imported from where it is, whoever names it", () => {
  write(
    "convert.ts",
    "export const day = { toC: (d: Date): number => +d, fromC: (n: number): Date => new Date(n) };\n",
  );
  write(
    "src/deep/more.json",
    JSON.stringify({ shop_close: { s: "nonnull" }, shop_since: { result: { converter: "../../convert.ts#day" } } }),
  );
  write("c2ts.config.json", JSON.stringify({ ...SHOP, annotations: [SHOP.annotations, "./src/deep/more.json"] }));
  expect(c2ts(["gen"], { cwd: folder }).code).toBe(0);
  const code = read("src/shop.ts");
  expect(code).toContain('import { day as $day } from "../convert.ts";');
  expect(code).toContain('nonnull(ptrTo(shop, toFree(s, "shop_close", "s")');
  expect(code).toContain("shop_open(name: CString): Owned<shop>");
});

test("annotations for a spec", () => {
  write("shop.json", JSON.stringify(SHOP.annotations));
  expect(c2ts(["dump", "inc/shop.h", "-o", "spec.json"], { cwd: folder }).code).toBe(0);
  const run = c2ts(["emit", "spec.json", "--lib", "shop", "--annotations", "shop.json"], { cwd: folder });
  expect(run.stdout).toContain("shop_open(name: CString): Owned<shop> {");
});

describe("what is wrong is named by its path", () => {
  test.for([
    [{ ...SHOP, header: "x" }, "header: unknown key 'header'; did you mean 'headers'?; expected $schema, headers, "],
    [
      { libraries: [{ ...SHOP, ouput: "x", fooo: 1 }] },
      "libraries[0]: unknown keys 'ouput'; did you mean 'output'?, 'fooo'; expected",
    ],
    [
      { ...SHOP, annotations: { shop_open: { out: { ot: true } } } },
      "annotations.shop_open.out.ot: unknown key 'ot'; did you mean 'out'?; expected in, out, inout, array, ",
    ],
    [{ ...SHOP, annotations: { shop_open: { throw: "nonzero" } } }, "; did you mean 'throws'?"],
    [
      { ...SHOP, annotations: { shop_open: { throws: "nonzer" } } },
      'annotations.shop_open.throws: \'nonzer\' is none of "negative" | "nonzero" | "zero" | "null"; did you mean \'nonzero\'?',
    ],
    [
      { ...SHOP, annotations: { shop_opn: { out: "out" } } },
      "annotations.shop_opn: the headers declare no function, record or typedef of this name; did you mean 'shop_open'?",
    ],
    [{ ...SHOP, headers: "shop.h" }, "headers: Invalid input: expected array, received string"],
    [
      { libraries: [SHOP, { ...SHOP, enumStyle: "nice" }] },
      'libraries[1].enumStyle: \'nice\' is none of "both" | "constants" | "object"',
    ],
    [
      { ...SHOP, annotations: { shop_open: { out: "outt" } } },
      'annotations.shop_open.out: \'outt\' is none of "in" | "out" | "inout" | "nullable" | "nonnull" | "string" | "frees"; did you mean \'out\'',
    ],
    [
      { ...SHOP, annotations: { shop_open: { throws: { when: 1 } } } },
      "annotations.shop_open.throws.when: Invalid option",
    ],
    [{ ...SHOP, annotations: { shop_open: { out: { array: 0 } } } }, "annotations.shop_open.out.array: Too small"],
    [
      { ...SHOP, annotations: { shop_open: { async: "never" } } },
      "annotations.shop_open.async: 'never' is none of \"only\"",
    ],
    [{ ...SHOP, annotations: { t: { converter: "date" } } }, "annotations.t.converter: expected './file.ts#name'"],
    [{ ...SHOP, annotations: "no.json" }, "no.json: ENOENT"],
  ] as const)("%j", ([config, message]) => {
    write("c2ts.config.json", JSON.stringify(config));
    const run = c2ts(["gen"], { cwd: folder });
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain("c2ts: ");

    expect(run.code).toBe(2);
  });

  test("a config that does not parse, or throws", () => {
    write("c2ts.config.json", "{");
    expect(c2ts(["gen"], { cwd: folder }).stderr).toMatch(/c2ts\.config\.json is not JSON: /);
    write("c2ts.config.ts", 'throw new Error("not today");');
    const run = c2ts(["gen"], { cwd: folder });
    expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(/^c2ts: .*c2ts\.config\.ts: not today\n$/)]);
  });

  test("an empty config, and a folder of that name", () => {
    write("c2ts.config.json", JSON.stringify(SHOP));
    write("src/c2ts.config.json", "\n");
    const empty = c2ts(["gen"], { cwd: join(folder, "src") });
    expect([empty.code, empty.stderr]).toEqual([
      2,
      expect.stringMatching(/src\/c2ts\.config\.json:\n.*expected object/),
    ]);
    mkdirSync(join(folder, "src/deep/c2ts.config.ts"));
    const none = c2ts(["gen"], { cwd: join(folder, "src/deep") });
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringMatching(/^c2ts: cannot read the config of .*deep: EISDIR/),
    ]);
  });

  test("no header and no config", () => {
    const run = c2ts(["gen"], { cwd: folder });
    expect([run.code, run.stderr]).toEqual([
      2,
      expect.stringContaining("no header given, and no c2ts.config here or above"),
    ]);
  });
});
