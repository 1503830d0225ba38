import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { emit, inspectPage, loadSpec } from "c2ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium, openPage } from "../support/browser.ts";
import { c2ts } from "../support/run-cli.ts";

// What a reader does with a page of `inspect --html`, in a real browser.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const folder = mkdtempSync(join(tmpdir(), "c2ts-page-"));
let browser: Browser;

/** Addresses of the pages. */
const pages = { sqlite: "", shapes: "" };

beforeAll(async () => {
  browser = await launchChromium();
  const file = join(ROOT, "spec-json/sqlite3/x86_64-linux-gnu.json");
  const spec = loadSpec(readFileSync(file, "utf8"), file);
  const sqlite = inspectPage({ spec, module: emit(spec, "sqlite3") });
  expect(sqlite.length).toBeLessThan(2_000_000);
  writeFileSync(join(folder, "sqlite.html"), sqlite);
  const made = c2ts(["inspect", "shapes.h", "--html", "-o", join(folder, "shapes.html")], {
    cwd: join(ROOT, "test/browser"),
  });
  expect(made.code).toBe(0);
  for (const name of ["sqlite", "shapes"] as const) pages[name] = pathToFileURL(join(folder, `${name}.html`)).href;
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const results = (page: Page): Promise<string[]> => page.locator("#page-list li a > span").allTextContents();
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? "");
const opened = (page: Page): Promise<string[]> => page.locator("article:visible h3").allTextContents();

describe("search", () => {
  test("finds names while one types, then texts; a kind narrows it down", async () => {
    const { page, incidents } = await openPage(browser, pages.sqlite);
    await page.keyboard.press("/");
    await page.keyboard.type("open_v2");
    expect((await results(page))[0]).toBe("sqlite3_open_v2");
    await page.fill("#page-search", "busy handler");
    await page.getByText("in the text").first().waitFor();
    expect(await results(page)).toEqual(expect.arrayContaining(["sqlite3_busy_handler", "sqlite3_busy_timeout"]));
    await page.fill("#page-search", "open");
    await page.getByRole("button", { name: "Functions" }).click();
    expect((await results(page)).filter((name) => !name.startsWith("sqlite3_"))).toEqual([]);
    await page.fill("#page-search", "nothing like that");
    expect(await page.getByRole("status").textContent()).toBe("Nothing found for “nothing like that”");
    expect(incidents).toEqual([]);
  });

  test("by keyboard alone: down, up, open, back, clear", async () => {
    const { page } = await openPage(browser, pages.sqlite);
    await page.keyboard.press("/");
    await page.keyboard.type("sqlite3_bind_int");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe("sqlite3_bind_int");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe("sqlite3_bind_int64");
    await page.keyboard.press("Enter");
    await page.locator("#sqlite3_bind_int64").waitFor();
    expect(await opened(page)).toEqual(["sqlite3_bind_int64"]);
    expect(new URL(page.url()).hash).toBe("#sqlite3_bind_int64");
    expect(await focused(page)).toBe("sqlite3_bind_int64"); // the heading
    await page.keyboard.press("/");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    expect(await page.locator("#page-search").evaluate((input) => input.matches(":focus"))).toBe(true);
    await page.keyboard.press("Escape");
    expect(await page.inputValue("#page-search")).toBe("");
    await page.keyboard.type("SQLITE_OK");
    await page.keyboard.press("Enter");
    await page.locator("#SQLITE_OK").waitFor();
    expect(await opened(page)).toEqual(["SQLITE_OK"]);
    await page.goBack();
    await page.locator("#sqlite3_bind_int64").waitFor();
    expect(await opened(page)).toEqual(["sqlite3_bind_int64"]);
  });

  test("an arrow key right behind a word stays where it leads, while comments are searched", async () => {
    const { page } = await openPage(browser, pages.sqlite);
    await page.locator("#page-search").evaluate((input) => {
      if (!(input instanceof HTMLInputElement)) throw new Error("no input");
      input.focus();
      input.value = "busy_timeout";
      input.dispatchEvent(new Event("input"));
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    });
    await page.getByText("in the text").first().waitFor();
    await page.waitForTimeout(300);
    expect(await focused(page)).toBe("SQLITE_BUSY_TIMEOUT");
  });

  test("the arrow keys reach what is not in the list yet", async () => {
    const { page } = await openPage(browser, pages.sqlite);
    await page.locator("#page-search").focus();
    for (let i = 0; i < 205; i++) await page.keyboard.press("ArrowDown");
    const all = await page.locator("main article h3").allTextContents();
    expect(await focused(page)).toBe(all[204]);
  });
});

test("an address opens its declaration; names in code lead to theirs", async () => {
  const { page, incidents } = await openPage(browser, `${pages.sqlite}#sqlite3_open`);
  expect(await opened(page)).toEqual(["sqlite3_open"]);
  const article = page.locator("#sqlite3_open");
  expect(await article.locator("pre").allTextContents()).toEqual([
    "int sqlite3_open(const char *filename, sqlite3 **ppDb);",
    "sqlite3_open(\n  filename: CString,\n  ppDb: PointerArg<Pointer<sqlite3>>\n): number",
  ]);
  await article.locator("pre a").first().click();
  await page.locator("#struct_sqlite3, #sqlite3").first().waitFor();
  expect(incidents).toEqual([]);
  await page.goto(`${pages.sqlite}#%E0%A4%A`);
  await page.locator("#page-overview").waitFor();
  expect(incidents).toEqual([]);
});

test("a drawing has each member where it is, to scale", async () => {
  const { page } = await openPage(browser, `${pages.shapes}#struct_packet_head`);
  const box = async (label: string) =>
    page
      .locator(".bytes i", { hasText: new RegExp(`^${label}$`) })
      .first()
      .boundingBox();
  const [byte, word, hole] = [
    await box("version"),
    await box("sequence"),
    await page.locator(".hole").first().boundingBox(),
  ];
  if (byte === null || word === null || hole === null) throw new Error("not drawn");
  expect(word.width / byte.width).toBeCloseTo(4, 1);
  expect(hole.width / byte.width).toBeCloseTo(3, 1);
  expect(hole.x).toBeCloseTo(byte.x + byte.width, 0);
  const rows = await page.locator(".members tr").allTextContents();
  expect(rows.slice(0, 4)).toEqual([
    "OffsetSizeCTypeScript",
    "01uint8_t version;always 1number",
    "133 bytes of padding",
    "44uint32_t sequence;number of this packet, which begins anywherenumber",
  ]);
});

test("what a comment says is text, not markup", async () => {
  const { page, incidents } = await openPage(browser, `${pages.shapes}#struct_packet_head`);
  const comment = await page.locator("#struct_packet_head section.doc").textContent();
  expect(comment).toContain("</script><script>alert(1)</script>");
  expect(await page.locator("article script, article img").count()).toBe(0);
  expect(incidents).toEqual([]);
});

describe.each([
  ["light", { colorScheme: "light" as const }],
  ["dark", { colorScheme: "dark" as const }],
  ["on a phone", { ...PHONE, colorScheme: "light" as const }],
  ["on a phone, dark", { ...PHONE, colorScheme: "dark" as const }],
  ["without scripts", { javaScriptEnabled: false }],
])("%s", (_, options) => {
  test.each([
    ["shapes", ""],
    ["shapes", "struct_packet_head"],
    ["shapes", "last_packet"],
    ["shapes", "precise"],
    ["shapes", "enum_color"],
    ["sqlite", "sqlite3_open"],
  ] as const)("%s#%s is for everybody, and as wide as the screen", async (name, id) => {
    const { page, incidents } = await openPage(browser, `${pages[name]}#${id}`, options);
    if (!("javaScriptEnabled" in options)) {
      await page.evaluate(AXE);
      const found: unknown = await page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))",
      );
      expect(found).toEqual([]);
    }
    const [content, screen] = (await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")) as [
      number,
      number,
    ];
    expect(content).toBeLessThanOrEqual(screen);
    expect(incidents).toEqual([]);
  });
});

test("dark and light differ; a phone shows the list or the declaration", async () => {
  const ground = async (colorScheme: "light" | "dark") => {
    const { page } = await openPage(browser, pages.shapes, { colorScheme });
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  };
  expect(await ground("light")).toBe("rgb(255, 255, 255)");
  expect(await ground("dark")).toBe("rgb(20, 23, 26)");

  const { page } = await openPage(browser, pages.shapes, PHONE);
  const main = page.locator("main");
  const list = page.locator("#page-list");
  const shown = async () => [await main.isVisible(), await list.isVisible()];
  expect(await shown()).toEqual([true, false]);
  await page.getByRole("button", { name: "Browse" }).tap();
  await expect.poll(shown).toEqual([false, true]);
  await page.getByRole("link", { name: "last_packet", exact: true }).tap();
  await expect.poll(shown).toEqual([true, false]);
  expect(await opened(page)).toEqual(["last_packet"]);
});

test("what an address opens is not below the bar of a phone", async () => {
  const { page } = await openPage(browser, `${pages.shapes}#struct_packet_head`, PHONE);
  const bar = await page.locator("#page-bar").boundingBox();
  const heading = await page.locator("#struct_packet_head h3").boundingBox();
  if (bar === null || heading === null) throw new Error("not shown");
  expect(heading.y).toBeGreaterThan(bar.y + bar.height);
});

test("without scripts everything is there, one below the other", async () => {
  const { page } = await openPage(browser, `${pages.sqlite}#sqlite3_open`, { javaScriptEnabled: false });
  expect(await page.locator("#page-search").isVisible()).toBe(false);
  expect(await page.locator("#sqlite3_open pre").first().isVisible()).toBe(true);
  expect(await page.locator("#sqlite3_close section.doc").isVisible()).toBe(true);
  await page.goto(pages.sqlite);
  await page.getByRole("link", { name: "Records", exact: true }).click();
  expect(new URL(page.url()).hash).toBe("#all-record");
});

test("on paper there is the declaration and nothing to click", async () => {
  const { page } = await openPage(browser, `${pages.shapes}#last_packet`);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("#page-side").isVisible()).toBe(false);
  expect(await page.locator("#last_packet pre").first().isVisible()).toBe(true);
});
