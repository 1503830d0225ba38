import { c, cstring, type Owned, scope } from "c2ts-runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as my from "../../packages/mariadb/index.ts";
import { type MariadbServer, startMariadb } from "../support/mariadb-server.ts";

const { api } = my;

let server: MariadbServer;

beforeAll(async () => {
  server = await startMariadb();
  using db = await connect();
  await api.mysql_query(db, "create database shop character set utf8mb4");
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

async function connect(database: string | null = null): Promise<Owned<my.MYSQL>> {
  const db = api.mysql_init(null);
  api.mysql_optionsv(db, my.MYSQL_SET_CHARSET_NAME, "utf8mb4");
  await api.mysql_real_connect(db, null, "root", null, database, 0, server.socket, 0);
  return db;
}

/** The rows of a query, as texts; NULL is `null`. */
async function rows(db: Owned<my.MYSQL>, query: string): Promise<(string | null)[][]> {
  await api.mysql_query(db, query);
  using result = await api.mysql_store_result(db);
  const found: (string | null)[][] = [];
  for (let row = api.mysql_fetch_row(result); row !== null; row = api.mysql_fetch_row(result)) found.push(row);
  return found;
}

test("a table is made, filled and read", async () => {
  using db = await connect("shop");
  await api.mysql_query(
    db,
    "create table tea (id int primary key auto_increment, name varchar(40) not null, price double)",
  );
  await api.mysql_query(db, "insert into tea (name, price) values ('Grüner Tee', 4.5), ('Darjeeling', null)");
  expect(my.mysql_affected_rows(db)).toBe(2n);
  expect(my.mysql_insert_id(db)).toBe(1n);
  expect(await rows(db, "select id, name, price from tea order by id")).toEqual([
    ["1", "Grüner Tee", "4.5"],
    ["2", "Darjeeling", null],
  ]);
});

test("what the columns of a result are", async () => {
  using db = await connect();
  await api.mysql_query(db, "select 1 as one, 'x' as letter, 2.5e0 as much");
  using result = await api.mysql_store_result(db);
  const fields = api.mysql_fetch_fields(result);
  expect(fields.map(({ name, type }) => [cstring(name), type])).toEqual([
    ["one", my.MYSQL_TYPE_LONG],
    ["letter", my.MYSQL_TYPE_VAR_STRING],
    ["much", my.MYSQL_TYPE_DOUBLE],
  ]);
});

test("a query without rows has no result", async () => {
  using db = await connect();
  await api.mysql_query(db, "set @a = 1");
  using result = await api.mysql_store_result(db);
  expect(result).toBeNull();
});

test("errors are exceptions, with the server's words and its number", async () => {
  using db = await connect();
  await expect(api.mysql_query(db, "selekt 1")).rejects.toMatchObject({
    name: "ForeignError",
    message: expect.stringMatching(/^mysql_query: You have an error in your SQL syntax; .* near 'selekt 1' at line 1 /),
    result: 1064,
  });
  expect(await rows(db, "select 'still here'")).toEqual([["still here"]]);
  await expect(connect("nowhere")).rejects.toThrow("mysql_real_connect: Unknown database 'nowhere' (1049)");
});

test("a prepared statement, with values bound to its parameters and to its columns", async () => {
  using db = await connect("shop");
  await api.mysql_query(db, "create table cup (id bigint, name varchar(40), price double)");
  using s = scope(); // MySQL keeps pointers to what is bound

  const [id, name, price] = [s.ref(c.longlong), s.array(c.char, 40), s.ref(c.double)];
  const [nameLength, noPrice] = [s.ref(c.ulong), s.ref(my.my_bool)];
  const values = s.array(my.MYSQL_BIND, 3);
  values.at(0).buffer_type = my.MYSQL_TYPE_LONGLONG;
  values.at(0).buffer = id;
  values.at(1).buffer_type = my.MYSQL_TYPE_STRING;
  values.at(1).buffer = name;
  values.at(1).buffer_length = name.length;
  values.at(1).length = nameLength;
  values.at(2).buffer_type = my.MYSQL_TYPE_DOUBLE;
  values.at(2).buffer = price;
  values.at(2).is_null = noPrice;

  using insert = api.mysql_stmt_init(db);
  await api.mysql_stmt_prepare(insert, "insert into cup values (?, ?, ?)");
  expect(my.mysql_stmt_param_count(insert)).toBe(3);
  api.mysql_stmt_bind_param(insert, values);
  for (const cup of [
    { id: 9_007_199_254_740_993n, name: "Tässchen", price: 1.25 },
    { id: 2n, name: "mug", price: null },
  ]) {
    id.value = cup.id;
    nameLength.value = new TextEncoder().encodeInto(cup.name, name).written;
    price.value = cup.price ?? 0;
    noPrice.value = Number(cup.price === null);
    await api.mysql_stmt_execute(insert);
    expect(my.mysql_stmt_affected_rows(insert)).toBe(1n);
  }
  expect(await rows(db, "select * from cup")).toEqual([
    ["9007199254740993", "Tässchen", "1.25"],
    ["2", "mug", null],
  ]);

  using select = api.mysql_stmt_init(db);
  await api.mysql_stmt_prepare(select, "select * from cup where id > ?");
  id.value = 1n;
  api.mysql_stmt_bind_param(select, values);
  await api.mysql_stmt_execute(select);
  api.mysql_stmt_bind_result(select, values);
  await api.mysql_stmt_store_result(select);
  const found: unknown[] = [];
  while ((await api.mysql_stmt_fetch(select)) !== my.MYSQL_NO_DATA) {
    const text = new TextDecoder().decode(name.subarray(0, nameLength.value));
    found.push([id.value, text, noPrice.value === 1 ? null : price.value]);
  }
  expect(found).toEqual([
    [9_007_199_254_740_993n, "Tässchen", 1.25],
    [2n, "mug", null],
  ]);
});

test("a transaction that is taken back; a failed statement", async () => {
  using db = await connect("shop");
  await api.mysql_query(db, "create table sale (id int primary key)");
  await api.mysql_autocommit(db, 0);
  await api.mysql_query(db, "insert into sale values (1)");
  await api.mysql_rollback(db);
  expect(await rows(db, "select count(*) from sale")).toEqual([["0"]]);

  using statement = api.mysql_stmt_init(db);
  await expect(api.mysql_stmt_prepare(statement, "select nothing from sale")).rejects.toThrow(
    "mysql_stmt_prepare: Unknown column 'nothing' in 'SELECT' (1054)",
  );
});

test("many queries at once, each on a connection of its own", async () => {
  const sums = [1, 2, 3].map(async (n) => {
    using db = await connect();
    return await rows(db, `select ${n} + sleep(0.05)`);
  });
  expect(await Promise.all(sums)).toEqual([[["1"]], [["2"]], [["3"]]]);
});

test("the library is the one whose header was read", () => {
  expect(my.mysql_get_client_info()).toBe(my.MARIADB_PACKAGE_VERSION);
});
