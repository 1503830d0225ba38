import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { contentOf, type FileState, stateIfSame, stateOf } from "../../../src/cache/file-state.ts";

const LATER = 60_000;

/** A file, and what it was by a time after its last change. */
function file(text: string): { readonly path: string; readonly state: (late?: number) => FileState } {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-state-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "a.h");
  writeFileSync(path, text);
  return { path, state: (late = LATER) => stateOf(path, contentOf(path), statSync(path).ctimeMs + late) };
}

test("a file with a known stamp is not read", () => {
  const { path, state } = file("int f(void);\n");
  const before = { ...state(), sum: "of something else" };
  expect(before.stamp).not.toBeNull();
  expect(stateIfSame(path, before, Date.now() + LATER)).toBe(before);
});

test("one that may have changed while it was read is known by its content alone", () => {
  const { path, state } = file("int f(void);\n");
  const before = state(10);
  expect(before.stamp).toBeNull();
  writeFileSync(path, "int g(void);\n");
  expect(stateIfSame(path, before, Date.now() + LATER)).toBeNull();
});

test("one that is written again as it was has another stamp, once that is known", () => {
  const { path, state } = file("int f(void);\n");
  const before = state();
  utimesSync(path, 1e9, 1e9);
  const now = stateIfSame(path, before, Date.now() + LATER);
  expect(now).toEqual({ sum: before.sum, stamp: expect.not.stringMatching(before.stamp ?? "") });
  expect(stateIfSame(path, before, Date.now() - LATER)?.stamp).toBeNull(); // written during this run
});

test("a change that leaves size and time of change is one", () => {
  const { path, state } = file("int f(void);\n");
  utimesSync(path, 1e9, 1e9);
  const before = state();
  writeFileSync(path, "int g(void);\n");
  utimesSync(path, 1e9, 1e9);
  expect(stateIfSame(path, before, Date.now() + LATER)).toBeNull();
});

test("what is not there, comes and goes", () => {
  const { path, state } = file("int f(void);\n");
  const before = state();
  rmSync(path);
  expect(stateIfSame(path, before, Date.now())).toBeNull();
  const none = stateOf(path, contentOf(path), Date.now());
  expect(none).toEqual({ stamp: null, sum: null });
  expect(stateIfSame(path, none, Date.now())).toBe(none);
  writeFileSync(path, "");
  expect(stateIfSame(path, none, Date.now())).toBeNull();
});
