import { currentPhase } from "./call-phase.ts";
import { addressOfView } from "./engine.ts";
import type { Located } from "./located.ts";

/** Address of the memory behind the view that was asked for last: results come from one slab, one after the other. */
let lastView: DataView | null = null;
let lastAddress = 0;

/**
 * The latest records that C was given the address of. An address keeps nothing alive, and optimised code may forget a
 * result that its caller does not look at while C, which can call back, is still to write it.
 */
const KEPT = 64;
const kept: (Located | null)[] = new Array<Located | null>(KEPT).fill(null);
let next = 0;

/**
 * Where a function that returns a record in memory is to write it (System V psABI 3.2.3: the hidden first argument), as a
 * number: the engine takes it faster than bytes, and it leaves no garbage.
 * @param record fresh from `T.alloc()`.
 */
export function resultAddress(record: Located): number {
  currentPhase()?.result(record);
  kept[next] = record;
  next = (next + 1) % KEPT;
  const view = record["~m"];
  if (view !== lastView) {
    lastAddress = Number(addressOfView(view));
    lastView = view;
  }
  return lastAddress + record["~o"];
}
