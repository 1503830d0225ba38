import { expect, test } from "vitest";
import { fuzz } from "./run/fuzz.ts";
import { GCC } from "./run/run-batch.ts";
import { command, settingsFrom } from "./run/settings.ts";
import { shrink } from "./run/shrink.ts";
import { summary } from "./run/summary.ts";

const settings = settingsFrom(process.env);

test("random headers: layout, members and calls as in C", async () => {
  if (settings.path !== null) {
    const failure = await shrink(settings, settings.path, GCC);
    if (failure !== "") throw new Error(failure);
    return;
  }
  const repeat = command(settings, `C2TS_FUZZ_RUNS=${settings.runs}`);
  console.log(`seed ${settings.seed}; again: ${repeat}`);
  const { counts, failures } = await fuzz(settings, GCC);
  console.log(summary(counts));
  if (failures.length > 0)
    throw new Error(
      `${failures.length} cases of seed ${settings.seed} are wrong\n\n${failures.slice(0, 10).join("\n\n")}\n\nall of it again: ${repeat}`,
    );
  expect(counts.calls).toBeGreaterThan(settings.runs);
});
