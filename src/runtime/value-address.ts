import { currentPhase } from "./call-phase.ts";
import { copyBytes } from "./copy-bytes.ts";
import type { Located } from "./located.ts";
import { resultAddress } from "./result-address.ts";

/**
 * Where a wrapper in C is to read a value that C takes by value. A call on another thread, which reads later, gets a copy.
 * @param value a checked record, or a cell with a scalar in it.
 */
export function valueAddress(value: Located): number | DataView {
  if (currentPhase() === null) return resultAddress(value);
  const copy = new DataView(new ArrayBuffer(value["~size"]()));
  copyBytes(copy, 0, value["~m"], value["~o"], copy.byteLength);
  return copy;
}
