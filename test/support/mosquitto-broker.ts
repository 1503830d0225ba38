import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "./free-port.ts";

/** An MQTT broker for whoever asks on this machine, on a port of its own; nothing that it is told is kept. */
export interface Broker extends AsyncDisposable {
  readonly port: number;
}

/** @throws what the broker said, if it does not come up */
export async function startBroker(): Promise<Broker> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "c2ts-mosquitto-"));
  const config = join(folder, "mosquitto.conf");
  const user = process.getuid?.() === 0 ? "user root\n" : "";
  writeFileSync(
    config,
    `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest stderr\n${user}`,
  );
  const env = { ...process.env, PATH: `${process.env["PATH"]}:/usr/sbin:/usr/local/sbin` };
  const server = spawn("mosquitto", ["-c", config], { stdio: ["ignore", "ignore", "pipe"], env });
  const kill = (): void => {
    server.kill("SIGKILL");
  };
  process.once("exit", kill); // a test that ends early takes it along
  const ended = once(server, "exit");
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    if (line.endsWith(" running")) {
      server.stderr.resume(); // what else it says
      return { port, [Symbol.asyncDispose]: stop };
    }
    said.push(line);
  }
  await stop();
  throw new Error(["mosquitto did not come up:", ...said].join("\n"));
}
