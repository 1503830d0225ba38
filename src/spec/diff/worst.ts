import type { Impact } from "./change.ts";

const ORDER = ["text", "source", "breaking"] as const satisfies readonly Impact[];

/** `null` where there is no difference. */
export function worst(impacts: readonly (Impact | null)[]): Impact | null {
  return ORDER.findLast((impact) => impacts.includes(impact)) ?? null;
}
