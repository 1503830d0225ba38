// What Node's own compile cache does from 22.1 on, for one CommonJS file on older ones: compiling takes longer than running it.
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { createRequire, wrap } = require("node:module");
const { basename, dirname, join } = require("node:path");
const { constants, Script } = require("node:vm");

/**
 * Loads a CommonJS file, with the code that an earlier process compiled of it.
 *
 * @param {string} file ASCII only; its name changes with its text: V8 itself compares no more than the lengths.
 * @param {string} purpose which functions of it are called, roughly: a word
 */
function loadCompiled(file, purpose) {
  const kept = cacheFile(purpose);
  const { cachedData, runs } = read(kept, basename(file));
  const script = new Script(wrap(readFileSync(file, "latin1")), {
    filename: file,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const loaded = { exports: {} };
  script.runInThisContext()(loaded.exports, createRequire(file), loaded, file, dirname(file));
  const isNew = cachedData === undefined || script.cachedDataRejected === true;
  return {
    loaded: loaded.exports,
    /** Whether it had to be compiled. */
    isNew,
    /** To be called when the functions have run: only what has been called is compiled, in this run or in those before. */
    keep() {
      const before = isNew ? 0 : runs;
      if (kept !== null && before < LEARNING) write(kept, basename(file), before + 1, script.createCachedData());
    },
  };
}

/** In the user's own folder: whoever can write there can run code as this user anyway. */
function cacheFile(purpose) {
  const { env, platform, version, arch } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE || !/^[a-z]+$/.test(purpose)) return null;
  const home = env.HOME ? join(env.HOME, ".cache") : undefined;
  const folder = env.NODE_COMPILE_CACHE || (platform === "win32" ? env.LOCALAPPDATA : env.XDG_CACHE_HOME || home);
  return folder ? join(folder, "c2ts", `${purpose}-${version}-${arch}.bin`) : null;
}

/** Runs whose code is kept: the first header may be a small one, which calls little of the tool. To keep code takes 10 to 30 ms. */
const LEARNING = 3;

/** Bytes in front of the code, for the name of the file that it was made of, and the number of runs; V8 wants what follows to be aligned. */
const HEAD = 64;

function head(name, runs) {
  return `${name.padEnd(HEAD - 1)}${runs}`;
}

function read(kept, name) {
  try {
    const data = readFileSync(kept);
    const runs = Number(data.toString("latin1", HEAD - 1, HEAD));
    if (data.toString("latin1", 0, HEAD) === head(name, runs)) return { cachedData: data.subarray(HEAD), runs };
  } catch {
    // none yet
  }
  return { cachedData: undefined, runs: 0 };
}

function write(kept, name, runs, data) {
  const temporary = `${kept}.${process.pid}`;
  try {
    mkdirSync(dirname(kept), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([Buffer.from(head(name, runs)), data]));
    renameSync(temporary, kept);
  } catch {
    // A folder that cannot be written to makes the next start slower, nothing else.
  }
}

module.exports = { loadCompiled };
