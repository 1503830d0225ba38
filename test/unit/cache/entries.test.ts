import { mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Entries } from "../../../src/cache/entries.ts";

test("what has not been used for longest makes room", () => {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-entries-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const entries = new Entries(folder, 350); // three of about 115 bytes
  const entry = ["head", "b".repeat(40)];
  for (const [i, key] of ["a", "b", "c"].entries()) {
    entries.write(key, entry);
    utimesSync(join(folder, `${key}.json`), i + 1, i + 1);
  }
  expect(entries.read("a")?.map(String)).toEqual(entry); // which is a use
  entries.write("d", entry);
  expect(readdirSync(folder).sort()).toEqual(["a.json", "c.json", "d.json"]);
  expect(entries.read("b")).toBeNull();
});
