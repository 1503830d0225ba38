import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = `c2ts-objects-${process.pid}-`;

/** State of the process, as its end is: what is loaded from there must stay until then. */
let made: string | null = null;

/** A folder for shared objects of which nothing is kept. */
export function temporaryObjects(): string {
  if (made === null) {
    made = mkdtempSync(join(tmpdir(), PREFIX));
    process.once("exit", removeTemporaryObjects);
  }
  return made;
}

/** Removes what any thread of this process has made: a thread is not told when the process ends. */
export function removeTemporaryObjects(): void {
  for (const name of readdirSync(tmpdir())) {
    if (name.startsWith(PREFIX)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
