import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";

/** The system's Chromium; scripts/setup/requirements.mjs installs it. */
export function launchChromium(): Promise<Browser> {
  // Chromium's sandbox refuses to run for root, which is who runs tests in a container.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: chromiumPath(), args });
}

function chromiumPath(): string {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of names) {
      try {
        const path = join(folder, name);
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not in this folder
      }
    }
  }
  throw new Error("no chromium found: npm run setup");
}

/** A page, and what went wrong on it or left it. */
export interface Watched {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, and requests other than for the page itself. */
  readonly incidents: readonly string[];
}

export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const incidents: string[] = [];
  page.on("console", (message) => incidents.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => incidents.push(String(error)));
  page.on("request", (request) => {
    if (!request.isNavigationRequest() && !request.url().startsWith("data:")) incidents.push(request.url());
  });
  await page.goto(url);
  return { page, incidents };
}
