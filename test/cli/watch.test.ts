import { type ChildProcessByStdio, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { emptyFolder } from "../support/run-cli.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/c2ts.js", import.meta.url));

const WATCHING = "c2ts: watching; Ctrl-C ends it\n";

/** A `c2ts watch` in a folder of its own. */
class Watch {
  readonly cwd: string = emptyFolder();
  #child: ChildProcessByStdio<null, null, Readable> | null = null;
  #said = "";
  readonly #news = new EventEmitter();

  write(file: string, text: string): void {
    writeFileSync(join(this.cwd, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.cwd, file), "utf8");
  }

  start(...args: readonly string[]): void {
    const child = spawn(process.execPath, [LAUNCHER, "watch", ...args], {
      cwd: this.cwd,
      stdio: ["ignore", "ignore", "pipe"],
    });
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (text: string) => {
      this.#said += text;
      this.#news.emit("news");
    });
    child.on("exit", () => this.#news.emit("news"));
    onTestFinished(() => void child.kill("SIGKILL"));
    this.#child = child;
  }

  /** Waits until it has said something, then that it watches; what it has said before is forgotten. */
  async says(wanted: string | RegExp): Promise<void> {
    const child = this.#running();
    const pattern = typeof wanted === "string" ? new RegExp(wanted.replaceAll(/[.()]/g, "\\$&")) : wanted;
    for (;;) {
      const start = pattern.exec(this.#said)?.index ?? Number.POSITIVE_INFINITY;
      const end = this.#said.indexOf(WATCHING, start);
      if (end >= 0 && start < end) {
        this.#said = this.#said.slice(end + WATCHING.length);
        return;
      }
      if (child.exitCode !== null) throw new Error(`it has ended: ${this.#said}`);
      await once(this.#news, "news");
    }
  }

  /** Waits until it has written something into a file, and watches again. */
  async writes(file: string, wanted: string, isThere = true): Promise<void> {
    do await this.says(/^/);
    while (this.read(file).includes(wanted) !== isThere);
  }

  /** @returns its exit code, or the signal that ended it */
  async end(signal: "SIGINT" | "SIGTERM"): Promise<unknown> {
    const child = this.#running();
    const ended = once(child, "exit");
    child.kill(signal);
    const [code, by] = await ended;
    return code ?? by;
  }

  #running(): ChildProcessByStdio<null, null, Readable> {
    if (this.#child === null) throw new Error("not started");
    return this.#child;
  }
}

test("a module is made again when its header, or what that includes, changes", async () => {
  const watch = new Watch();
  watch.write("a.h", '#include "b.h"\nint one(void);\n');
  watch.write("b.h", "");
  watch.start("a.h", "-o", "a.ts", "--lib", "m");
  await watch.says("a.ts: 1 function,");
  watch.write("a.h", '#include "b.h"\nint two(void);\n');
  await watch.writes("a.ts", "export const two");
  watch.write("b.h", "int three(void);\n");
  await watch.writes("a.ts", "export const three");
  watch.write("new.h", "int four(void);\n"); // as many editors save: another file in its place
  renameSync(join(watch.cwd, "new.h"), join(watch.cwd, "a.h"));
  await watch.writes("a.ts", "export const four");
  expect(await watch.end("SIGINT")).toBe(0);
});

test("an error of clang's is told with file and line, and what mends it is seen", async () => {
  const watch = new Watch();
  watch.write("a.h", '#include "b.h"\nint one(void);\n');
  watch.start("a.h", "-o", "a.ts", "--lib", "m");
  await watch.says("a.h:1:10: error: 'b.h' file not found");
  watch.write("b.h", "int f(;\n");
  await watch.says(/b\.h:1:7: error: /);
  watch.write("b.h", "int f(void);\n");
  await watch.says("a.ts: 2 functions,");
  expect(await watch.end("SIGTERM")).toBe(0);
});

test("config and annotations are watched too, and a config that cannot be read does not end it", async () => {
  const watch = new Watch();
  const config = (header: string): string =>
    `export default { headers: ["./${header}"], library: "m", annotations: "./notes.json", output: "${header}.ts" };\n`;
  watch.write("a.h", "int open_it(const char *name, int *out);\n");
  watch.write("b.h", "int other(void);\n");
  watch.write("notes.json", "{}");
  watch.write("c2ts.config.mjs", "export default {");
  watch.start();
  await watch.says("c2ts.config.mjs: ");
  watch.write("c2ts.config.mjs", config("a.h"));
  await watch.writes("a.h.ts", "export const api", false);
  watch.write("notes.json", '{ "open_it": { "out": { "out": true } } }');
  await watch.writes("a.h.ts", "export const api");
  watch.write("notes.json", "{}");
  await watch.writes("a.h.ts", "export const api", false);
  watch.write("c2ts.config.mjs", config("b.h"));
  await watch.says("b.h.ts: 1 function,");
  expect(await watch.end("SIGINT")).toBe(0);
});

test("so is what a config imports, of every kind", async () => {
  const watch = new Watch();
  watch.write("a.h", "int a(void);\nint b(void);\nint c(void);\n");
  watch.write(
    "c2ts.config.ts",
    `import { defineConfig } from "c2ts";
import { output } from "./own.ts";
import lists from "./lists.json" with { type: "json" };
export default defineConfig({ headers: ["./a.h"], library: "m", include: lists.include, output });
`,
  );
  watch.write("own.ts", 'export { output } from "./deeper.mjs";\n');
  watch.write("deeper.mjs", 'export const output = "none.ts;\n');
  watch.write("lists.json", '{ "include": ["^a$"] }');
  watch.start();
  await watch.says("c2ts.config.ts: ");
  watch.write("deeper.mjs", 'export const output = "one.ts";\n');
  await watch.says("one.ts: 1 function,");
  watch.write("lists.json", '{ "include": ["^[ab]$"] }');
  await watch.says("one.ts: 2 functions,");
  watch.write("deeper.mjs", 'export const output = "two.ts";\n');
  await watch.says("two.ts: 2 functions,");
  watch.write("own.ts", 'export const output: string = "three.ts";\n');
  await watch.says("three.ts: 2 functions,");
  expect(await watch.end("SIGINT")).toBe(0);
});
