import { nearNames } from "./near-names.ts";

/** `; did you mean 'a' or 'b'?`, to end the sentence that refuses `wanted` with; nothing where no name is near. */
export function didYouMean(wanted: string, names: Iterable<string>): string {
  const near = nearNames(wanted, names)
    .slice(0, 3)
    .map((name) => `'${name}'`);
  return near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`;
}
