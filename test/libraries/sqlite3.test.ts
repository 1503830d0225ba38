import { Callback, c, cstring, type Pointer, Ref } from "c2ts-runtime";
import { expect, onTestFinished, test } from "vitest";
import * as sq from "../../packages/sqlite3/index.ts";

/** An open database in memory, closed after the test. */
function open(): Pointer<sq.sqlite3> {
  const db = new Ref(c.pointer(sq.sqlite3));
  if (sq.sqlite3_open(":memory:", db) !== sq.SQLITE_OK || db.value === null) {
    throw new Error(sq.sqlite3_errmsg(db.value) ?? "sqlite3_open");
  }
  const opened = db.value;
  onTestFinished(() => {
    expect(sq.sqlite3_close(opened)).toBe(sq.SQLITE_OK);
  });
  return opened;
}

/** Runs SQL that gives no rows, and throws sqlite's own text if it fails. */
function run(db: Pointer<sq.sqlite3>, sql: string): void {
  if (sq.sqlite3_exec(db, sql, null, null, null) !== sq.SQLITE_OK) throw new Error(sq.sqlite3_errmsg(db) ?? sql);
}

function prepare(db: Pointer<sq.sqlite3>, sql: string): Pointer<sq.sqlite3_stmt> {
  const statement = new Ref(c.pointer(sq.sqlite3_stmt));
  const code = sq.sqlite3_prepare_v2(db, sql, -1, statement, null);
  if (code !== sq.SQLITE_OK || statement.value === null) throw new Error(sq.sqlite3_errmsg(db) ?? sql);
  return statement.value;
}

test("the library that is loaded is the one whose header was read, not the sqlite inside node", () => {
  expect(sq.sqlite3_libversion()).toBe(sq.SQLITE_VERSION);
  expect(sq.sqlite3_libversion_number()).toBe(sq.SQLITE_VERSION_NUMBER);
  expect(sq.sqlite3_sourceid()).toBe(sq.SQLITE_SOURCE_ID);
});

test("create, prepared insert with every kind of bind, select with steps", () => {
  const db = open();
  run(db, "create table t(name text, big integer, real real, bytes blob, missing)");
  const insert = prepare(db, "insert into t values (?, ?, ?, ?, ?)");
  const blob = Uint8Array.of(0, 1, 2, 255);
  expect(sq.sqlite3_bind_text(insert, 1, "Grüße 🎉", -1, sq.SQLITE_TRANSIENT)).toBe(sq.SQLITE_OK);
  expect(sq.sqlite3_bind_int64(insert, 2, 9007199254740993n)).toBe(sq.SQLITE_OK);
  expect(sq.sqlite3_bind_double(insert, 3, 2.5)).toBe(sq.SQLITE_OK);
  expect(sq.sqlite3_bind_blob(insert, 4, blob, blob.length, sq.SQLITE_TRANSIENT)).toBe(sq.SQLITE_OK);
  expect(sq.sqlite3_bind_null(insert, 5)).toBe(sq.SQLITE_OK);
  expect(sq.sqlite3_step(insert)).toBe(sq.SQLITE_DONE);
  sq.sqlite3_finalize(insert);
  expect(sq.sqlite3_last_insert_rowid(db)).toBe(1n);

  const select = prepare(db, "select * from t");
  expect(sq.sqlite3_column_count(select)).toBe(5);
  expect(sq.sqlite3_column_name(select, 1)).toBe("big");
  expect(sq.sqlite3_step(select)).toBe(sq.SQLITE_ROW);
  expect(cstring(sq.sqlite3_column_text(select, 0))).toBe("Grüße 🎉");
  expect(sq.sqlite3_column_int64(select, 1)).toBe(9007199254740993n);
  expect(sq.sqlite3_column_double(select, 2)).toBe(2.5);
  const bytes = sq.sqlite3_column_blob(select, 3);
  const read = Array.from({ length: sq.sqlite3_column_bytes(select, 3) }, (_, i) => c.uchar.at(bytes, i));
  expect(read).toEqual([...blob]);
  expect(sq.sqlite3_column_type(select, 4)).toBe(sq.SQLITE_NULL);
  expect(sq.sqlite3_column_blob(select, 4)).toBeNull();
  expect(sq.sqlite3_step(select)).toBe(sq.SQLITE_DONE);
  sq.sqlite3_finalize(select);
});

test("sqlite3_exec calls a function for each row", () => {
  const db = open();
  const rows: (string | null)[][] = [];
  const code = sq.sqlite3_exec(
    db,
    "select 1 as one, 'x' as two, null as three union all select 2, 'y', 3.5",
    (_user, n, values, names) => {
      rows.push(Array.from({ length: n }, (_, i) => `${c.string.at(names, i)}=${c.string.at(values, i)}`));
      return 0;
    },
    null,
    null,
  );
  expect(code).toBe(sq.SQLITE_OK);
  expect(rows).toEqual([
    ["one=1", "two=x", "three=null"],
    ["one=2", "two=y", "three=3.5"],
  ]);
});

test("a row function that throws ends the query, and the error comes out of sqlite3_exec", () => {
  const db = open();
  let calls = 0;
  const query = (): number =>
    sq.sqlite3_exec(
      db,
      "select 1 union all select 2",
      () => {
        calls++;
        throw new Error("enough");
      },
      null,
      null,
    );
  expect(query).toThrow("enough");
  expect(calls).toBe(1);
  run(db, "select 1");
});

test("an SQL function written in TypeScript", () => {
  const db = open();
  using total = new Callback(
    (context: Pointer<sq.sqlite3_context> | null, count: number, values: Pointer<Pointer<sq.sqlite3_value>> | null) => {
      const value = c.pointer(sq.sqlite3_value);
      let sum = 0;
      for (let i = 0; i < count; i++) sum += sq.sqlite3_value_double(value.at(values, i));
      sq.sqlite3_result_double(context, sum);
    },
  );
  expect(sq.sqlite3_create_function(db, "total_of", -1, sq.SQLITE_UTF8, null, total, null, null)).toBe(sq.SQLITE_OK);
  const select = prepare(db, "select total_of(1, 2.5, 3)");
  expect(sq.sqlite3_step(select)).toBe(sq.SQLITE_ROW);
  expect(sq.sqlite3_column_double(select, 0)).toBe(6.5);
  sq.sqlite3_finalize(select);
  run(db, "select 1"); // the function goes with the database, before the callback does
  expect(sq.sqlite3_create_function(db, "total_of", -1, sq.SQLITE_UTF8, null, null, null, null)).toBe(sq.SQLITE_OK);
});

test("an error has its code and its text", () => {
  const db = open();
  expect(() => prepare(db, "select * from nowhere")).toThrow("no such table: nowhere");
  expect(sq.sqlite3_errcode(db)).toBe(sq.SQLITE_ERROR);
  const message = new Ref(c.pointer(c.char));
  expect(sq.sqlite3_exec(db, "syntax error", null, null, message)).toBe(sq.SQLITE_ERROR);
  expect(cstring(message.value)).toBe('near "syntax": syntax error');
  sq.sqlite3_free(message.value);
});

test("a variadic function of the library", () => {
  const text = sq.sqlite3_mprintf("%d %s %q", 7, "seven", "it's");
  expect(cstring(text)).toBe("7 seven it''s");
  sq.sqlite3_free(text);
});

test("what the header declares and the library lacks throws only when it is called", () => {
  const lacking = ["sqlite3_unlock_notify", "sqlite3_win32_set_directory", "sqlite3_snapshot_get"].filter(
    (name) => !sq.has(name),
  );
  expect(lacking).toContain("sqlite3_win32_set_directory");
  expect(() => sq.sqlite3_win32_set_directory(0, null)).toThrow(
    /sqlite3_win32_set_directory: .*libsqlite3\.so\.0 has no such symbol/,
  );
});
