// @ts-check
import { spawn } from "node:child_process";

/**
 * Runs a program to its end; never throws. `code` is 127 when there is no such program.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ input?: string, show?: boolean, env?: NodeJS.ProcessEnv }} [options] `show`: let the user see and answer it
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function run(program, args, { input = "", show = false, env = process.env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: show ? "inherit" : "pipe" });
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.stdin?.on("error", () => {}); // a program that ends without reading its input
    child.stdin?.end(input);
    child.on("error", (error) => resolve({ code: 127, stdout, stderr: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
