import { Command } from "commander";
import type { Change } from "../index.ts";
import { diffJson, diffText } from "./diff-text.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { pattern } from "./pattern.ts";
import { readTextFile } from "./read-text-file.ts";
import { say } from "./say.ts";

interface DiffOptions {
  readonly allowBreaking?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

export function diffCommand(ended: (code: ExitCode) => void): Command {
  return new Command("diff")
    .description(
      "compare two specs of one library: what was added, removed and changed, and what of it breaks modules that were " +
        "made from the old one; exits with 1 for the latter",
    )
    .argument("<old>", "spec of the old headers")
    .argument("<new>", "spec of the new headers")
    .option("--allow-breaking <regex>", "declarations that may break: VERSION (`.` for any)")
    .option("--all", "also comments, places and names of parameters")
    .option("--json", "print the changes as JSON")
    .action(async (old: string, now: string, options: DiffOptions) => {
      const allowed = pattern("--allow-breaking", options.allowBreaking);
      const { diffSpecs, loadSpec } = await import("../index.ts");
      const [before, after] = [loadSpec(readTextFile(old), old), loadSpec(readTextFile(now), now)];
      const [was, is] = [before.target.triple, after.target.triple];
      if (was !== is) say(`c2ts: note: ${old} is for ${was}, ${now} for ${is}\n`);
      const changes = shown(diffSpecs(before, after), options.all ?? false);
      const isAllowed = (change: Change): boolean => allowed?.test(change.name) ?? false;
      process.stdout.write(options.json ? diffJson(changes, isAllowed) : diffText(changes, isAllowed));
      const breaks = changes.some((change) => change.impact === "breaking" && !isAllowed(change));
      ended(breaks ? EXIT.problems : EXIT.ok);
    });
}

function shown(changes: readonly Change[], all: boolean): readonly Change[] {
  if (all) return changes;
  return changes
    .filter(({ impact }) => impact !== "text")
    .map((change) => ({ ...change, differences: change.differences.filter(({ impact }) => impact !== "text") }));
}
