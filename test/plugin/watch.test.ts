import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { watch as watchWithRollup } from "@rollup/wasm-node";
import { rspack } from "@rspack/core";
import * as esbuild from "esbuild";
import { watch as watchWithRolldown } from "rolldown";
import { createServer } from "vite";
import { expect, onTestFinished, test, vi } from "vitest";
import webpack from "webpack";
import withEsbuild from "../../src/plugin/esbuild.ts";
import withRolldown from "../../src/plugin/rolldown.ts";
import withRollup from "../../src/plugin/rollup.ts";
import withRspack from "../../src/plugin/rspack.ts";
import withVite from "../../src/plugin/vite.ts";
import withWebpack from "../../src/plugin/webpack.ts";
import { emptyFolder } from "../support/run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What came of a build: the bundle, or what is wrong. */
type Told = (outcome: string) => void;

/** Builds the program of a folder, and again whenever something changes; the result ends that. */
type Watcher = (folder: string, told: Told) => Promise<() => unknown>;

/** As rollup and rolldown tell what happens. */
interface WatchEvent {
  readonly code: string;
  readonly error?: { readonly message: string };
  readonly result?: { close(): Promise<void> } | null;
}

const bundleIn = (folder: string): string => readFileSync(join(folder, "out/main.js"), "utf8");

function rollupEvents(folder: string, told: Told): (event: WatchEvent) => Promise<void> {
  return async ({ code, error, result }) => {
    if (code === "ERROR") told(String(error?.message));
    if (code === "BUNDLE_END") told(bundleIn(folder));
    await result?.close();
  };
}

const packing = (folder: string) => ({
  context: folder,
  entry: "./main.js",
  mode: "production" as const,
  target: "node20" as const,
  output: { path: join(folder, "out"), filename: "main.js" },
});

interface PackStats {
  hasErrors(): boolean;
  toString(): string;
}

const packed =
  (folder: string, told: Told) =>
  (error: Error | null, stats: PackStats | undefined): void => {
    if (error !== null || stats?.hasErrors()) told(error?.message ?? String(stats));
    else told(bundleIn(folder));
  };

const WATCHERS: Readonly<Record<string, Watcher>> = {
  async esbuild(folder, told) {
    const end: esbuild.Plugin = {
      name: "end",
      setup: ({ onEnd }) => {
        onEnd(({ errors, outputFiles }) => {
          const places = errors.map(({ location, text }) => `${location?.file}:${location?.line}:${text}`);
          told(errors.length > 0 ? places.join("\n") : String(outputFiles?.[0]?.text));
        });
      },
    };
    const context = await esbuild.context({
      entryPoints: [join(folder, "main.js")],
      absWorkingDir: folder,
      bundle: true,
      write: false,
      format: "esm",
      logLevel: "silent",
      plugins: [withEsbuild(), end],
    });
    await context.watch();
    return () => context.dispose();
  },
  async rollup(folder, told) {
    const plugins = [withRollup({ root: folder })];
    const watcher = watchWithRollup({ input: join(folder, "main.js"), output: { dir: join(folder, "out") }, plugins });
    watcher.on("event", rollupEvents(folder, told));
    return () => watcher.close();
  },
  async rolldown(folder, told) {
    const plugins = [withRolldown({ root: folder })];
    const watcher = watchWithRolldown({
      input: join(folder, "main.js"),
      output: { dir: join(folder, "out") },
      plugins,
      logLevel: "silent",
    });
    watcher.on("event", rollupEvents(folder, told));
    return () => watcher.close();
  },
  async webpack(folder, told) {
    const watching = webpack({ ...packing(folder), plugins: [withWebpack()] }).watch({}, packed(folder, told));
    return () => new Promise<void>((resolve) => watching?.close(() => resolve()));
  },
  async rspack(folder, told) {
    const watching = rspack({ ...packing(folder), plugins: [withRspack()] }).watch({}, packed(folder, told));
    return () => new Promise<void>((resolve) => watching.close(() => resolve()));
  },
  async vite(folder, told) {
    const server = await createServer({
      root: folder,
      configFile: false,
      logLevel: "silent",
      appType: "custom",
      server: { middlewareMode: true, ws: false },
      plugins: [withVite()],
    });
    const { hot } = server.environments.ssr;
    const load = (): Promise<void> =>
      server.ssrLoadModule("/main.js").then(
        ({ limit }) => told(`${limit}`),
        (error: Error) => told(error.message),
      );
    // Nothing is loaded again unless Vite tells its clients to.
    const send = hot.send.bind(hot) as (...payload: readonly unknown[]) => void;
    vi.spyOn(hot, "send").mockImplementation((...payload: readonly unknown[]) => {
      const [told] = payload;
      const isNews = typeof told === "object" && told !== null && "type" in told && told.type !== "custom";
      if (isNews) void load();
      send(...payload);
    });
    await load();
    return () => server.close();
  },
};

test.each(Object.entries(WATCHERS))(
  "%s builds again when a header changes, also a broken or an empty one",
  async (_, watch) => {
    const folder = emptyFolder();
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
    write("package.json", '{ "type": "module" }\n');
    write(
      "tsconfig.json",
      '{ "compilerOptions": { "allowJs": true, "noEmit": true }, "include": ["main.js", "*.d.ts"] }\n',
    );
    write("sum.h", '#include "limit.h"\n#ifndef LIMIT\n#define LIMIT 41041\n#endif\n');
    write("limit.h", "/* declares nothing yet */\n");
    write("main.js", 'import { LIMIT } from "./sum.h";\nexport const limit = LIMIT;\nconsole.log(limit);\n');
    vi.spyOn(console, "log").mockImplementation(() => {});

    let last = "";
    const close = await watch(folder, (outcome) => {
      last = outcome;
    });
    onTestFinished(async () => void (await close()));
    const comes = (what: RegExp): Promise<void> => vi.waitFor(() => expect(last).toMatch(what), { timeout: 60_000 });
    /** Saves a header; again after a while, for a bundler that was not watching it yet. */
    const save = async (text: string, what: RegExp): Promise<void> => {
      let at = Number.NEGATIVE_INFINITY;
      await vi.waitFor(
        () => {
          if (performance.now() - at > 10_000) {
            write("limit.h", text);
            at = performance.now();
          }
          expect(last).toMatch(what);
        },
        { timeout: 60_000 },
      );
    };
    const types = (): string => readFileSync(join(folder, "c2ts.d.ts"), "utf8");

    await comes(/41041/);
    expect(types()).toContain("LIMIT = 41041");
    await save("#define LIMIT 42042\n", /42042/);
    expect(types()).toContain("LIMIT = 42042");
    await save("\nunknown_t limit(void);\n", /limit\.h:2:.*unknown type name 'unknown_t'/s);
    await save("#define LIMIT 43043\n", /43043/);
    expect(types()).toContain("LIMIT = 43043");
  },
  240_000,
);
