import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { c2ts } from "../support/run-cli.ts";

// Every static inline function of real libraries has a wrapper that compiles and links; some are called, and give what they give in C.

const RUNTIME = fileURLToPath(new URL("../../src/runtime", import.meta.url));
const BSON = ["--include", ".*", "--include", "file:*bson*/**"];

interface Case {
  readonly name: string;
  /** The command line of gen, and the flags with which a C program is built. */
  readonly gen: readonly string[];
  readonly gcc: readonly string[];
  /** How many wrappers there are at least. */
  readonly least: number;
  /** TypeScript that prints lines, and C that prints the same. */
  readonly program: string;
  readonly c: string;
}

const CASES: readonly Case[] = [
  {
    name: "libm",
    gen: ["math.h", "complex.h", "stdio.h", "--lib", "m", "--include", ".*"],
    gcc: ["-lm"],
    least: 80,
    program: `
      show(lib.sqrtl(2), lib.fmal(2, 3, 4), lib.cabsl({ re: 3, im: 4 }), lib.ldexpl(0.75, 10), lib.cimagl(lib.csqrtl({ re: -9, im: 0 })));
      const out = new Uint8Array(64);
      show(lib.vsnprintf(out, 64, "%d-%s-%.2f", 7, "x", c.double(1.5)), text(out));`,
    c: `#include <math.h>
      #include <complex.h>
      #include <stdio.h>
      int main(void) {
        printf("%.17g %.17g %.17g %.17g %.17g\\n", (double)sqrtl(2), (double)fmal(2, 3, 4), (double)cabsl(3 + 4 * I), (double)ldexpl(0.75L, 10), (double)cimagl(csqrtl(-9)));
        char out[64];
        int n = snprintf(out, 64, "%d-%s-%.2f", 7, "x", 1.5);
        printf("%d %s\\n", n, out);
      }`,
  },
  {
    name: "openssl",
    gen: [
      ...["ssl", "x509v3", "evp", "err", "pem", "bio", "rand", "sha"].map((name) => `openssl/${name}.h`),
      ...["--lib", "ssl", "--link", "-lcrypto"],
    ],
    gcc: ["-lssl", "-lcrypto"],
    least: 570,
    program: `
      const names = lib.sk_X509_NAME_new_null();
      for (let i = 0; i < 3; i++) lib.sk_X509_NAME_push(names, lib.X509_NAME_new());
      show(lib.sk_X509_NAME_num(names), lib.sk_X509_NAME_value(names, 1) === null ? 0 : 1, lib.sk_X509_NAME_num(lib.sk_X509_NAME_dup(names)));
      show(lib.ERR_GET_LIB(0x0a0000c1), lib.ERR_GET_REASON(0x0a0000c1), lib.ERR_SYSTEM_ERROR(0x0a0000c1) ? 1 : 0);`,
    c: `#include <openssl/x509v3.h>
      #include <openssl/err.h>
      #include <stdio.h>
      int main(void) {
        STACK_OF(X509_NAME) *names = sk_X509_NAME_new_null();
        for (int i = 0; i < 3; i++) sk_X509_NAME_push(names, X509_NAME_new());
        printf("%d %d %d\\n", sk_X509_NAME_num(names), sk_X509_NAME_value(names, 1) != 0, sk_X509_NAME_num(sk_X509_NAME_dup(names)));
        printf("%d %d %d\\n", ERR_GET_LIB(0x0a0000c1), ERR_GET_REASON(0x0a0000c1), ERR_SYSTEM_ERROR(0x0a0000c1));
      }`,
  },
  {
    name: "bluez",
    gen: [
      ...["bluetooth", "hci", "hci_lib", "sdp", "sdp_lib"].map((name) => `bluetooth/${name}.h`),
      "--lib",
      "bluetooth",
    ],
    gcc: ["-lbluetooth"],
    least: 40,
    program: `
      const record = lib.sdp_record_t.at(lib.sdp_record_alloc());
      const uuid = lib.uuid_t.alloc();
      const list = lib.sdp_list_append(null, lib.sdp_uuid16_create(uuid, 0x1101));
      show(lib.sdp_set_service_classes(record, list), lib.sdp_list_len(list), lib.bt_get_be16(new Uint8Array([1, 2])));
      const buffer = lib.sdp_buf_t.alloc();
      show(lib.sdp_gen_record_pdu(record, buffer), buffer.data_size);`,
    c: `#include <bluetooth/bluetooth.h>
      #include <bluetooth/sdp.h>
      #include <bluetooth/sdp_lib.h>
      #include <stdio.h>
      int main(void) {
        sdp_record_t *record = sdp_record_alloc();
        uuid_t uuid;
        sdp_list_t *list = sdp_list_append(0, sdp_uuid16_create(&uuid, 0x1101));
        unsigned char two[] = { 1, 2 };
        printf("%d %d %d\\n", sdp_set_service_classes(record, list), sdp_list_len(list), bt_get_be16(two));
        sdp_buf_t buffer;
        printf("%d ", sdp_gen_record_pdu(record, &buffer));
        printf("%d\\n", (int)buffer.data_size);
      }`,
  },
  {
    name: "bson",
    gen: ["--pkg", "libbson-1.0", ...BSON],
    gcc: ["-I/usr/include/libbson-1.0", "-lbson-1.0"],
    least: 140,
    program: `
      show(lib.bson_next_power_of_two(100), lib.bson_is_power_of_two(64) ? 1 : 0, lib.bson_cmp_less_su(-1n, 1n) ? 1 : 0, lib.bson_in_range_int8_t_signed(200n) ? 1 : 0);
      const oid = lib.bson_oid_t.alloc();
      lib.bson_oid_init_from_string_unsafe(oid, "0123456789abcdef01234567");
      show(lib.bson_oid_hash_unsafe(oid), lib.bson_oid_get_time_t_unsafe(oid));
      const doc = lib.bson_new();
      lib.bson_append_utf8(doc, "key", -1, "value", -1);
      const iter = lib.bson_iter_t.alloc();
      lib.bson_iter_init_find(iter, doc, "key");
      const length = new Ref(lib.size_t);
      show(lib.bson_iter_utf8_unsafe(iter, length), length.value);`,
    c: `#include <bson/bson.h>
      #include <stdio.h>
      int main(void) {
        printf("%d %d %d %d\\n", (int)bson_next_power_of_two(100), bson_is_power_of_two(64), bson_cmp_less_su(-1, 1), bson_in_range_int8_t_signed(200));
        bson_oid_t oid;
        bson_oid_init_from_string_unsafe(&oid, "0123456789abcdef01234567");
        printf("%u %ld\\n", bson_oid_hash_unsafe(&oid), (long)bson_oid_get_time_t_unsafe(&oid));
        bson_t *doc = bson_new();
        bson_append_utf8(doc, "key", -1, "value", -1);
        bson_iter_t iter;
        bson_iter_init_find(&iter, doc, "key");
        size_t length;
        const char *value = bson_iter_utf8_unsafe(&iter, &length);
        printf("%s %zu\\n", value, length);
      }`,
  },
  {
    name: "sdl",
    gen: ["--pkg", "sdl2"],
    gcc: ["-I/usr/include/SDL2", "-lSDL2"],
    least: 15,
    program: `
      const a = lib.SDL_Point.alloc(), r = lib.SDL_Rect.alloc();
      a.x = 5; a.y = 6; r.x = 1; r.y = 2; r.w = 10; r.h = 10;
      show(lib.SDL_PointInRect(a, r), lib.SDL_RectEmpty(r), lib.SDL_RectEquals(r, r), lib.SDL_Swap16(0x1234), lib.SDL_SwapFloat(lib.SDL_SwapFloat(1.5)), lib.SDL_Swap32(1));`,
    c: `#include <SDL.h>
      #include <stdio.h>
      #undef main
      int main(void) {
        SDL_Point a = { 5, 6 };
        SDL_Rect r = { 1, 2, 10, 10 };
        printf("%d %d %d %d %.17g %d\\n", SDL_PointInRect(&a, &r), SDL_RectEmpty(&r), SDL_RectEquals(&r, &r), SDL_Swap16(0x1234), (double)SDL_SwapFloat(SDL_SwapFloat(1.5f)), SDL_Swap32(1));
      }`,
  },
  { name: "mariadb", gen: ["mysql.h", "--pkg", "libmariadb"], gcc: [], least: 1, program: "", c: "" },
  { name: "gtk", gen: ["--pkg", "gtk+-3.0"], gcc: [], least: 1000, program: "", c: "" },
];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "c2ts-shims-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(RUNTIME, join(folder, "node_modules/c2ts-runtime"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.for(CASES)("$name", { timeout: 300_000 }, ({ name, gen, gcc, least, program, c }) => {
  const made = c2ts(["gen", ...gen, "--shim", "-o", `${name}.ts`, "--report", `${name}.json`], { cwd: folder });
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining(`${name}.ts`)]);
  const report: { problems: readonly { code: string; name: string }[] } = JSON.parse(
    readFileSync(join(folder, `${name}.json`), "utf8"),
  );
  expect(report.problems.filter(({ code }) => ["no-wrapper", "no-symbol"].includes(code))).toEqual([]);
  const wrappers = readFileSync(join(folder, `${name}.shim.c`), "utf8").match(/^C2TS_EXPORT /gm);
  expect(wrappers?.length).toBeGreaterThanOrEqual(least);
  if (program === "") return;
  writeFileSync(join(folder, `${name}.main.ts`), head(name) + program);
  writeFileSync(join(folder, `${name}.c`), c);
  execFileSync("gcc", ["-w", `${name}.c`, "-o", `${name}.out`, ...gcc], { cwd: folder });
  const inC = execFileSync(join(folder, `${name}.out`), { encoding: "utf8" });
  const env = { ...process.env, NODE_OPTIONS: "" };
  expect(execFileSync(nodeBinary(26), [`${name}.main.ts`], { cwd: folder, env, encoding: "utf8" })).toBe(inC);
});

function head(name: string): string {
  return `import * as lib from "./${name}.ts";
import { c, Ref, text } from "c2ts-runtime";
const show = (...values: readonly unknown[]): void => console.log(values.map(String).join(" "));
`;
}
