import { currentPhase } from "./call-phase.ts";
import type { CType } from "./ctype.ts";
import type { Located } from "./located.ts";
import { Ref } from "./ref.ts";

/** What {@link boxed} needs of a descriptor: `W` is all that it can write. */
interface Writable<B, W> {
  write(memory: DataView, offset: number, value: W, owner: string, name: string): void;
  readonly "~type": B;
}

/** A checked argument in memory of its own: for types that go to C in several words, as records do. */
export function boxed<B, J, W>(type: CType<B, J> & Writable<B, W>, value: W, fn: string, parameter: string): Located {
  const cell = new Ref<B, J>(type);
  if (currentPhase()?.isOver === true) return cell; // memory that the value was may have ended
  type.write(cell["~m"], cell["~o"], value as W & J, fn, parameter);
  return cell;
}
