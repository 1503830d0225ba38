import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";

const index = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The sections of the first page, each with the pages that it links to. */
const sidebar = index
  .split(/^\*\*/m)
  .slice(1)
  .map((section) => ({
    text: section.slice(0, section.indexOf("**")),
    items: [...section.matchAll(/\[([^\]]+)\]\((?!\.\.)([^)]+)\.md\)/g)].map(([, text, page]) => ({
      text: `${text?.slice(0, 1).toUpperCase()}${text?.slice(1)}`,
      link: `/${page}`,
    })),
  }));

export default defineConfig({
  title: "c2ts",
  description: "C headers in, typed TypeScript bindings out",
  cleanUrls: true,
  rewrites: { "README.md": "index.md" },
  // A dead link to a page fails the build; the schemas are no pages.
  ignoreDeadLinks: [/\.schema$/],
  buildEnd({ srcDir, outDir }) {
    for (const name of readdirSync(srcDir).filter((one) => one.endsWith(".schema.json"))) {
      copyFileSync(join(srcDir, name), join(outDir, name));
    }
  },
  themeConfig: { search: { provider: "local" }, outline: [2, 3], sidebar },
});
