import { readFileSync } from "node:fs";
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
  // What lies beside the pages is for those who have the repository; a dead link to a page fails the build.
  ignoreDeadLinks: [/\.schema$/, /(^|\/)\.\.\/(README|examples\/|CHANGELOG|CONTRIBUTING)/, /\/examples\//],
  themeConfig: { search: { provider: "local" }, outline: [2, 3], sidebar },
});
