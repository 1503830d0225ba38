import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Milliseconds without a change after which what was going on is over: an editor that saves, a checkout. */
const QUIET = 100;

export interface Watching {
  /** Called whenever all files are watched. */
  readonly onWatching: () => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Does something, and again whenever one of the files changes that it has named: files need not exist yet.
 *
 * @param work gives absolute paths
 */
export async function watchFiles(
  work: () => Promise<Iterable<string>>,
  { onWatching, signal }: Watching,
): Promise<void> {
  const { watch } = await import("chokidar");
  while (!signal.aborted) {
    const began = Date.now();
    const files = new Set(await work());
    // What is not there yet shows in its folder.
    const missing = new Set([...files].filter((file) => !existsSync(file)));
    const folders = new Set([...missing].map(dirname));
    const watcher = watch(
      [...files, ...folders].filter((path) => !missing.has(path)),
      {
        ignoreInitial: true,
        depth: 0,
        ignored: (path) => !files.has(path) && !folders.has(path),
      },
    );
    try {
      const changed = new Promise<void>((resolve) => {
        let quiet: NodeJS.Timeout | undefined;
        watcher.on("all", () => {
          clearTimeout(quiet);
          quiet = setTimeout(resolve, QUIET);
        });
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      await new Promise<void>((resolve) => watcher.once("ready", resolve));
      // What has changed before the watch began is not told.
      const now = Date.now();
      if ([...files].some((file) => hasChanged(file, began, now))) continue;
      onWatching();
      if (!signal.aborted) await changed;
    } finally {
      await watcher.close();
    }
  }
}

/** Between two times: a file may be from the future, and stay there. */
function hasChanged(file: string, since: number, until: number): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return false;
  const changed = Math.max(found.mtimeMs, found.ctimeMs);
  return since < changed && changed <= until;
}
