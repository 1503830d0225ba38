import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A server of databases that nobody else sees: a folder of its own, a socket there, no network, no passwords. */
export interface MariadbServer extends AsyncDisposable {
  readonly socket: string;
}

/** @throws what the server said, if it does not come up */
export async function startMariadb(): Promise<MariadbServer> {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-mariadb-")); // a socket's path has 107 bytes at most
  const socket = join(folder, "socket");
  mkdirSync(join(folder, "data"));
  const options = [
    ...["--no-defaults", "--skip-networking", "--skip-grant-tables", "--innodb-log-file-size=4M"],
    ...[`--datadir=${folder}/data`, `--socket=${socket}`, ...(process.getuid?.() === 0 ? ["--user=root"] : [])],
  ];
  const env = { ...process.env, PATH: `${process.env["PATH"]}:/usr/sbin` };
  const server = spawn("mariadbd", options, { stdio: ["ignore", "ignore", "pipe"], env });
  const stop = stopping(server, folder);
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    if (line.includes("ready for connections")) {
      server.stderr.resume(); // what else it says
      return { socket, [Symbol.asyncDispose]: stop };
    }
    said.push(line);
  }
  await stop();
  throw new Error(["mariadbd did not come up:", ...said].join("\n"));
}

/** Nothing of it is kept; a test that ends early takes it along. */
function stopping(server: ChildProcess, folder: string): () => Promise<void> {
  const kill = (): void => {
    server.kill("SIGKILL");
  };
  process.once("exit", kill);
  const ended = once(server, "exit");
  return async () => {
    process.off("exit", kill);
    kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
}
