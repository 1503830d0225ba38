// @ts-check
// node scripts/check-package.mjs: packs both packages, installs them in an empty folder and uses them there as a user
// would; then looks at what git would publish. Needs `npm run build` and what `npm run setup` installs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/** The variables that npm hands to its scripts would point a second npm back at this project. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(?!config_(registry|cafile|cache)$)/i.test(name)),
);

/**
 * Runs a program; its output is the result, its errors are shown.
 * @param {string} cwd
 * @param {string} program
 * @param {readonly string[]} args
 */
const run = (cwd, program, ...args) =>
  execFileSync(program, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

/**
 * Packs one of ours; every file in `wanted` must be in it, and nothing that users have no use for.
 *
 * @param {string} folder
 * @param {readonly string[]} wanted
 * @param {string} destination
 * @returns {string} path of the tarball
 */
function pack(folder, wanted, destination) {
  const output = run(
    join(root, folder),
    "npm",
    "pack",
    "--json",
    "--ignore-scripts",
    "--pack-destination",
    destination,
  );
  /** @type {{ filename: string, files: { path: string }[] }[] | Record<string, { filename: string, files: { path: string }[] }>} */
  const report = JSON.parse(output);
  const [packed] = Object.values(report); // a list up to npm 11, by package name from 12 on
  assert(packed, `npm pack of ${folder} packed nothing`);
  const paths = packed.files.map(({ path }) => path);
  for (const path of wanted)
    assert(paths.includes(path), `${packed.filename} lacks ${path}; it has:\n${paths.join("\n")}`);
  const stray = paths.filter((path) =>
    /^(src(?!\/parser\/builtin-headers\/|\/page\/page\.css$)|test|fixtures|scripts|bench|spec-json)\/|\.test\.|tsbuildinfo|(?<!\.d)\.ts$/.test(
      path,
    ),
  );
  assert.deepEqual(stray, [], `${packed.filename} carries what no user needs`);
  const stale = paths.filter((path) => {
    const module = /^dist\/(?!bundle\/|page-script\.js$)(.+?)(\.d)?\.[jt]s$/.exec(path)?.[1];
    return module !== undefined && !existsSync(join(root, folder === "." ? "src" : folder, `${module}.ts`));
  });
  assert.deepEqual(stale, [], `${packed.filename} carries what no source makes any more: empty dist/ and build`);
  console.log(`${packed.filename}: ${paths.length} files`);
  return join(destination, packed.filename);
}

const HEADER = `/** The version of zlib that runs, not the one of this header. */
const char *zlibVersion(void);
unsigned long crc32(unsigned long crc, const unsigned char *buf, unsigned int len);
#define ANSWER 42
`;

const PROGRAM = `import { ANSWER, crc32, zlibVersion } from "./tiny.ts";

const sum: number = crc32(0, new TextEncoder().encode("123456789"), 9);
console.log(sum.toString(16), ANSWER, typeof zlibVersion());
`;

const TSCONFIG = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023", "esnext.disposable"],
    module: "nodenext",
    types: ["node"],
    strict: true,
    skipLibCheck: false,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
    outDir: "out",
  },
  include: ["*.ts"],
};

/**
 * A user's first minutes: install, generate from a header, compile, run.
 * @param {string} folder an empty one
 */
function useThem(folder) {
  const runtime = pack(
    "src/runtime",
    ["dist/index.js", "dist/index.d.ts", "README.md", "LICENSE", "package.json"],
    folder,
  );
  const wanted = [
    "bin/c2ts.js",
    "bin/compiled.js",
    "bin/package.json",
    ...readdirSync(join(root, "dist", "bundle")).map((name) => `dist/bundle/${name}`),
    "src/parser/builtin-headers/stddef.h",
    "dist/index.js",
    "dist/index.d.ts",
    ...["esbuild", "register", "rolldown", "rollup", "vite", "webpack"].map((name) => `dist/plugin/${name}.js`),
    "docs/spec.schema.json",
    "docs/config.schema.json",
  ];
  const tool = pack(".", [...wanted, "README.md", "LICENSE", "CHANGELOG.md", "package.json"], folder);

  const types = readJson("package.json").devDependencies["@types/node"];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
  writeFileSync(join(folder, "tiny.h"), HEADER);
  writeFileSync(join(folder, "main.ts"), PROGRAM);
  run(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", runtime, tool, `@types/node@${types}`);

  assert.equal(run(folder, "npx", "--no-install", "c2ts", "--version"), readJson("package.json").version);
  run(folder, "npx", "--no-install", "c2ts", "gen", "tiny.h", "--lib", "z", "-o", "tiny.ts");
  run(folder, process.execPath, join(root, "node_modules/typescript/bin/tsc"), "-p", ".");
  assert.equal(run(folder, process.execPath, "out/main.js"), "cbf43926 42 string");
  console.log("installed from the tarballs: generates, compiles, runs");
}

/** Nothing of the machine that it was written on may be published. */
function lookAtWhatGitHas() {
  const packages = Object.entries(readJson("package-lock.json").packages);
  const hosts = packages.filter(([, { resolved }]) => /^\w+:\/\//.test(resolved ?? "")).map(([name]) => name);
  assert.deepEqual(hosts, [], "package-lock.json names a registry host (.npmrc has the setting that omits it)");

  const home = homedir();
  const here = [resolve(root), home === "/" ? null : `${home}/`].filter((path) => path !== null);
  const files = run(root, "git", "ls-files", "-z").split("\0").filter(Boolean);
  assert(files.length > 0, "git knows no file here");
  const telling = files.filter((file) => {
    const text = readFileSync(join(root, file), "latin1");
    return here.some((path) => text.includes(path));
  });
  assert.deepEqual(telling, [], `these files have a path of this machine in them (${here.join(", ")})`);
  console.log(`${files.length} files in git: no registry host, no path of this machine`);
}

const folder = mkdtempSync(join(tmpdir(), "c2ts-package-"));
try {
  lookAtWhatGitHas();
  useThem(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
