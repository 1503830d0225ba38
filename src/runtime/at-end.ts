import { isMainThread } from "node:worker_threads";

/** What becomes of C function pointers when JavaScript ends. */
interface End {
  /** Whether C may still call some of them from its own threads. */
  ofProcess(): boolean;
  /** A worker thread ends, which the engine does not notice by itself. */
  ofWorker(): void;
}

/** Sees to it that the end of this thread, if it comes by itself or by `process.exit()`, is no crash. */
export function atEnd(end: End): void {
  if (!isMainThread) {
    process.once("exit", () => end.ofWorker());
    return;
  }
  let died = false;
  process.on("uncaughtExceptionMonitor", () => {
    died = process.listenerCount("uncaughtException") === 0 && !process.hasUncaughtExceptionCaptureCallback();
  });
  process.on("exit", function leave(code) {
    // After an uncaught exception node does as `process.exit` does, and prints it then.
    if (died || !end.ofProcess()) return;
    const listeners = process.rawListeners("exit");
    for (const later of listeners.slice(listeners.indexOf(leave) + 1)) Reflect.apply(later, process, [code]);
    // Threads of C that call while node takes itself and the engine apart crash. `process.exit` does no such thing: they wait until all is over.
    process.exit();
  });
}
