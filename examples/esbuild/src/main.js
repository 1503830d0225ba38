import { SQLITE_OK, sqlite3, sqlite3_close, sqlite3_errmsg, sqlite3_exec, sqlite3_open } from "sqlite3.h?lib=sqlite3";
import { c, Ref } from "c2ts-runtime";

const cell = new Ref(c.pointer(sqlite3)); // for `sqlite3 **`
if (sqlite3_open(":memory:", cell) !== SQLITE_OK) throw new Error(sqlite3_errmsg(cell.value) ?? "sqlite3_open");
const db = cell.value;

function run(sql, onRow = null) {
  if (sqlite3_exec(db, sql, onRow, null, null) !== SQLITE_OK) throw new Error(sqlite3_errmsg(db) ?? sql);
}

run("create table goods(name text, price real)");
run("insert into goods values ('pear', 0.75), ('cheese', 4.2), ('bread', 3.9)");
run("select name, price from goods order by price", (_user, _n, values) => {
  console.log(c.string.at(values, 0), c.string.at(values, 1));
  return 0; // go on
});
try {
  run("select * from nowhere");
} catch (error) {
  console.log(error.message);
}
sqlite3_close(db);
