import { constantText } from "../constant-text.ts";
import type { ConstantDeclaration } from "../declaration.ts";
import type { Difference } from "./change.ts";
import { differ, typeDifference } from "./compare-function-types.ts";
import type { Tables } from "./compare-types.ts";

/** A constant is in whatever was made from the header: the library cannot change it any more. */
export function compareConstants(
  a: ConstantDeclaration,
  b: ConstantDeclaration,
  tables: Tables,
): readonly Difference[] {
  const value = differ("breaking", "value", constantText(a.value), constantText(b.value));
  // The type of a string literal has its length in it: another text says as much.
  const isText = a.value.kind === "string" && b.value.kind === "string" && value.length > 0;
  const origin = differ("text", "origin", a.origin, b.origin);
  if (isText) return [...value, ...origin];
  const type = typeDifference("type", a.type, b.type, tables).map((one) => ({ ...one, impact: "breaking" as const }));
  return [...value, ...type, ...origin];
}
