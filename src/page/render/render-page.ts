import { createHash } from "node:crypto";
import { h, type JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Assets } from "../assets.ts";
import type { Group, LibraryPage } from "../library-page.ts";
import { renderEntry } from "./render-entry.ts";
import { renderOverview } from "./render-overview.ts";

/** Before anything is laid out: with the script to come, what it will fold away is not drawn first. */
const FIRST = 'document.documentElement.classList.add("js")';

/** A page that needs no other file and no network, with every text of the headers escaped. Same page, same bytes. */
export function renderPage(page: LibraryPage, { style, script }: Assets): string {
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(FIRST)}' '${hashOf(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const document = h("html", { lang: "en" }, [
    h("head", null, [
      h("meta", { charset: "utf-8" }),
      h("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
      h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      h("meta", { name: "color-scheme", content: "light dark" }),
      h("meta", { name: "generator", content: "c2ts" }),
      h("title", null, `${page.title}: C and TypeScript`),
      h("link", { rel: "icon", href: "data:," }),
      h("script", { dangerouslySetInnerHTML: { __html: FIRST } }),
      h("style", { dangerouslySetInnerHTML: { __html: style } }),
    ]),
    h("body", null, [
      h("a", { class: "skip", href: "#page-main" }, "Skip to the declaration"),
      renderSide(page),
      h("main", { id: "page-main" }, [renderOverview(page), ...page.groups.map(renderGroup)]),
      h("script", { dangerouslySetInnerHTML: { __html: script } }),
    ]),
  ]);
  return `<!doctype html>\n${renderToString(document)}\n`;
}

function renderSide({ title, groups }: LibraryPage): JSX.Element {
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  const chip = (kind: string, name: string, size: number): JSX.Element =>
    h("button", { type: "button", "data-kind": kind, "aria-pressed": kind === "" ? "true" : "false" }, [
      `${name} `,
      h("span", null, size.toLocaleString("en")),
    ]);
  return h("header", { id: "page-side" }, [
    h("div", { id: "page-bar" }, [
      h("h1", null, h("a", { href: "#page-overview" }, title)),
      h("button", { id: "page-browse", class: "scripted", type: "button", "aria-controls": "page-nav" }, "Browse"),
      h("div", { class: "scripted", role: "search" }, [
        h("input", {
          id: "page-search",
          type: "search",
          placeholder: "Search",
          "aria-label": "Search names and comments",
          "aria-keyshortcuts": "/",
          autocomplete: "off",
          autocapitalize: "off",
          spellcheck: false,
        }),
        h("kbd", { "aria-hidden": "true" }, "/"),
      ]),
    ]),
    h("nav", { class: "scripted", id: "page-nav", "aria-label": "Declarations" }, [
      h("div", { id: "page-kinds", role: "group", "aria-label": "Kind" }, [
        chip("", "All", count),
        ...groups.map(({ kind, title: name, entries }) => chip(kind, name, entries.length)),
      ]),
      h("p", { id: "page-status", role: "status" }),
      h("ol", { id: "page-list" }),
    ]),
  ]);
}

function renderGroup({ kind, title, entries }: Group): JSX.Element {
  return h("section", { class: "group", "aria-labelledby": `all-${kind}` }, [
    h("h2", { id: `all-${kind}` }, title),
    ...entries.map(renderEntry),
  ]);
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
