import { createHash } from "node:crypto";

/** SHA-256 of several texts, which no other way of parting them has. */
export function checksum(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}
