import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type HeaderProject, headerProject } from "../support/header-project.ts";
import { NAMES } from "./hostile/names.ts";
import { VALUES } from "./hostile/values.ts";

// Headers that do all that C allows to make a wrapper go wrong; each call gives what it gives in C, by both compilers.

describe.each([...NAMES, ...VALUES])(
  "$name",
  ({ header, source = "", prototypes = [], refused = {}, calls, inTypeScriptOnly = {} }) => {
    describe.each(["gcc", "clang-14"])("%s", (compiler) => {
      let project: HeaderProject;
      let said = "";
      beforeAll(() => {
        project = headerProject(header, source);
        const given = prototypes.flatMap((one) => ["--prototype", one]);
        const made = project.gen("--cc", compiler, "--verbose", ...given);
        said = made.stderr;
        expect([made.code, said]).toEqual([0, expect.stringContaining("lib.ts: ")]);
      });
      afterAll(() => project.remove());

      test("calls", () => {
        const inC = project.inC(
          compiler,
          calls.map(([format, text]) => [format, text]),
        );
        expect(project.inTypeScript(calls.map(([, text, typescript = `lib.${text}`]) => typescript))).toEqual(inC);
        const only = Object.entries(inTypeScriptOnly);
        expect(project.inTypeScript(only.map(([text]) => text))).toEqual(only.map(([, value]) => value));
      });

      test("what is left out is reported", () => {
        const missing = [...said.matchAll(/skipped '(.*?)': the shim has no wrapper of it: (.*)/g)].map(
          ([, name = "", why = ""]) => [name, why],
        );
        expect(Object.fromEntries(missing)).toEqual(
          Object.fromEntries(Object.entries(refused).map(([name, why]) => [name, expect.stringMatching(why)])),
        );
      });
    });
  },
);
