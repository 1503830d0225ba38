import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { linkPackages } from "../support/linked-project.ts";
import { c2ts } from "../support/run-cli.ts";

// GTK 3 on a screen that nobody sees: examples/gtk, clicked by a mouse; and all of its header, with those of what it is built on.

const folder = mkdtempSync(join(tmpdir(), "c2ts-gtk-"));
const started: ChildProcess[] = [];
let screen = "";

/** Lines that a program prints, as they come. */
function linesOf(child: ChildProcess): AsyncIterator<string> {
  if (child.stdout === null) throw new Error("its output is not ours");
  return createInterface(child.stdout)[Symbol.asyncIterator]();
}

beforeAll(async () => {
  cpSync(fileURLToPath(new URL("../../examples/gtk", import.meta.url)), folder, { recursive: true });
  linkPackages(folder);
  const server = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  started.push(server);
  const { value } = await linesOf(server).next();
  screen = `:${value}`;
});

afterAll(async () => {
  for (const child of started.reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill();
    await once(child, "exit");
  }
  rmSync(folder, { recursive: true });
});

test("a window with a button: a click of the mouse runs TypeScript, and is seen", { timeout: 120_000 }, async () => {
  const { code, stderr } = c2ts(["gen"], { cwd: folder });
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  const env = { ...process.env, DISPLAY: screen };
  const picture = join(folder, "counter.png");
  const program = spawn(process.execPath, ["main.js", "60", picture], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(program);
  const lines = linesOf(program);
  const next = async (): Promise<string> => String((await lines.next()).value);
  expect([await next(), await next()]).toEqual(["clicked 1 times", "the window is there"]); // the first by itself

  const [found = ""] = execFileSync("xdotool", ["search", "--sync", "--name", "^Counter$"], {
    env,
    encoding: "utf8",
  }).split("\n");
  const click = (x: number, y: number): void => {
    execFileSync("xdotool", ["mousemove", "--window", found, String(x), String(y), "click", "1"], { env });
  };
  click(120, 57); // Click me
  expect(await next()).toBe("clicked 2 times");
  click(120, 57);
  expect(await next()).toBe("clicked 3 times");
  click(120, 103); // Quit
  expect(await next()).toBe("closed");
  await once(program, "exit");

  const { width, height, bytes } = readPng(readFileSync(picture));
  expect([width, height]).toEqual([240, 133]);
  expect(new Set(bytes).size).toBeGreaterThan(20); // text and shades, not one empty surface
});

/** Size of a picture, and its bytes as they are filtered. */
function readPng(png: Buffer): { width: number; height: number; bytes: Buffer } {
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), bytes: inflateSync(Buffer.concat(data)) };
}

test("all of gtk/gtk.h and what it is built on: ten thousand functions, imported and called", {
  timeout: 240_000,
}, () => {
  const parts = "gtk,gdk,glib,gobject,gio,pango,cairo,atk,gdk-pixbuf,harfbuzz";
  const selected = ["--include", `file:{${parts}}/**`, "--include", "file:{glib,glib-object,cairo,atk}*.h"];
  const { code, stdout, stderr } = c2ts(
    ["gen", "--pkg", "gtk+-3.0", "gtk/gtk.h", "--lib", "gtk-3", ...selected, "-o", "whole.ts", "--json"],
    { cwd: folder },
  );
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  const said = /(\d+) functions/.exec(stderr)?.[1] ?? /"functions":\s*(\d+)/.exec(stdout)?.[1];
  expect(Number(said)).toBeGreaterThan(10_000);
  writeFileSync(
    join(folder, "whole-main.ts"),
    `import * as gtk from "./whole.ts";
     const functions = Object.values(gtk).filter((one) => typeof one === "function");
     console.log(functions.length > 10_000, gtk.gtk_get_major_version() === gtk.GTK_MAJOR_VERSION, gtk.gtk_check_version(3, 0, 0));
     const button = gtk.GTK_BUTTON(gtk.gtk_init_check(null, null) === 1 ? gtk.gtk_button_new_with_label("whole") : null);
     console.log(gtk.gtk_button_get_label(button));`,
  );
  const env = { ...process.env, DISPLAY: screen };
  const printed = execFileSync(nodeBinary(26), ["whole-main.ts"], { cwd: folder, env, encoding: "utf8" });
  expect(printed).toBe("true true null\nwhole\n");
});
