/**
 * How many callbacks are running inside of each other. It matters because koffi 3.3.4 notes, when a callback is *registered*, the part of
 * its stack that is free at that moment. Registered inside of another callback, that is too little: called later from further out, V8 runs
 * on the wrong stack ("Maximum call stack size exceeded" on Node 20, an abort on Node 26). So slots are made outside, in advance.
 */
let depth = 0;

/** A callback begins. */
export function enterCallback(): void {
  depth++;
}

/** A callback ends, however it does. */
export function leaveCallback(): void {
  depth--;
}

/** Whether C is calling us right now. */
export function insideCallback(): boolean {
  return depth > 0;
}
