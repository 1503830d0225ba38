import { Callback, c, type Pointer } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as sq from "../../packages/sqlite3/index.ts";

// What one does with SQLite, from opening to closing, in the forms that packages/sqlite3/annotations.json gives.

const { api } = sq;

test("rows to a function: sqlite3_exec", () => {
  using db = api.sqlite3_open(":memory:");
  api.sqlite3_exec(
    db,
    "create table t(name, price); insert into t values ('pear', 0.75), ('cheese', null)",
    null,
    null,
  );
  const rows: Record<string, string | null>[] = [];
  api.sqlite3_exec(
    db,
    "select * from t",
    (_user, n, values, names) => {
      const row: Record<string, string | null> = {};
      for (let i = 0; i < n; i++) row[c.string.at(names, i) ?? ""] = c.string.at(values, i);
      rows.push(row);
      return 0;
    },
    null,
  );
  expect(rows).toEqual([
    { name: "pear", price: "0.75" },
    { name: "cheese", price: null },
  ]);
});

test("every kind of value goes in and comes out again", () => {
  using db = api.sqlite3_open(":memory:");
  using select = api.sqlite3_prepare_v2(db, "select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?").ppStmt;
  api.sqlite3_bind_text(select, 1, "Grüße 🎉", sq.SQLITE_TRANSIENT); // SQLite keeps a copy
  api.sqlite3_bind_text64(select, 2, "long", sq.SQLITE_TRANSIENT, sq.SQLITE_UTF8);
  api.sqlite3_bind_int(select, 3, -7);
  api.sqlite3_bind_int64(select, 4, 9007199254740993n);
  api.sqlite3_bind_double(select, 5, 2.5);
  api.sqlite3_bind_blob(select, 6, Uint8Array.of(0, 1, 255), sq.SQLITE_TRANSIENT);
  api.sqlite3_bind_blob64(select, 7, Uint8Array.of(9), sq.SQLITE_TRANSIENT);
  api.sqlite3_bind_zeroblob(select, 8, 4);
  api.sqlite3_bind_zeroblob64(select, 9, 2);
  api.sqlite3_bind_null(select, 10);

  expect(api.sqlite3_step(select)).toBe(sq.SQLITE_ROW);
  expect(api.sqlite3_column_text(select, 0)).toBe("Grüße 🎉");
  expect(api.sqlite3_column_text(select, 1)).toBe("long");
  expect(sq.sqlite3_column_int(select, 2)).toBe(-7);
  expect(sq.sqlite3_column_int64(select, 3)).toBe(9007199254740993n);
  expect(sq.sqlite3_column_double(select, 4)).toBe(2.5);
  expect(api.sqlite3_column_blob(select, 5)).toEqual(Uint8Array.of(0, 1, 255));
  expect(api.sqlite3_column_blob(select, 6)).toEqual(Uint8Array.of(9));
  expect(api.sqlite3_column_blob(select, 7)).toEqual(new Uint8Array(4));
  expect(api.sqlite3_column_blob(select, 8)).toEqual(new Uint8Array(2));
  expect(api.sqlite3_column_text(select, 9)).toBeNull();

  using again = api.sqlite3_prepare_v2(db, "select ? || '!'").ppStmt;
  api.sqlite3_bind_value(again, 1, sq.sqlite3_column_value(select, 0));
  api.sqlite3_step(again);
  expect(api.sqlite3_column_text(again, 0)).toBe("Grüße 🎉!");
});

test("an SQL function and an order of text, written in TypeScript", () => {
  using reversed = new Callback(
    (
      context: Pointer<sq.sqlite3_context> | null,
      _count: number,
      values: Pointer<Pointer<sq.sqlite3_value>> | null,
    ) => {
      const given = api.sqlite3_value_text(c.pointer(sq.sqlite3_value).at(values, 0)) ?? "";
      sq.sqlite3_result_text(context, [...given].reverse().join(""), -1, sq.SQLITE_TRANSIENT);
    },
  );
  using byLength = new Callback((_user: Pointer | null, a: number, _a: Pointer | null, b: number) => a - b);
  using db = api.sqlite3_open(":memory:"); // closed before its functions go
  api.sqlite3_create_function(db, "reversed", 1, sq.SQLITE_UTF8, null, reversed, null, null);
  api.sqlite3_create_collation(db, "by_length", sq.SQLITE_UTF8, null, byLength);
  api.sqlite3_exec(db, "create table t(word); insert into t values ('drei'), ('zwölf'), ('eins!!!')", null, null);
  using select = api.sqlite3_prepare_v2(db, "select reversed(word) from t order by word collate by_length desc").ppStmt;
  const words: (string | null)[] = [];
  while (api.sqlite3_step(select) === sq.SQLITE_ROW) words.push(api.sqlite3_column_text(select, 0));
  expect(words).toEqual(["!!!snie", "flöwz", "ierd"]);
});

test("what is thrown in an SQL function arrives at the step that called it", () => {
  using failing = new Callback(() => {
    throw new RangeError("not today");
  });
  using db = api.sqlite3_open(":memory:");
  api.sqlite3_create_function(db, "failing", 0, sq.SQLITE_UTF8, null, failing, null, null);
  using select = api.sqlite3_prepare_v2(db, "select failing()").ppStmt;
  expect(() => api.sqlite3_step(select)).toThrow("not today");
});

test("errors in SQLite's own words, also of closing", () => {
  using db = api.sqlite3_open(":memory:");
  expect(() => api.sqlite3_prepare_v2(db, "select * from nowhere")).toThrow(
    "sqlite3_prepare_v2: no such table: nowhere (1)",
  );
  expect(() => api.sqlite3_create_function(db, "f", 999, sq.SQLITE_UTF8, null, null, null, null)).toThrow("(21)");
  {
    using _open = api.sqlite3_prepare_v2(db, "select 1").ppStmt; // finalized at the end of the block
    expect(() => api.sqlite3_close(db.pointer)).toThrow(
      "sqlite3_close: unable to close due to unfinalized statements or unfinished backups (5)",
    );
  }
  api.sqlite3_close(db.release());
});
