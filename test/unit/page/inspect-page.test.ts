import { generate, inspectPage } from "c2ts";
import { expect, test } from "vitest";
import { installedLibclang } from "../../support/libclang.ts";

function page(text: string, names: readonly string[] = []): string {
  const files = [{ file: "given.h", text }];
  return inspectPage(generate(["given.h"], { files, library: "given", libclang: installedLibclang(19) }), names);
}

/** What the page says about one name. */
function article(html: string, id: string): string {
  return new RegExp(`<article id="${id}".*?</article>`, "s").exec(html)?.[0] ?? "";
}

test("a comment is text, whatever it looks like", () => {
  const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(1)></noscript><!-- &amp; "'\u2028`;
  const html = page(
    `/** ${hostile} */\nint f(void);\nstruct s { int a; /**< ${hostile} */ };\nenum e { A /**< ${hostile} */ };\n#define T "${hostile.replaceAll('"', "")}"\n`,
  );
  expect(html.match(/<script/g)).toHaveLength(2); // the page's own
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(html).not.toMatch(/<img|<!--/);
  expect(html.match(/<noscript>/g)).toHaveLength(html.match(/<\/noscript>/g)?.length ?? -1);
  expect(article(html, "f")).toContain("&lt;/script>&lt;script>alert(1)&lt;/script>&lt;img src=x onerror=alert(1)>");
  expect(article(html, "f")).toContain("&amp;amp;");
});

test("a file name and an attribute cannot be left either", () => {
  const html = page(`# 1 "a\\"><b>.h"\nint f(void) __attribute__((deprecated("<b>\\"")));\n`, ["f"]);
  expect(html).not.toContain("<b>.h");
  expect(html).toContain("&lt;b>&quot;");
});

test("both signatures of a function, and its comment", () => {
  const told = article(page("/** Adds. */\nint add(int a, const char *b);\n"), "add");
  expect(told).toContain("int <b>add</b>(int a, const char *b);");
  expect(told).toContain("<b>add</b>(a: number, b: CString): number");
  expect(told).toContain("<p>Adds.</p>");
  expect(told).toContain("given.h:2");
});

test("a record: a drawing for the eye, a table for everybody", () => {
  const told = article(page("struct s { char c; int x : 3; };\n"), "struct_s");
  expect(told).toContain('<i class="s0 w8 even">c</i>');
  expect(told).toMatch(/<td>1\.0<\/td><td>3 bits<\/td><td><code>int x : 3;<\/code><\/td><td><code>number/);
});

test("what is left out, and why; a macro without a value is no loss", () => {
  const html = page("long double f(void);\n#define GUARD\nint g(void);\n");
  const overview = /<section id="page-overview">.*?<\/section>/s.exec(html)?.[0] ?? "";
  expect(overview).toContain('<a href="#f">f</a>');
  expect(overview).toContain("long double");
  expect(overview).toContain('<a href="#GUARD">GUARD</a>');
  expect(overview).not.toContain('href="#g"');
  expect(article(html, "f")).toContain('data-mark="left out"');
});

test("only what is asked for", () => {
  const html = page("int f(void);\nint g(void);\nstruct g { int x; };\n", ["g"]);
  expect([...html.matchAll(/<article id="([^"]*)"/g)].map(([, id]) => id)).toEqual(["g", "struct_g"]);
});

test("an address for each, also where names are alike", () => {
  const html = page(
    "struct s { int x; };\nint struct_s(void);\ntypedef struct { int q; } div_t;\nenum { A, B };\nenum { C };\n",
  );
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(["struct_s", "struct_s-2", "div_t", "enum_A", "enum_C"]));
});

test("needs no other file: nothing is loaded, and the policy lets nothing be", () => {
  const html = page("int f(void);\n");
  expect(html).not.toMatch(/ src=|url\(|@import|https?:/);
  expect(html).toMatch(
    /content="default-src 'none'; style-src 'sha256-[^']*'; script-src 'sha256-[^']*' 'sha256-[^']*';/,
  );
});

test("the same each time", () => {
  const text = "int f(void);\nstruct s { int x; };\n";
  expect(page(text)).toBe(page(text));
});
