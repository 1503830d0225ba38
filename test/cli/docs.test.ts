import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { blocksOf, programsOf, projectOf, shellEnvironment } from "../support/docs-page.ts";
import { emptyFolder } from "../support/run-cli.ts";

/**
 * Every code block of docs/ is run, or read by its compiler. In a page
 * - a block ```ts is a program of its own, which compiles and runs; a block ```text behind it is what it prints (without one: anything, but it must not fail)
 * - ```js likewise; it may import headers, as with `node --import c2ts/register`
 * - ```sh is run in the page's folder, before the programs, but for lines that begin with `npm`
 * - a block ```ts name.ts, ```c name.h, … is a file beside the programs; of each name.c comes ./libname.so, and of name.h with it ./name.ts
 * - ./sqlite3.ts is there too, as `c2ts gen /usr/include/sqlite3.h --lib sqlite3` makes it
 * - ```json name.json are the annotations of name.h
 * - of ```ts name-api.ts come name_api.h and name_api.c
 * - ```c and ```json without a name are read by a compiler and a parser
 */
const DOCS = fileURLToPath(new URL("../../docs/", import.meta.url));
const TSC = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const VITEPRESS = fileURLToPath(new URL("../../node_modules/vitepress/bin/vitepress.js", import.meta.url));
const REGISTER = new URL("../../dist/plugin/register.js", import.meta.url).href;
const pages = readdirSync(DOCS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md") && !file.includes("node_modules"))
  .sort();
const read = (page: string): string => readFileSync(join(DOCS, page), "utf8");
const withBlocks = pages.filter((page) => blocksOf(read(page)).length > 0);

const LANGUAGES = ["ts", "js", "sh", "c", "json", "text"];

describe.each(withBlocks)("docs/%s", (page) => {
  const blocks = blocksOf(read(page));

  test("its blocks are in languages that are checked", () => {
    expect(LANGUAGES).toEqual(expect.arrayContaining([...new Set(blocks.map(({ language }) => language))]));
  });

  test("its commands and programs run and print what it says", () => {
    const folder = projectOf(blocks);
    const env = shellEnvironment(folder, nodeBinary(26));
    for (const { code, prints } of programsOf(blocks, "sh")) {
      const lines = code.split("\n").filter((line) => !/^npm /.test(line));
      const ran = spawnSync("bash", ["-ec", `exec 2>&1\n${lines.join("\n")}`], { cwd: folder, encoding: "utf8", env });
      // These two say with 1 what they found.
      const isGood = ran.status === 0 || (ran.status === 1 && /^(npx )?c2ts (diff|check)\b.*\n$/m.test(code));
      expect({ code, isGood, output: isGood ? "" : ran.stdout }).toEqual({ code, isGood: true, output: "" });
      if (prints !== null) expect(ran.stdout).toBe(prints);
    }
    runPrograms(folder, "ts", [], programsOf(blocks, "ts"));
    runPrograms(folder, "js", ["--import", REGISTER], programsOf(blocks, "js"));
    const files = blocks.flatMap(({ file }) => (file !== null && /\.m?js$/.test(file) ? [file] : []));
    for (const file of files) execFileSync(process.execPath, ["--import", REGISTER, file], { cwd: folder });
  });

  test("its C and JSON are valid", () => {
    for (const { code } of programsOf(blocks, "json")) JSON.parse(code);
    for (const { code } of programsOf(blocks, "c")) {
      execFileSync("gcc", ["-fsyntax-only", "-w", "-x", "c", "-"], { input: code });
    }
  });
});

/** Programs that compile, if they are TypeScript, run, and print what the page says. */
function runPrograms(
  cwd: string,
  language: "ts" | "js",
  flags: readonly string[],
  programs: ReturnType<typeof programsOf>,
): void {
  programs.forEach(({ code }, i) => {
    writeFileSync(join(cwd, `program${i}.${language}`), `${code}export {};\n`);
  });
  if (language === "ts" && programs.length > 0) {
    const { status, stdout } = spawnSync(process.execPath, [TSC, "-p", cwd], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  }
  programs.forEach(({ code, prints }, i) => {
    const options = { cwd, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } } as const;
    const ran = spawnSync(nodeBinary(26), [...flags, `program${i}.${language}`], options);
    expect({ ended: ran.status ?? ran.signal, stderr: ran.status === 0 ? "" : ran.stderr, code }).toEqual({
      ended: 0,
      stderr: "",
      code,
    });
    if (prints !== null) expect(ran.stdout).toBe(prints);
  });
}

describe("links", () => {
  const slug = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
  const anchors = (file: string): readonly string[] =>
    [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => slug(heading));

  test.each([...pages, "../README.md", "../CONTRIBUTING.md", "../examples/README.md"])(
    "of %s lead somewhere",
    (page) => {
      const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
      const dead = links.filter((link) => {
        const [path = "", anchor] = link.split("#");
        const file = path === "" ? join(DOCS, page) : join(DOCS, dirname(page), path);
        return !existsSync(file) || (anchor !== undefined && !anchors(file).includes(anchor));
      });
      expect(dead).toEqual([]);
    },
  );
});

test("every page can be reached from the first, or from the front page of the project", () => {
  const seen = new Set(["README.md", "../README.md"]);
  for (const page of seen) {
    for (const [, link = ""] of read(page).matchAll(/\]\((?!https?:)([^)\s#]+\.md)[^)]*\)/g)) {
      const next = relative(DOCS, join(DOCS, dirname(page), link));
      if (pages.includes(next)) seen.add(next);
    }
  }
  expect(pages.filter((page) => !seen.has(page))).toEqual([]);
});

test("the site builds; a dead link would end that", () => {
  const outDir = emptyFolder();
  const args = [VITEPRESS, "build", DOCS, "--outDir", outDir];
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, VITEST: "" },
  });
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  expect(readFileSync(join(outDir, "index.html"), "utf8")).toContain("C headers in, typed TypeScript bindings out");
  for (const page of pages) {
    const path = page.replace("README.md", "index.md").replace(/md$/, "html");
    const links = [...readFileSync(join(outDir, path), "utf8").matchAll(/href="(?!https?:|#)([^"#]+)/g)];
    const targets = links.map(([, link = ""]) => join(outDir, link.startsWith("/") ? "" : dirname(path), link));
    const found = (target: string) => [target, `${target}.html`].some((file) => existsSync(file));
    expect({ path, dead: targets.filter((target) => !found(target)) }).toEqual({ path, dead: [] });
  }
}, 300_000);
