// Asks a database: `npm start`, or `node main.js SOCKET QUERY`.
import { cstring } from "c2ts-runtime";
import * as my from "./mariadb.js";
import { throwAwayServer } from "./server.js";

const { api } = my;

/** @returns the rows of a query, each an object of texts; none, if it is no query that has rows */
async function ask(db, query) {
  await api.mysql_query(db, query);
  const result = await api.mysql_store_result(db); // to be disposed of, or declared with `using`
  if (result === null) return [];
  try {
    const names = api.mysql_fetch_fields(result).map(({ name }) => cstring(name));
    const rows = [];
    for (let row = api.mysql_fetch_row(result); row !== null; row = api.mysql_fetch_row(result)) {
      rows.push(Object.fromEntries(row.map((value, i) => [names[i], value])));
    }
    return rows;
  } finally {
    result.dispose();
  }
}

const [socket, query] = process.argv.slice(2);
const server = socket === undefined ? await throwAwayServer() : null;
const db = api.mysql_init(null);
try {
  await api.mysql_real_connect(db, null, process.env["USER"] ?? "root", null, null, 0, socket ?? server.socket, 0);
  if (query !== undefined) {
    console.table(await ask(db, query));
  } else {
    await ask(db, "create database garden");
    await ask(db, "create table garden.plant (name varchar(40), height double, planted date)");
    await ask(db, "insert into garden.plant values ('fern', 0.4, '2024-04-01'), ('oak', 19.5, null)");
    console.table(await ask(db, "select name, height, year(planted) as year from garden.plant order by height desc"));
    await ask(db, "select age from garden.plant");
  }
} catch (error) {
  console.log(error.message); // in the server's own words
} finally {
  db.dispose();
  await server?.stop();
}
