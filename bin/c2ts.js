#!/usr/bin/env node
import module from "node:module";

module.enableCompileCache?.();
// Whoever reads our output may have seen enough, as `| head` does.
process.stdout.on("error", (error) => {
  if (!("code" in error) || error.code !== "EPIPE") throw error;
  process.exit();
});
const { runCli } = await import("../dist/bundle/run-cli.js");
process.exitCode = await runCli(process.argv.slice(2));
