import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadSpec } from "c2ts";
import { describe, expect, test } from "vitest";
import * as libc from "../../packages/libc/index.ts";
import * as sqlite3 from "../../packages/sqlite3/index.ts";
import * as zlib from "../../packages/zlib/index.ts";
import { checkConstants } from "../support/check-constants.ts";
import { checkAccessors, checkLayout } from "../support/check-layout.ts";

const LIBRARIES = [
  { name: "sqlite3", module: sqlite3, records: 12, constants: 450 },
  { name: "zlib", module: zlib, records: 3, constants: 35 },
  { name: "libc", module: libc, records: 150, constants: 2800 },
] as const;

describe.for(LIBRARIES)("$name against the C compiler", ({ name, module, records, constants }) => {
  const file = fileURLToPath(new URL(`../../spec-json/${name}/x86_64-linux-gnu.json`, import.meta.url));
  const spec = loadSpec(readFileSync(file, "utf8"), name);
  const includes = spec.headers.map((header) => `#include <${header}>`).join("\n");

  test("sizeof and every offsetof of every complete record", () => {
    const complete = spec.declarations.filter(
      ({ kind, ...rest }) => kind === "record" && "layout" in rest && rest.layout !== null,
    );
    expect(complete.length).toBeGreaterThanOrEqual(records);
    checkLayout(spec, includes, spec.arguments);
  });

  test("accessors read and write the bytes that C does", () => {
    expect(checkAccessors(spec, module, includes, spec.arguments).compared).toBeGreaterThan(0);
  });

  test("every constant", () => {
    expect(checkConstants(spec, module, includes, spec.arguments)).toBeGreaterThanOrEqual(constants);
  });
});
