import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** What to wait for on the screen, and what to type then. */
export type Dialogue = readonly (readonly [seen: string, typed: string])[];

/**
 * Runs a command on a pseudo-terminal, as a user at the keyboard: each answer is typed when its question is on the screen.
 *
 * @param command for a shell, without single quotes.
 * @returns all that the screen showed, without control characters.
 */
export function onTerminal(command: string, cwd: string, dialogue: Dialogue): Promise<string> {
  const child = spawn("script", ["-qec", `stty cols 120 rows 40; ${command}`, "/dev/null"], { cwd });
  const rest = [...dialogue];
  let screen = "";
  let unread = "";
  child.stdout.on("data", (data: Buffer) => {
    const text = stripVTControlCharacters(data.toString());
    screen += text;
    unread += text;
    const [next] = rest;
    if (next === undefined || !unread.includes(next[0])) return;
    rest.shift();
    unread = "";
    child.stdin.write(next[1]);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve(screen));
  });
}
