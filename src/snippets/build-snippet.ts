import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { KeptSnippet, KeptSnippets } from "./kept-snippets.ts";
import type { BuildAnswer, BuildRequest, SnippetRequest } from "./request.ts";
import { SnippetError } from "./snippet-error.ts";

/** A program of its own, so that this one has neither libclang nor TypeScript's compiler in it. */
export const BUILDER = fileURLToPath(new URL("../make-snippet.js", import.meta.url));

/**
 * Has a snippet compiled, and keeps it.
 * @throws SnippetError
 */
export function buildSnippet(
  request: SnippetRequest,
  key: string,
  compiler: string | null,
  kept: KeptSnippets,
): KeptSnippet {
  const output = kept.temporary(key);
  const began = Date.now();
  try {
    const answer = ask({ ...request, output });
    if (answer.kind === "failed") throw new SnippetError(answer.message);
    return kept.keep(key, compiler, output, answer, began);
  } finally {
    rmSync(output, { force: true });
  }
}

function ask(request: BuildRequest): BuildAnswer {
  const { error, status, signal, stdout, stderr } = spawnSync(process.execPath, [BUILDER], {
    input: JSON.stringify(request),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, NODE_OPTIONS: "" }, // they are this process's: a debugger, a loader
  });
  if (error !== undefined)
    throw new SnippetError(`${process.execPath} cannot be started: ${error.message}`, { cause: error });
  if (status !== 0) throw new SnippetError(`the builder of snippets ended with ${signal ?? status}: ${stderr.trim()}`);
  return JSON.parse(stdout);
}
