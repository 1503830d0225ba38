import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { library } from "c2ts-runtime";
import koffi from "koffi";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as curl from "../../packages/curl/index.ts";
import * as uv from "../../packages/libuv/index.ts";
import * as ssl from "../../packages/openssl/index.ts";
import * as z from "../../packages/zlib/index.ts";

// node exports all of libuv and most of OpenSSL and zlib. A library that uses one of these must get the one that it was linked
// with: asked here through a library of our own, which has the calls inside.

const SOURCE = `
  #include <openssl/crypto.h>
  #include <uv.h>
  #include <zlib.h>
  const char *version_of_libuv(void) { return uv_version_string(); }
  const char *version_of_libz(void) { return zlibVersion(); }
  const char *version_of_libcrypto(void) { return OpenSSL_version(OPENSSL_VERSION_STRING); }
  unsigned long long place_of_libuv(void) { return (unsigned long long)uv_version_string; }
  unsigned long long place_of_libz(void) { return (unsigned long long)zlibVersion; }
  unsigned long long place_of_libcrypto(void) { return (unsigned long long)OpenSSL_version; }
`;

const folder = mkdtempSync(join(tmpdir(), "c2ts-own-symbols-"));
const user = join(folder, "libuser.so");
beforeAll(() => {
  const flags = ["-shared", "-fPIC", "-x", "c", "-", "-o", user, "-luv", "-lz", "-lcrypto"];
  execFileSync("cc", flags, { input: SOURCE });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The file that is mapped where an address leads. */
function fileAt(address: bigint): string | null {
  for (const line of readFileSync("/proc/self/maps", "utf8").split("\n")) {
    const [, from, to, file] = /^([0-9a-f]+)-([0-9a-f]+) .*?(\/.*)?$/.exec(line) ?? [];
    if (BigInt(`0x${from ?? 0}`) <= address && address < BigInt(`0x${to ?? 0}`)) return file ?? null;
  }
  return null;
}

const bare = (version: string | undefined): string => /^\d+\.\d+\.\d+/.exec(version ?? "")?.[0] ?? "";

describe.each([
  { name: "libuv", direct: uv.uv_version_string, nodes: bare(process.versions.uv) },
  { name: "libz", direct: z.zlibVersion, nodes: bare(process.versions["zlib"]) },
  {
    name: "libcrypto",
    direct: () => ssl.OpenSSL_version(ssl.OPENSSL_VERSION_STRING),
    nodes: bare(process.versions.openssl),
  },
])("a library that uses $name", ({ name, direct, nodes }) => {
  test("calls that one, and not node's", () => {
    const version = library(user).func(`version_of_${name}`, "str", [])();
    const place = library(user).func(`place_of_${name}`, "u64", [])();
    expect(version).toBe(direct());
    expect(version).not.toBe(nodes);
    expect(fileAt(BigInt(place))).toMatch(new RegExp(`/${name}\\.so\\.`));
  });

  test("which is not so where it is loaded as dlopen does by default", () => {
    const other = join(folder, `lib-of-${name}.so`); // a file is loaded once, in one way
    copyFileSync(user, other);
    const version: unknown = koffi.load(other).func(`const char *version_of_${name}(void)`)();
    expect(bare(String(version))).toBe(nodes);
  });
});

test("libcurl has its own OpenSSL and zlib, too", () => {
  const version = curl.api.curl_version();
  expect(version).toContain(` OpenSSL/${ssl.OpenSSL_version(ssl.OPENSSL_VERSION_STRING)} `);
  expect(version).toContain(` zlib/${z.zlibVersion()} `);
});
