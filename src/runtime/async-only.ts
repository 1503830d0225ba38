import { currentPhase } from "./call-phase.ts";

/** Stands in front of functions that are annotated so: a call on this thread would block it, or wait for ever for it. */
export function asyncOnly(fn: string): void {
  if (currentPhase() !== null) return;
  throw new TypeError(`${fn}: it blocks the thread that it is called on: call ${fn}.async, or that of api`);
}
