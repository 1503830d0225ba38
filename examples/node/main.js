import { api, SQLITE_ROW, sqlite3_column_double } from "./sqlite3.js";

const db = api.sqlite3_open(":memory:"); // to be disposed of, or declared with `using`
api.sqlite3_exec(db, "create table goods(name text, price real)", null, null, null);
api.sqlite3_exec(db, "insert into goods values ('pear', 0.75), ('cheese', 4.2), ('bread', 3.9)", null, null, null);

const query = api.sqlite3_prepare_v2(db, "select name, price from goods where price > ? order by price", -1, null);
api.sqlite3_bind_double(query, 1, 1);
while (api.sqlite3_step(query) === SQLITE_ROW) {
  console.log(api.sqlite3_column_text(query, 0), sqlite3_column_double(query, 1));
}
query.dispose();

try {
  api.sqlite3_exec(db, "select * from nowhere", null, null, null);
} catch (error) {
  console.log(error.message); // in sqlite's own words
}
db.dispose();
