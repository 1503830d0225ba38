import { writeSync } from "node:fs";

/**
 * Writes to stderr at once. Node's own stream for it takes longer to load than some headers to read, and needs nobody
 * who waits for it: it is there for a pipe that is full, and for Windows' consoles.
 */
export function say(text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0 && process.platform !== "win32") rest = rest.subarray(writeSync(2, rest));
  } catch (error) {
    // Nobody reads it any more.
    if (error instanceof Error && "code" in error && error.code === "EPIPE") return;
  }
  if (rest.length > 0) process.stderr.write(rest);
}
