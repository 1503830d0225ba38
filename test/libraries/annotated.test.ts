import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, crc32 as nodesCrc32 } from "node:zlib";
import { ForeignError, text } from "c2ts-runtime";
import { afterAll, describe, expect, expectTypeOf, test } from "vitest";
import { api as libc, O_CREAT, O_RDONLY, O_WRONLY, open } from "../../packages/libc/index.ts";
import * as sq from "../../packages/sqlite3/index.ts";
import { api as zlib } from "../../packages/zlib/index.ts";
import { callUntyped } from "../support/call-untyped.ts";

// What packages/*/annotations.json say, as a program sees it: no Ref, no pointer, no code to compare, no cast.

const { api } = sq;
const folder = mkdtempSync(join(tmpdir(), "c2ts-annotated-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("sqlite3", () => {
  test("a database, a statement, its rows", () => {
    using db = api.sqlite3_open(":memory:");
    api.sqlite3_exec(db, "create table t(name, price)", null, null);
    {
      using insert = api.sqlite3_prepare_v2(db, "insert into t values (?, ?)").ppStmt;
      for (const [name, price] of [
        ["Äpfel", 2.5],
        ["Birnen", 3],
      ] as const) {
        api.sqlite3_bind_text(insert, 1, name, sq.SQLITE_TRANSIENT);
        api.sqlite3_bind_double(insert, 2, price);
        expect(api.sqlite3_step(insert)).toBe(sq.SQLITE_DONE);
        sq.sqlite3_reset(insert);
      }
      expect(api.sqlite3_expanded_sql(insert)).toBe("insert into t values ('Birnen', 3.0)");
    }
    using select = api.sqlite3_prepare_v2(db, "select name, price from t").ppStmt;
    const rows: [string | null, number][] = [];
    while (api.sqlite3_step(select) === sq.SQLITE_ROW) {
      rows.push([api.sqlite3_column_text(select, 0), sq.sqlite3_column_double(select, 1)]);
    }
    expect(rows).toEqual([
      ["Äpfel", 2.5],
      ["Birnen", 3],
    ]);
  });

  test("errors speak with sqlite's words", () => {
    expect(() => api.sqlite3_open("/no/such/folder/db")).toThrow(
      expect.objectContaining({
        name: "ForeignError",
        message: "sqlite3_open: unable to open database file (14)",
        result: sq.SQLITE_CANTOPEN,
      }),
    );
    using db = api.sqlite3_open(":memory:");
    expect(() => api.sqlite3_exec(db, "creat table", null, null)).toThrow(
      'sqlite3_exec: near "creat": syntax error (1)',
    );
    expect(() => api.sqlite3_prepare_v2(db, "select nope")).toThrow("sqlite3_prepare_v2: no such column: nope (1)");
    api.sqlite3_exec(db, "create table t(x unique); insert into t values (1)", null, null);
    using again = api.sqlite3_prepare_v2(db, "insert into t values (1)").ppStmt;
    expect(() => api.sqlite3_step(again)).toThrow("sqlite3_step: UNIQUE constraint failed: t.x (19)");
    sq.sqlite3_reset(again);
    expect(() => api.sqlite3_bind_double(again, 7, 1)).toThrow("sqlite3_bind_double: column index out of range (25)");
  });

  test("text without a statement prepares none", () => {
    using db = api.sqlite3_open(":memory:");
    for (const sql of ["", "-- nothing"]) expect(api.sqlite3_prepare_v2(db, sql).ppStmt).toBeNull();
    expectTypeOf(api.sqlite3_prepare_v2).returns.toHaveProperty("ppStmt").extract<null>().toEqualTypeOf<null>();
  });

  test("what would end the process is refused", () => {
    using db = api.sqlite3_open(":memory:");
    expect(() => sq.sqlite3_free(new Uint8Array(8))).toThrow(
      "sqlite3_free: arg0 must be memory that sqlite3_free may free",
    );
    expect(() => sq.sqlite3_free(sq.sqlite3_vfs.alloc())).toThrow("which is JavaScript's");
    expect(() => callUntyped(sq.sqlite3_exec, null, "select 1", null, null, null)).toThrow(
      "sqlite3_exec: arg0 must be a pointer: C does not take NULL here",
    );
    expect(() => callUntyped(sq.sqlite3_changes, null)).toThrow("sqlite3_changes: arg0 must be a pointer");
    expect(() => callUntyped(sq.sqlite3_column_name, null, 0)).toThrow("sqlite3_column_name: arg0 must be a pointer");
    expect(sq.sqlite3_errmsg(null)).toBe("out of memory");
    expect(sq.sqlite3_step(null)).toBe(sq.SQLITE_MISUSE);
    expect(sq.sqlite3_finalize(null)).toBe(sq.SQLITE_OK);
    const blob = new Uint8Array(2);
    using statement = api.sqlite3_prepare_v2(db, "select ?").ppStmt;
    expect(() => sq.sqlite3_bind_blob(statement, 1, blob, 3, sq.SQLITE_TRANSIENT)).toThrow(
      "sqlite3_bind_blob: arg2 must have 3 elements",
    );
  });

  test("what is left of a text with several statements", () => {
    using db = api.sqlite3_open(":memory:");
    let sql: string | null = "create table t(x); insert into t values (7); insert into t values (8);";
    let steps = 0;
    while (sql !== null && sql.trim() !== "") {
      const { ppStmt, pzTail } = api.sqlite3_prepare_v2(db, sql);
      using statement = ppStmt;
      api.sqlite3_step(statement);
      sql = pzTail;
      steps += 1;
    }
    expect(steps).toBe(3);
    expect(sql).toBe(""); // not what lies behind it
    expect(sq.sqlite3_total_changes(db)).toBe(2);
  });

  test("a blob in place", () => {
    using db = api.sqlite3_open(":memory:");
    api.sqlite3_exec(db, "create table t(b); insert into t values (zeroblob(8))", null, null);
    using blob = api.sqlite3_blob_open(db, "main", "t", "b", 1, 1);
    api.sqlite3_blob_write(blob, "hello", 2);
    expect(text(api.sqlite3_blob_read(blob, 8, 0).subarray(2))).toBe("hello");
    expect(() => api.sqlite3_blob_read(blob, 9, 0)).toThrow(ForeignError);
  });
});

describe("zlib", () => {
  const data = Buffer.from("to be or not to be ".repeat(100));

  test("bytes in, bytes out", () => {
    const { dest: packed } = zlib.compress2(2000, data, 9);
    expect(Buffer.from(packed)).toEqual(deflateSync(data, { level: 9 }));
    expect(Buffer.from(zlib.uncompress(data.length, packed).dest)).toEqual(data);
    expect(zlib.crc32(0, data)).toBe(nodesCrc32?.(data) ?? 0x7e6b7c1d);
  });

  test("what is broken, and room that is too small", () => {
    expect(() => zlib.uncompress(100, "not packed")).toThrow("uncompress: data error (-3)");
    expect(() => zlib.compress2(5, data, 9)).toThrow("compress2: buffer error (-5)");
  });
});

describe("libc", () => {
  test("errno has a name and a text", () => {
    expect(() => libc.mkdir(folder, 0o700)).toThrow(
      expect.objectContaining({
        message: "mkdir: EEXIST: file already exists",
        code: "EEXIST",
        errno: 17,
        fn: "mkdir",
      }),
    );
    expect(() => libc.fopen("/no/such/file", "r")).toThrow("fopen: ENOENT: no such file or directory");
    expect(() => libc.close(-1)).toThrow("close: EBADF");
  });

  test("a FILE, closed at the end of its block; what is in it", () => {
    const path = join(folder, "file");
    {
      using file = libc.fopen(path, "w");
      libc.fputs("Grüße\n", file);
    }
    const fd = open(path, O_RDONLY);
    expect(text(libc.read(fd, 100))).toBe("Grüße\n");
    libc.close(fd);
    expect(libc.stat(path).st_size).toBe(8);
  });

  test("write takes text, and bytes; pipe gives two", () => {
    const [from, to] = libc.pipe();
    if (from === undefined || to === undefined) throw new Error("pipe gives two");
    expect(libc.write(to, "ab") + libc.write(to, Uint8Array.of(99))).toBe(3);
    expect(text(libc.read(from, 10))).toBe("abc");
    libc.close(from);
    libc.close(to);
    const fd = open(join(folder, "new"), O_CREAT | O_WRONLY, 0o600);
    expect(() => libc.read(fd, 1)).toThrow("read: EBADF");
    libc.close(fd);
  });

  test("text that C writes, and text that C allocates", () => {
    expect(libc.getcwd(4096)).toBe(process.cwd());
    expect(() => libc.getcwd(2)).toThrow("getcwd: ERANGE");
    expect(libc.realpath("/proc/self/cwd", null)).toBe(realpathSync("."));
    expect(libc.gmtime_r(0).tm_year).toBe(70);
  });
});
