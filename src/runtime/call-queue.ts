import { MAX_ASYNC } from "./engine.ts";

/**
 * Calls that wait for a thread. The engine takes only so many, and what it has taken cannot be called off any more, so it is
 * given no more than there are threads: those of libuv's pool, four unless UV_THREADPOOL_SIZE says otherwise.
 */
interface Waiting {
  /** `null` once it was called off. */
  start: (() => void) | null;
  next: Waiting | null;
}

let first: Waiting | null = null;
let last: Waiting | null = null;
let running = 0;
let threads: number | null = null;

/** Starts a call as soon as a thread is free for it; in the order of enqueueing. Returns what calls it off before that. */
export function enqueue(start: () => void): () => void {
  const waiting: Waiting = { start, next: null };
  if (last === null) first = waiting;
  else last.next = waiting;
  last = waiting;
  startNext();
  return () => {
    waiting.start = null;
  };
}

/** A call that was started has ended. */
export function callEnded(): void {
  running--;
  startNext();
}

/** Whether calls are running on other threads, or wait to. */
export function callsUnderWay(): boolean {
  return running > 0 || first !== null;
}

function startNext(): void {
  threads ??= poolSize();
  while (running < threads && first !== null) {
    const { start, next } = first;
    first = next;
    if (next === null) last = null;
    if (start === null) continue;
    running++;
    start();
  }
}

/** libuv reads the variable when its pool is first used. */
function poolSize(): number {
  const given = Number.parseInt(process.env["UV_THREADPOOL_SIZE"] ?? "4", 10);
  // Other users of the engine need some, too.
  return Math.min(Math.max(given, 1) || 4, 1024, MAX_ASYNC / 2);
}
