import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** A broker of Debian's package mosquitto, on a port that was free, for clients of this machine. */
export async function startBroker() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
  const broker = spawn("mosquitto", ["-p", String(port)], { stdio: ["ignore", "ignore", "pipe"], env });
  process.once("exit", () => broker.kill());
  for await (const line of createInterface({ input: broker.stderr })) if (line.endsWith(" running")) break;
  if (broker.exitCode !== null) throw new Error(`mosquitto ended with ${broker.exitCode}`);
  return { port, stop: () => broker.kill() };
}
