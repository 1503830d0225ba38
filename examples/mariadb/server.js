import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A server in a folder of its own, without network and passwords. `stop` throws it away. */
export async function throwAwayServer() {
  const folder = mkdtempSync(join(tmpdir(), "mariadb-"));
  const socket = join(folder, "socket");
  mkdirSync(join(folder, "data"));
  const user = process.getuid?.() === 0 ? ["--user=root"] : [];
  const options = ["--no-defaults", "--skip-networking", "--skip-grant-tables", `--datadir=${folder}/data`, ...user];
  const env = { ...process.env, PATH: `${process.env["PATH"]}:/usr/sbin` };
  const server = spawn("mariadbd", [...options, `--socket=${socket}`], { stdio: ["ignore", "ignore", "pipe"], env });
  process.once("exit", () => server.kill("SIGKILL"));
  const stop = async () => {
    server.kill("SIGKILL");
    await once(server, "exit");
    rmSync(folder, { recursive: true });
  };
  for await (const line of createInterface({ input: server.stderr })) {
    if (line.includes("ready for connections")) {
      server.stderr.resume(); // what else it says
      return { socket, stop };
    }
  }
  throw new Error("mariadbd did not come up");
}
