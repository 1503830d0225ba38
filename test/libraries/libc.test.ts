import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { c, cstring, errno, errnoName, Ref, text } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as libc from "../../packages/libc/index.ts";

const here = fileURLToPath(import.meta.url);

test("strlen counts bytes", () => {
  expect(libc.strlen("héllo")).toBe(6);
  expect(libc.strlen(Buffer.from("from a buffer\0 not this"))).toBe(13);
});

test("qsort with a TypeScript comparator", () => {
  const numbers = Int32Array.of(5, -3, 9, 0, 7, -3);
  libc.qsort(numbers, numbers.length, 4, (a, b) => c.int.at(a) - c.int.at(b));
  expect([...numbers]).toEqual([-3, -3, 0, 5, 7, 9]);
});

test("qsort whose comparator throws", () => {
  const sort = (): void =>
    libc.qsort(Int32Array.of(2, 1), 2, 4, () => {
      throw new TypeError("not comparable");
    });
  expect(sort).toThrow("not comparable");
});

test("div and ldiv give records by value", () => {
  const small = libc.div(17, 5);
  expect([small.quot, small.rem]).toEqual([3, 2]);
  const large = libc.ldiv(-10_000_000_007, 10);
  expect([large.quot, large.rem]).toEqual([-1_000_000_000, -7]);
});

test("snprintf is variadic", () => {
  const out = Buffer.alloc(64);
  const length = libc.snprintf(out, out.length, "%s has %d of %ld, %.2f", "name", 42, 2 ** 40, c.double(1));
  expect(text(out)).toBe("name has 42 of 1099511627776, 1.00");
  expect(length).toBe(34);
  expect(() => libc.snprintf(out, out.length, "%f", 1.5)).toThrow(/c\.double/);
});

test("getenv", () => {
  expect(cstring(libc.getenv("PATH"))).toBe(process.env["PATH"]);
  expect(libc.getenv("C2TS_NO_SUCH_VARIABLE")).toBeNull();
});

test("open of a missing file sets errno", () => {
  expect(libc.open("/no/such/file", libc.O_RDONLY)).toBe(-1);
  expect(errno()).toBe(libc.ENOENT);
  expect(errnoName(errno())).toBe("ENOENT");
  statSync(here);
  expect(errno()).toBe(libc.ENOENT);
});

test("stat: a record and a function of one name", () => {
  const status = libc.struct_stat.alloc();
  expect(libc.stat(here, status)).toBe(0);
  const known = statSync(here);
  expect(status.st_size).toBe(known.size);
  expect(status.st_ino).toBe(known.ino);
  expect(status.st_mode & libc.S_IRUSR).toBe(libc.S_IRUSR);
  expect(status.st_mtim.tv_sec).toBe(Math.floor(known.mtimeMs / 1000));
});

test("open, read and close a file", () => {
  const fd = libc.open(here, libc.O_RDONLY | libc.O_CLOEXEC);
  expect(fd).toBeGreaterThan(2);
  const bytes = Buffer.alloc(16);
  expect(libc.read(fd, bytes, bytes.length)).toBe(16);
  expect(bytes.toString()).toBe("import { statSyn");
  expect(libc.close(fd)).toBe(0);
  expect(libc.close(fd)).toBe(-1);
  expect(errnoName(errno())).toBe("EBADF");
});

test("nanosleep takes a record", () => {
  const wanted = libc.struct_timespec.alloc();
  wanted.tv_nsec = 20_000_000;
  const from = performance.now();
  expect(libc.nanosleep(wanted, null)).toBe(0);
  expect(performance.now() - from).toBeGreaterThan(19);
});

test("time and gmtime", () => {
  const now = new Ref(c.long);
  const seconds = libc.time(now);
  expect(seconds).toBe(now.value);
  expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(5);
  const parts = libc.struct_tm.at(libc.gmtime(now));
  const date = new Date(seconds * 1000);
  expect([parts.tm_year + 1900, parts.tm_mon, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec]).toEqual([
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ]);
  expect(cstring(parts.tm_zone)).toBe("GMT");
});
