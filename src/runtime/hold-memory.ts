import type { Binding } from "./c-function.ts";
import { addressOfView } from "./engine.ts";
import { addHeld, type HeldMemory } from "./held-memory.ts";
import { engineMemory, Located } from "./located.ts";
import { isForeign } from "./window.ts";

/**
 * Notes what of C's memory a call on another thread was given, so that `free` can refuse it until the call ends.
 * @param native the arguments as C gets them: of a record by value it has a copy.
 */
export function holdMemory(fn: Binding, args: readonly unknown[], native: readonly unknown[]): readonly HeldMemory[] {
  return args.flatMap((argument, i) => {
    const address = foreignAddressOf(argument);
    if (address === null || !(native.includes(address) || native.includes(argument))) return [];
    const what = (): string => `${fn.name.slice(1)}.async was given as ${parameterName(fn, i)}`;
    const memory = { address: Number(address), what };
    addHeld(memory);
    return [memory];
  });
}

/** Where in C's memory an argument is or points to; `null` for anything else. (An integer is no address that was allocated.) */
function foreignAddressOf(argument: unknown): bigint | null {
  if (typeof argument === "bigint") return argument;
  if (argument instanceof Located) {
    const memory = engineMemory(argument);
    return typeof memory === "bigint" ? memory : null;
  }
  return ArrayBuffer.isView(argument) && isForeign(argument) ? addressOfView(argument) : null;
}

/** What a generated function calls its parameter: asked for when there is something to say about it. */
export function parameterName(fn: Binding, index: number): string {
  const list = /^[^(]*\(([^)]*)\)/.exec(Function.prototype.toString.call(fn))?.[1];
  return list?.split(",")[index]?.trim() || `argument ${index + 1}`;
}
