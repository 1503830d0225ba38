#!/usr/bin/env node
const { readdirSync } = require("node:fs");
const module_ = require("node:module");
const { join } = require("node:path");

const folder = join(__dirname, "..", "dist", "bundle");
const bundle = join(folder, readdirSync(folder).find((name) => name.startsWith("c2ts-")) ?? "c2ts.cjs");
const command = process.argv[2] ?? "";

forgiveClosedOutput();
run();

async function run() {
  const { loaded, keep } = load();
  process.exitCode = await loaded.runCli(process.argv.slice(2));
  keep();
}

/** Whoever reads our output may have seen enough, as `| head` does. Most commands write none: Node makes the stream when asked. */
function forgiveClosedOutput() {
  const stdout = Object.getOwnPropertyDescriptor(process, "stdout");
  const get = () => {
    Object.defineProperty(process, "stdout", stdout);
    return process.stdout.on("error", (error) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  };
  Object.defineProperty(process, "stdout", { ...stdout, get });
}

/** The tool, and what is to be done when it has run. Node keeps compiled code from 22.1 on; before, we do. */
function load() {
  if (module_.enableCompileCache !== undefined) {
    module_.enableCompileCache();
    return { loaded: require(bundle), keep: () => {} };
  }
  return require("./compiled.js").loadCompiled(bundle, command);
}
