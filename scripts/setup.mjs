// @ts-check
// npm run setup [-- --yes] [--minimal] [--tensorflow]: what this project needs from the system, and the installing of it.
import { createInterface } from "node:readline/promises";
import { aptAvailable, aptGet } from "./setup/apt.mjs";
import { REQUIREMENTS, TENSORFLOW } from "./setup/requirements.mjs";
import { run } from "./setup/run.mjs";
import { setup } from "./setup/setup.mjs";
import { packageManager, readOsRelease } from "./setup/system.mjs";

const HELP = `npm run setup -- [options]

Checks for libclang, a C compiler and the libraries that the demo, the tests and the benchmark use, and offers to
install what is missing (Debian, Ubuntu) or prints the commands that do (elsewhere).

  --yes         do not ask (also with CI=true)
  --minimal     only what \`c2ts gen\` and the demo need
  --tensorflow  TensorFlow's C library too, for its test: 274 MB
  --help        this text`;

/** @param {string} question */
async function ask(question) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^(y|yes)?$/i.test((await terminal.question(`${question} [Y/n] `)).trim());
  } catch {
    return false; // end of input or ^C
  } finally {
    terminal.close();
  }
}

/** @param {readonly string[]} args */
async function main(args) {
  const unknown = args.find((arg) => !["--yes", "-y", "--minimal", "--tensorflow", "--help", "-h"].includes(arg));
  if (unknown !== undefined || args.includes("--help") || args.includes("-h")) {
    console.log(unknown === undefined ? HELP : `unknown option ${unknown}\n\n${HELP}`);
    return unknown === undefined ? 0 : 2;
  }
  // after the options: it loads koffi, which is there only after `npm ci`
  const { check } = await import("./setup/check.mjs");
  const usual = args.includes("--minimal") ? REQUIREMENTS.filter(({ use }) => use === "demo") : REQUIREMENTS;
  const requirements = args.includes("--tensorflow") ? [...usual, ...TENSORFLOW] : usual;
  const yes = args.includes("--yes") || args.includes("-y") || process.env["CI"] === "true";
  return setup(
    requirements,
    { yes },
    {
      manager: packageManager(process.platform, readOsRelease()),
      check: (requirement) => check(requirement.check),
      available: aptAvailable,
      aptGet,
      run: async ([program = "", ...rest]) => (await run(program, rest, { show: true })).code,
      ask: process.stdin.isTTY ? ask : null,
      print: (line) => console.log(line),
    },
  );
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  if (error?.code !== "ERR_MODULE_NOT_FOUND") throw error;
  console.error(`${error.message}\nRun \`npm ci\` first.`);
  return 1;
});
