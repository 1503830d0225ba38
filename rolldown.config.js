import { defineConfig } from "rolldown";

/** The runtime as one module: a program reads, links and compiles it in a quarter of the time that a hundred take. */
const runtime = defineConfig({
  input: { index: "src/runtime/index.ts", "build-shim": "src/runtime/build-shim.ts" },
  platform: "node",
  external: ["koffi"],
  tsconfig: "src/runtime/tsconfig.json",
  output: {
    dir: "src/runtime/dist",
    format: "esm",
    chunkFileNames: "[name].js",
    comments: { legal: true, annotation: true, jsdoc: false },
  },
});

/**
 * The script of the page that `inspect --html` writes, which has it in it.
 */
const page = defineConfig({
  input: "dist/page/client/main.js",
  output: { file: "dist/page-script.js", format: "iife", minify: true },
});

/**
 * The command line tool as one CommonJS file, which loads fastest and whose compiled code bin/c2ts.js can keep. Its name
 * changes with its text, so that code compiled from another text is never taken for it.
 */
const tool = bundle("dist/cli/run-cli.js", "dist/bundle", "c2ts");

/** What `node --import c2ts/register` loads with the first header. */
const imports = bundle("dist/imports/index.js", "dist/bundle-imports", "imports");

/**
 * @param {string} input
 * @param {string} folder which has nothing else in it
 * @param {string} name
 */
function bundle(input, folder, name) {
  return defineConfig({
    input,
    platform: "node",
    // these load files of their own, as koffi does, or what only a few commands need
    external: ["jiti", "ts-morph", "@clack/prompts"],
    plugins: [late("node:child_process", ["execFileSync", "spawn", "spawnSync"]), withImporter("koffi"), ascii()],
    output: {
      dir: folder,
      format: "cjs",
      codeSplitting: false,
      comments: { legal: true, annotation: false, jsdoc: false },
      entryFileNames: `${name}-[hash].cjs`,
      cleanDir: true,
    },
  });
}

/** In this order: the tool has the runtime in it. */
export default [runtime, tool, imports, page];

/**
 * Loads a module of Node's when one of its functions is called: most commands start no program, and this one brings half of
 * Node's network code with it.
 *
 * @param {string} module
 * @param {readonly string[]} names the functions that anybody imports
 */
function late(module, names) {
  const id = `\0late ${module}`;
  const code = names.map((name) => `export const ${name} = (...args) => load().${name}(...args);`).join("\n");
  return {
    name: "late",
    /** @param {string} source */
    resolveId: (source) => (source === module ? id : null),
    /** @param {string} wanted */
    load: (wanted) =>
      wanted === id ? `const load = () => process.getBuiltinModule(${JSON.stringify(module)});\n${code}` : null,
  };
}

/**
 * Loads a package when the first module that imports it is evaluated, not with the bundle: native code takes its time, and what
 * is in the cache of headers needs none.
 *
 * @param {string} name
 */
function withImporter(name) {
  const id = `\0late ${name}`;
  return {
    name: "with-importer",
    /**
     * @param {string} source
     * @param {string} [importer]
     */
    resolveId: (source, importer) => (source === name ? (importer === id ? { id: name, external: true } : id) : null),
    /** @param {string} wanted */
    load: (wanted) => (wanted === id ? `module.exports = require(${JSON.stringify(name)});` : null),
  };
}

/** Escapes what is beyond ASCII: V8 holds and reads a text of one byte per character in a tenth of the time. */
function ascii() {
  return {
    name: "ascii",
    /**
     * @param {unknown} _
     * @param {import("rolldown").OutputBundle} bundle
     */
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") file.code = file.code.replaceAll(/[^\0-\x7f]/g, escaped);
      }
    },
  };
}

/** @param {string} unit of UTF-16 */
function escaped(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
