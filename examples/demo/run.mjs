// npm run demo: binds the installed sqlite3.h, then runs inventory.ts on the binding. The program is compiled first, since
// this may be a Node that does not strip types.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, ...args) {
  console.log(`$ ${program} ${args.join(" ")}`);
  const [file, first] =
    program === "tsc" ? ["npx", ["tsc"]] : [process.execPath, program === "c2ts" ? ["bin/c2ts.js"] : []];
  execFileSync(file, [...first, ...args], { cwd: root, stdio: "inherit" });
}

try {
  run("c2ts", "gen", "--pkg", "sqlite3", "-o", "examples/demo/sqlite3.ts");
  run("tsc", "-p", "examples/demo/tsconfig.json");
  run("node", "examples/demo/out/inventory.js");
} catch (error) {
  // Each program has said itself what is wrong.
  console.error(error instanceof Error ? error.message.split("\n")[0] : error);
  process.exitCode = 1;
}
