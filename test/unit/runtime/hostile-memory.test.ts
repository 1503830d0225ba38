import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { nodeBinary } from "../../../scripts/setup/node-release.mjs";
import { giveWrongValues } from "./wrong-values.ts";

// Nothing that is no address, no memory or none any more gets through the memory interface: a result or a clear error. (A wrong value
// that did would end the process.)

test("on Node 26, with the built runtime", () => {
  const file = new URL("wrong-values.ts", import.meta.url).href;
  const program = `const { unclear, calls } = (await import(${JSON.stringify(file)})).giveWrongValues();
    console.log(unclear.slice(0, 5).join("\\n"), calls > 50_000); process.exit(0);`;
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { signal, stdout, stderr } = spawnSync(nodeBinary(26), ["--input-type=module", "--eval", program], {
    encoding: "utf8",
    env,
  });
  expect({ signal, stdout, stderr }).toEqual({ signal: null, stdout: " true\n", stderr: "" });
});

test("on this Node", () => {
  const { unclear, calls } = giveWrongValues();
  expect(unclear).toEqual([]);
  expect(calls).toBeGreaterThan(50_000);
}, 180_000);
