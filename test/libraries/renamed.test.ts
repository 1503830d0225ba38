import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DumpOptions, dump, emit, type Spec } from "c2ts";
import { c, cstring, Ref } from "c2ts-runtime";
import { afterAll, describe, expect, test } from "vitest";
import { installedLibclang } from "../support/libclang.ts";

// Libraries whose functions have other names in C programs than in the library: macros rename them.

const folder = fileURLToPath(new URL(`../.tmp/renamed-${process.pid}`, import.meta.url));
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// TypeScript cannot see a module that is written while the test runs.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Anything = any;

async function bind(header: string, library: string, options: DumpOptions = {}): Promise<[Spec, Anything]> {
  const { spec } = dump([header], { libclang: installedLibclang(19), comments: false, ...options });
  const file = `${folder}/${library}.ts`;
  writeFileSync(file, emit(spec, library).code);
  return [spec, await import(/* @vite-ignore */ file)];
}

/** Functions that a header declares by a macro, under that macro's name. */
function renamed(spec: Spec): readonly string[] {
  return spec.declarations.flatMap((one) =>
    one.kind === "macro" && one.meaning?.kind === "name" && one.meaning.declares ? [one.name] : [],
  );
}

describe("GMP: `#define mpz_init __gmpz_init`, then `void mpz_init (mpz_ptr);`", async () => {
  const [spec, gmp] = await bind("gmp.h", "gmp");

  test("computes", () => {
    const [a, b] = [gmp.__mpz_struct.alloc(), gmp.__mpz_struct.alloc()];
    gmp.mpz_init(a);
    gmp.mpz_init_set_str(b, "123456789012345678901234567890", 10);
    gmp.mpz_ui_pow_ui(a, 2, 100);
    gmp.mpz_mul(a, a, b);
    const text = new Uint8Array(100);
    expect(cstring(gmp.mpz_get_str(text, 10, a))).toBe(String(2n ** 100n * 123456789012345678901234567890n));
    expect(gmp.mpz_cmp(a, b)).toBeGreaterThan(0);
    gmp.mpz_clear(a);
    gmp.mpz_clear(b);
    expect(gmp.mp_bits_per_limb.value).toBe(64);
    expect(cstring(gmp.gmp_version.value)).toMatch(/^\d+\.\d+/);
  });

  test("every function that a macro names has the macro's name", () => {
    const names = renamed(spec);
    expect(names.length).toBeGreaterThan(300);
    const functions = names.filter((name) => typeof gmp[name] === "function");
    // One with an async form is named so that its own `const` is free inside of it.
    expect(functions.map((name) => gmp[name].name.replace(/^\$/, ""))).toEqual(functions);
    // Those that take a va_list are left out.
    expect(names.filter((name) => !(name in gmp)).every((name) => /^gmp_v(as|s|sn|f)?(printf|scanf)$/.test(name))).toBe(
      true,
    );
    expect(gmp.__gmpz_init).toBe(gmp.mpz_init);
    expect(() => gmp.mpz_ui_pow_ui(null, 1.5, 2)).toThrow(/^mpz_ui_pow_ui: /);
  });
});

describe("PCRE2: names pasted from the width of a character", async () => {
  const [spec, pcre2] = await bind("pcre2.h", "pcre2-8", { clangArguments: ["-DPCRE2_CODE_UNIT_WIDTH=8"] });

  test("matches", () => {
    const [code, offset] = [new Ref(c.int), new Ref(c.ulong)];
    const pattern = pcre2.pcre2_compile(Buffer.from("(\\d+)-(\\d+)"), 11, 0, code, offset, null);
    expect(pattern).not.toBeNull();
    const data = pcre2.pcre2_match_data_create_from_pattern(pattern, null);
    expect(pcre2.pcre2_match(pattern, Buffer.from("tel 12-345"), 10, 0, 0, data, null)).toBe(3);
    const pairs = pcre2.pcre2_get_ovector_pointer(data);
    expect([0, 1, 2, 3, 4, 5].map((i) => c.ulong.at(pairs, i))).toEqual([4, 10, 4, 6, 7, 10]);
    expect(pcre2.pcre2_match(pattern, Buffer.from("none"), 4, 0, 0, data, null)).toBe(pcre2.PCRE2_ERROR_NOMATCH);
    pcre2.pcre2_match_data_free(data);
    pcre2.pcre2_code_free(pattern);
  });

  test("functions and types have the name without the width", () => {
    expect(renamed(spec).filter((name) => !(name in pcre2))).toEqual([]);
    expect(renamed(spec).length).toBeGreaterThan(60);
    expect(pcre2.pcre2_compile.name).toBe("$pcre2_compile");
    expect(pcre2.pcre2_compile_8).toBe(pcre2.pcre2_compile);
    expect(pcre2.pcre2_code).toBe(pcre2.pcre2_code_8);
    expect(pcre2.PCRE2_UCHAR).toBe(pcre2.PCRE2_UCHAR8);
  });
});

test("OpenSSL: old names bring the functions that have new ones", async () => {
  const [, ssl] = await bind("openssl/ssl.h", "ssl", { include: ["^SSL_get_peer_certificate$", "^SSLeay_version$"] });
  expect(Object.keys(ssl)).toContain("OpenSSL_version");
  expect(ssl.SSL_get_peer_certificate).toBe(ssl.SSL_get1_peer_certificate);
  expect(ssl.SSL_get_peer_certificate.name).toBe("$SSL_get1_peer_certificate");
  expect(ssl.SSLeay_version(0)).toMatch(/^OpenSSL /);
});
