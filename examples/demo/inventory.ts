import { c, cstring, type Pointer, Ref } from "c2ts-runtime";
import * as sq from "./sqlite3.ts";

const db = new Ref(c.pointer(sq.sqlite3)); // a cell for `sqlite3 **`
if (sq.sqlite3_open(":memory:", db) !== sq.SQLITE_OK) throw new Error(sq.sqlite3_errmsg(db.value) ?? "sqlite3_open");

check(sq.sqlite3_exec(db.value, "create table goods(name text, grams integer, price real)", null, null, null));
const insert = prepare("insert into goods values (?, ?, ?)");
for (const [name, grams, price] of [
  ["Birne", 180n, 0.75],
  ["Käse", 250n, 4.2],
  ["Brot 🍞", 1000n, 3.9],
] as const) {
  check(sq.sqlite3_bind_text(insert, 1, name, -1, sq.SQLITE_TRANSIENT));
  check(sq.sqlite3_bind_int64(insert, 2, grams));
  check(sq.sqlite3_bind_double(insert, 3, price));
  check(sq.sqlite3_step(insert), sq.SQLITE_DONE);
  check(sq.sqlite3_reset(insert));
}
sq.sqlite3_finalize(insert);

const select = prepare("select name, grams, price from goods order by price");
const rows: { name: string | null; grams: bigint; price: number }[] = [];
while (sq.sqlite3_step(select) === sq.SQLITE_ROW) {
  rows.push({
    name: cstring(sq.sqlite3_column_text(select, 0)),
    grams: sq.sqlite3_column_int64(select, 1),
    price: sq.sqlite3_column_double(select, 2),
  });
}
sq.sqlite3_finalize(select);
console.table(rows);

check(
  sq.sqlite3_exec(
    db.value,
    "select count(*) as goods, sum(price) as total from goods",
    (_user, n, values, names) => {
      for (let i = 0; i < n; i++) console.log(`${c.string.at(names, i)}: ${c.string.at(values, i)}`);
      return 0;
    },
    null,
    null,
  ),
);

if (sq.sqlite3_exec(db.value, "select * from nowhere", null, null, null) !== sq.SQLITE_OK) {
  console.log(`an error, as sqlite ${sq.sqlite3_libversion()} tells it: ${sq.sqlite3_errmsg(db.value)}`);
}
check(sq.sqlite3_close(db.value));

function prepare(sql: string): Pointer<sq.sqlite3_stmt> {
  const statement = new Ref(c.pointer(sq.sqlite3_stmt));
  check(sq.sqlite3_prepare_v2(db.value, sql, -1, statement, null));
  if (statement.value === null) throw new Error("no statement");
  return statement.value;
}

function check(code: number, wanted: number = sq.SQLITE_OK): void {
  if (code !== wanted) throw new Error(sq.sqlite3_errmsg(db.value) ?? `sqlite error ${code}`);
}
