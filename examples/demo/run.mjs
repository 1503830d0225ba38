// npm run demo: binds the installed sqlite3.h, then runs inventory.ts on the binding.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {string[]} command */
function run(...command) {
  console.log(`$ ${command.join(" ")}`);
  execFileSync(command[0] === "c2ts" ? process.execPath : "npx", command[0] === "c2ts" ? ["bin/c2ts.js", ...command.slice(1)] : command, {
    cwd: root,
    stdio: "inherit",
  });
}

try {
  run("c2ts", "gen", "--pkg", "sqlite3", "-o", "examples/demo/sqlite3.ts");
  run("tsc", "-p", "examples/demo/tsconfig.json");
} catch (error) {
  // Each program has said itself what is wrong.
  console.error(error instanceof Error ? error.message.split("\n")[0] : error);
  process.exit(1);
}
console.log("$ node examples/demo/inventory.ts   (compiled, since this may be a Node that does not strip types)");
await import("./out/inventory.js");
