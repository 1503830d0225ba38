import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import withEsbuild from "../../src/plugin/esbuild.ts";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const REGISTER = new URL("../../dist/plugin/register.js", import.meta.url).href;

const HEADER = "double frexp(double x, int *exp);\ntypedef long stamp;\nstamp labs(stamp when);\n";
const CONVERTER = `
export const hours = {
  toC: (hours: number): number => hours * 3600,
  fromC: (seconds: number): number => seconds / 3600,
};
`;
const config = (more: object = {}): string =>
  JSON.stringify({
    libraries: [
      { headers: ["zlib.h"], library: "z", include: ["crc32$"], rename: ["crc32=checksum"] },
      { headers: ["./native/parts.h"], library: "m", annotations: "notes.json", ...more },
    ],
  });
const NOTES = JSON.stringify({ frexp: { exp: "out" }, stamp: { converter: "./hours.ts#hours" } });
const MAIN = `import { checksum } from "zlib.h";
import { api } from "./native/parts.h";
const sum = checksum(0, new TextEncoder().encode("123456789"), 9);
console.log(sum.toString(16), JSON.stringify(api.frexp(8)));
`;

let folder = "";
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

beforeEach(() => {
  folder = emptyFolder();
  mkdirSync(join(folder, "node_modules"));
  mkdirSync(join(folder, "native"));
  symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
  for (const name of ["@types", "undici-types"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  write("package.json", '{ "type": "module" }');
  write("native/parts.h", HEADER);
  write("notes.json", JSON.stringify({ frexp: { exp: "out" } }));
  write("c2ts.config.json", config());
  write("main.js", MAIN);
});

const WANTED = 'cbf43926 {"result":0.5,"exp":4}\n';

const options = (): esbuild.BuildOptions & { write: false } => ({
  entryPoints: [join(folder, "main.js")],
  absWorkingDir: folder,
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  logLevel: "silent",
  plugins: [withEsbuild()],
});

test("a bundled header has what the config says of its library", async () => {
  const { outputFiles } = await esbuild.build(options());
  write("out.js", String(outputFiles[0]?.text));
  expect(execFileSync(process.execPath, ["out.js"], { cwd: folder, encoding: "utf8" })).toBe(WANTED);
});

test("so has a header without a bundler", () => {
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", REGISTER, "main.js"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect({ stdout, stderr }).toEqual({ stdout: WANTED, stderr: "" });
});

test("an import with parameters speaks for itself", async () => {
  write("main.js", 'import { crc32 } from "zlib.h?lib=z";\nconsole.log(typeof crc32);\n');
  const { errors } = await esbuild.build(options());
  expect(errors).toEqual([]);
});

test("config and annotations are watched, and their faults are told", async () => {
  let last = "";
  const end: esbuild.Plugin = {
    name: "end",
    setup: ({ onEnd }) => {
      onEnd(({ errors, outputFiles }) => {
        last = errors.length > 0 ? errors.map(({ text }) => text).join("\n") : String(outputFiles?.[0]?.text);
      });
    },
  };
  const context = await esbuild.context({ ...options(), plugins: [withEsbuild(), end] });
  await context.watch();
  onTestFinished(() => context.dispose());
  const comes = (what: RegExp): Promise<void> => vi.waitFor(() => expect(last).toMatch(what), { timeout: 60_000 });

  await comes(/exp: /);
  write("c2ts.config.json", config({ heders: [] }));
  await comes(/c2ts\.config\.json:\n.*libraries\[1\].*heders/s);
  write("c2ts.config.json", config());
  await comes(/exp: /);
  write("notes.json", '{ "frexp": { "exponent": "out" } }');
  await comes(/frexp.*exponent/s);
  write("notes.json", '{ "frexp": { "throws": 7 } }');
  await comes(/notes\.json/);
  write("notes.json", "{}");
  await comes(/No matching export .* "api"/);
}, 240_000);

test("the editor knows names and converters of the config", () => {
  write("hours.ts", CONVERTER);
  write("notes.json", NOTES);
  const compilerOptions = {
    lib: ["es2023", "esnext.disposable"],
    module: "nodenext",
    strict: true,
    noEmit: true,
    types: ["node"],
  };
  write(
    "tsconfig.json",
    JSON.stringify({ compilerOptions: { ...compilerOptions, rewriteRelativeImportExtensions: true } }),
  );
  write("main.ts", `${MAIN}export const hours: number = api.labs(1);\n`);
  expect(c2ts(["types"], { cwd: folder })).toMatchObject({ code: 0, stderr: "c2ts.d.ts: 2 headers\n" });
  const tsc = (): string => {
    const file = join(root, "node_modules/typescript/bin/tsc");
    return spawnSync(process.execPath, [file, "-p", folder], { encoding: "utf8", cwd: folder }).stdout;
  };
  expect(tsc()).toBe("");
  expect(readFileSync(join(folder, "c2ts.d.ts"), "utf8")).toContain('typeof import("./hours.ts").hours');
  write("main.ts", `${MAIN}export const hours: string = api.labs(1);\n`);
  expect(tsc()).toMatch(/main\.ts\(5,14\): error TS2322/);
});

test("a header of two libraries has to be told apart", async () => {
  write("c2ts.config.json", JSON.stringify({ libraries: [{ headers: ["zlib.h"] }, { pkg: "zlib" }] }));
  await expect(esbuild.build(options())).rejects.toThrow(/zlib\.h belongs to 2 libraries/);
});
