import { spawn } from "node:child_process";

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** `exit code 1`, `SIGSEGV`, `no answer within 60 s`; `null` if it ended well. */
  readonly fault: string | null;
}

/** Runs a program to its end, however it ends. */
export function runProcess(program: string, args: readonly string[], seconds = 60): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr, late] = ["", "", false];
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, seconds * 1000);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const fault = late ? `no end within ${seconds} s` : (signal ?? (code === 0 ? null : `exit code ${code}`));
      resolve({ stdout, stderr, fault });
    });
  });
}
