import { writeSync } from "node:fs";
import { inspect } from "node:util";
import { isMainThread } from "node:worker_threads";
import { endProcess } from "./engine.ts";

/** What becomes of C function pointers when JavaScript ends. */
interface End {
  /** Whether C may still call some of them from its own threads. */
  ofProcess(): boolean;
  /** Whether a call on another thread may wait for one of them, and node for that thread. */
  isAwaited(): boolean;
  /** A worker thread ends, which the engine does not notice by itself. */
  ofWorker(): void;
}

/** Sees to it that the end of this thread, if it comes by itself or by `process.exit()`, is no crash, and comes. */
export function atEnd(end: End): void {
  if (!isMainThread) {
    process.once("exit", () => end.ofWorker());
    return;
  }
  let fatal: { readonly error: unknown } | null = null;
  process.on("uncaughtExceptionMonitor", (error) => {
    const isCaught = process.listenerCount("uncaughtException") > 0 || process.hasUncaughtExceptionCaptureCallback();
    fatal = isCaught ? null : { error };
  });
  process.on("exit", function leave(code) {
    const isAwaited = end.isAwaited();
    // After an uncaught exception node does as `process.exit` does, and prints it then.
    if (!isAwaited && (fatal !== null || !end.ofProcess())) return;
    const listeners = process.rawListeners("exit");
    for (const later of listeners.slice(listeners.indexOf(leave) + 1)) Reflect.apply(later, process, [code]);
    if (isAwaited) {
      // Node would wait for threads that wait for this one.
      if (fatal !== null) writeSync(2, `Uncaught ${inspect(fatal.error)}\n\nNode.js ${process.version}\n`);
      endProcess(code);
    }
    // Threads of C that call while node takes itself and the engine apart crash. `process.exit` does no such thing: they wait until all is over.
    process.exit();
  });
}
