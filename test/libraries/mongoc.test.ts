import { Callback, cstring, type Owned } from "c2ts-runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { standIn } from "../../examples/mongoc/stand-in.js";
import * as mongo from "../../packages/mongoc/index.ts";

const { api } = mongo;

/** No MongoDB server is packaged for Debian: this one answers in the same process, so nothing here may wait on this thread. */
let server: Awaited<ReturnType<typeof standIn>>;

beforeAll(async () => {
  mongo.mongoc_init();
  server = await standIn();
});

afterAll(() => {
  server.stop();
});

const bson = (value: object): Owned<mongo.bson_t> => api.bson_new_from_json(JSON.stringify(value));

test("BSON from JSON, and back", () => {
  using doc = api.bson_new_from_json(
    '{ "name": "grüß", "n": 7, "list": [1, 2.5, null], "when": { "$date": "2026-11-21T00:00:00Z" } }',
  );
  expect(JSON.parse(api.bson_as_relaxed_extended_json(doc))).toEqual({
    name: "grüß",
    n: 7,
    list: [1, 2.5, null],
    when: { $date: "2026-11-21T00:00:00Z" },
  });
});

test("BSON in pieces, and member by member", () => {
  using doc = api.bson_new();
  api.bson_append_utf8(doc, "name", "Ada");
  api.bson_append_int32(doc, "age", 36);
  api.bson_append_int64(doc, "big", 2n ** 60n);
  expect(api.bson_as_canonical_extended_json(doc)).toBe(
    '{ "name" : "Ada", "age" : { "$numberInt" : "36" }, "big" : { "$numberLong" : "1152921504606846976" } }',
  );
  const it = mongo.bson_iter_t.alloc();
  expect(mongo.bson_iter_init_find(it, doc, "big")).toBe(true);
  expect(mongo.bson_iter_int64(it)).toBe(2n ** 60n);
});

test("what is no JSON", () => {
  expect(() => api.bson_new_from_json('{ "a": nothing }')).toThrow(
    'bson_new_from_json: Got parse error at "o", position 8: "SPECIAL_EXPECTED" (1)',
  );
});

/** What a query finds, two documents at a time. */
async function find(collection: Owned<mongo.mongoc_collection_t>, filter: object): Promise<unknown[]> {
  using wanted = bson(filter);
  using options = bson({ batchSize: 2 });
  using cursor = api.mongoc_collection_find_with_opts(collection, wanted, options, null);
  const found: unknown[] = [];
  for (let doc = await api.mongoc_cursor_next(cursor); doc !== null; doc = await api.mongoc_cursor_next(cursor)) {
    found.push(JSON.parse(api.bson_as_relaxed_extended_json(doc)));
  }
  api.mongoc_cursor_error(cursor); // throws what ended it early
  return found;
}

test("documents are inserted and found", async () => {
  using client = api.mongoc_client_new(server.uri);
  using planets = api.mongoc_client_get_collection(client, "sky", "planets");
  using mercury = bson({ _id: 1, name: "Mercury", moons: 0 });
  await api.mongoc_collection_insert_one(planets, mercury, null, null);
  const others = ["Venus", "Earth", "Mars", "Jupiter"].map((name, i) => bson({ _id: i + 2, name, moons: i * i }));
  await api.mongoc_collection_insert_many(planets, others, null, null);
  for (const one of others) one.dispose();

  expect(await find(planets, { name: "Mars" })).toEqual([{ _id: 4, name: "Mars", moons: 4 }]);
  expect(await find(planets, {})).toHaveLength(5);
  expect(await find(planets, { moons: { $gt: 0 } })).toMatchObject([
    { name: "Earth" },
    { name: "Mars" },
    { name: "Jupiter" },
  ]);
  expect(await find(planets, { name: "Pluto" })).toEqual([]);
});

test("what the server refuses is an exception, with its words and its number", async () => {
  using client = api.mongoc_client_new(server.uri);
  using stars = api.mongoc_client_get_collection(client, "sky", "stars");
  using sun = bson({ _id: "sun" });
  await api.mongoc_collection_insert_one(stars, sun, null, null);
  await expect(api.mongoc_collection_insert_one(stars, sun, null, null)).rejects.toMatchObject({
    name: "ForeignError",
    message: "mongoc_collection_insert_one: E11000 duplicate key error: _id sun (11000)",
    result: mongo.MONGOC_ERROR_DUPLICATE_KEY,
  });
  using command = bson({ explode: 1 });
  await expect(api.mongoc_client_command_simple(client, "sky", command, null, null)).rejects.toThrow(
    "mongoc_client_command_simple: no such command: 'explode' (59)",
  );
});

test("a command, and what is answered", async () => {
  using client = api.mongoc_client_new(server.uri);
  using command = bson({ ping: 1 });
  using reply = api.bson_new();
  await api.mongoc_client_command_simple(client, "admin", command, null, reply);
  expect(JSON.parse(api.bson_as_relaxed_extended_json(reply))).toEqual({ ok: 1 });
});

test("no server", async () => {
  using client = api.mongoc_client_new("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200");
  using command = bson({ ping: 1 });
  await expect(api.mongoc_client_command_simple(client, "admin", command, null, null)).rejects.toThrow(
    /^mongoc_client_command_simple: No suitable servers found .*connection refused calling hello on '127\.0\.0\.1:1'/,
  );
});

test("an address that is none; what mongoc logs goes to a function", () => {
  const logged: (string | null)[] = [];
  using log = new Callback<mongo.mongoc_log_func_t>((_level, _domain, message) => {
    logged.push(cstring(message));
  });
  mongo.mongoc_log_set_handler(log, null);
  expect(() => api.mongoc_uri_new_with_error("mongodb://")).toThrow(
    "mongoc_uri_new_with_error: Invalid host string in URI (22)",
  );
  mongo.mongoc_log_set_handler(null, null); // nothing is logged
  expect(logged).toEqual(["Empty hostname in URI"]);
});

test("waiting on this thread is refused: the server could not answer", () => {
  using client = api.mongoc_client_new(server.uri);
  using command = bson({ ping: 1 });
  expect(() => mongo.mongoc_client_command_simple(client, "admin", command, null, null, null)).toThrow(
    "call mongoc_client_command_simple.async",
  );
});

test("the library is the one whose headers were read", () => {
  expect(mongo.mongoc_get_version()).toBe(mongo.MONGOC_VERSION_S);
  expect(mongo.bson_get_version()).toBe(mongo.BSON_VERSION_S);
});
