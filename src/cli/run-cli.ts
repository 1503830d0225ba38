import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { checkCommand } from "./check.ts";
import { diffCommand } from "./diff.ts";
import { doctorCommand } from "./doctor.ts";
import { dumpCommand } from "./dump.ts";
import { emitCommand } from "./emit.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { exportCommand } from "./export.ts";
import { fail } from "./fail.ts";
import { genCommand } from "./gen.ts";
import { initCommand } from "./init.ts";
import { inspectCommand } from "./inspect.ts";
import { packageCommand } from "./package.ts";
import { say } from "./say.ts";
import { typesCommand } from "./types.ts";
import { watchCommand } from "./watch.ts";

/**
 * Runs one command line.
 *
 * @param argv arguments without node and script; what follows `--` goes to clang.
 * @returns the exit code of the process.
 */
export async function runCli(argv: readonly string[]): Promise<ExitCode> {
  const end = argv.indexOf("--");
  const own = end < 0 ? argv : argv.slice(0, end);
  const clangArguments = end < 0 ? [] : argv.slice(end + 1);
  let code: ExitCode = EXIT.ok;
  const ended = (result: ExitCode): void => {
    code = result;
  };
  const program = new Command("c2ts")
    .description("C headers in, typed TypeScript bindings out.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .enablePositionalOptions() // behind a command --version is the command's
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(run with --help to see what there is)")
    .exitOverride();
  for (const command of [
    initCommand(clangArguments, ended),
    genCommand(clangArguments, ended),
    dumpCommand(clangArguments, ended),
    emitCommand(clangArguments, ended),
    checkCommand(clangArguments, ended),
    inspectCommand(clangArguments, ended),
    exportCommand(ended),
    diffCommand(ended),
    typesCommand(clangArguments, ended),
    watchCommand(clangArguments),
    packageCommand(clangArguments, ended),
    doctorCommand(ended),
  ]) {
    program.addCommand(command.copyInheritedSettings(program));
  }
  try {
    await program.parseAsync([...own], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return endOfCommander(error);
    return fail(error);
  }
}

/** Commander has printed its message; what looks like an option of clang's deserves one more. */
function endOfCommander(error: CommanderError): ExitCode {
  if (error.exitCode === 0) return EXIT.ok;
  if (error.code === "commander.unknownOption" && /'-(I|D|U|isystem|std|W|f|-target)/.test(error.message)) {
    say("options of clang go behind --: c2ts gen header.h -- -Iinclude -DNAME=1\n");
  }
  return EXIT.usage;
}

const EXAMPLES = `
Examples:
  c2ts init zlib.h
  c2ts gen /usr/include/sqlite3.h --lib sqlite3 -o src/sqlite3.ts
  c2ts gen --pkg sqlite3 -o src/sqlite3.ts
  c2ts gen mylib.h --lib ./build/libmylib.so -o src/mylib.ts -- -Iinclude -DNDEBUG
  c2ts dump sqlite3.h -o spec-json/sqlite3/x86_64-linux-gnu.json
  c2ts emit spec-json/sqlite3/x86_64-linux-gnu.json --lib sqlite3 -o src/sqlite3.ts

  c2ts package spec-json/sqlite3/x86_64-linux-gnu.json --lib sqlite3 --name sqlite3-c --version 1.0.0 --license MIT -o package
  c2ts inspect /usr/include/sqlite3.h sqlite3_open
  c2ts export src/shop-api.ts -o native/shop_api.h
  c2ts check /usr/include/sqlite3.h --lib sqlite3 -o src/sqlite3.ts

Exit codes: 0 ok, 1 problems (with --strict; always of check, diff and --check), 2 wrong usage or input file, 3 clang errors, 4 cannot write, 70 a bug of c2ts.
`;

function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === "object" && parsed !== null && "version" in parsed ? String(parsed.version) : "unknown";
}
