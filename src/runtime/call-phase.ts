import type { CallScope } from "./call-scope.ts";
import type { EngineFunction } from "./engine.ts";
import type { Located } from "./located.ts";

/**
 * What the runtime does differently for a generated function that is run for its `.async` form: once to check and convert the
 * arguments, and once more, when C has returned, to convert the result. From its beginning to where it would call C.
 */
export interface Phase {
  /** Scope of the functions that the call lends to C. */
  scope(): CallScope;
  /** The function has just been bound: what it is to call instead. */
  instead(): EngineFunction;
  /** Whether C has returned, and arguments no longer matter. */
  readonly isOver: boolean;
  /** The record that C writes its result to. */
  result(record: Located): void;
}

/** Set for the time of one synchronous run; generated functions take no other way to learn how they were called. */
let phase: Phase | null = null;

/** `null` in a call as any other. */
export function currentPhase(): Phase | null {
  return phase;
}

/** Runs a generated function in a phase, which ends when `run` does, or before. */
export function inPhase<T>(during: Phase, run: () => T): T {
  const outer = phase;
  phase = during;
  try {
    return run();
  } finally {
    phase = outer;
  }
}

/** Whether C has returned, so that arguments are not checked any more. */
export function isOver(): boolean {
  return phase?.isOver ?? false;
}

/** Runs what is a call of its own while the arguments of another one are checked. */
export function outsidePhase<T>(run: () => T): T {
  const outer = phase;
  phase = null;
  try {
    return run();
  } finally {
    phase = outer;
  }
}

/** The function has come to where it calls C; what it calls from here on are calls as any other. */
export function endPhase(): void {
  phase = null;
}
