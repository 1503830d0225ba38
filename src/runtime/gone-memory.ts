import type { Located } from "./located.ts";

/** Memory that no longer is: whoever reads, writes or asks for its buffer gets a TypeError. */
const GONE = new DataView(new ArrayBuffer(0));
const gone = (): never => {
  throw new TypeError("this memory has been freed");
};
for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(DataView.prototype))) {
  if (get !== undefined) Object.defineProperty(GONE, name, { get: gone });
  else if (/^[gs]et[A-Z]/.test(name)) Object.defineProperty(GONE, name, { value: gone });
}

/** From now on every use of `object` is an error. Views of parts of it that were made before are not reached. */
export function markGone(object: Located): void {
  (object as { "~m": DataView })["~m"] = GONE;
  object["~b"] = null;
}

/** Whether it was freed. */
export function isGone(object: Located): boolean {
  return object["~m"] === GONE;
}
