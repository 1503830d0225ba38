#!/usr/bin/env node
import module from "node:module";

module.enableCompileCache?.();
const { runCli } = await import("../dist/bundle/run-cli.js");
process.exitCode = await runCli(process.argv.slice(2));
