// Keeps documents and lists them: `npm start`, or `node main.js mongodb://host/ [FILTER]`, which lists what is in `library.books` there.
import { scope } from "c2ts-runtime";
import * as mongo from "./mongoc.js";
import { standIn } from "./stand-in.js";

const { api } = mongo;

/** The documents that `filter` is true of. All that is BSON belongs to `s`, and goes with it. */
async function find(s, collection, filter) {
  const wanted = s.own(api.bson_new_from_json(JSON.stringify(filter)));
  const cursor = s.own(api.mongoc_collection_find_with_opts(collection, wanted, null, null));
  const found = [];
  for (let doc = await api.mongoc_cursor_next(cursor); doc !== null; doc = await api.mongoc_cursor_next(cursor)) {
    found.push(JSON.parse(api.bson_as_relaxed_extended_json(doc)));
  }
  api.mongoc_cursor_error(cursor); // throws what ended it early
  return found;
}

async function insert(s, collection, objects) {
  const documents = objects.map((one) => s.own(api.bson_new_from_json(JSON.stringify(one))));
  await api.mongoc_collection_insert_many(collection, documents, null, null);
}

const [uri, filter = "{}"] = process.argv.slice(2);
const server = uri === undefined ? await standIn() : null;
mongo.mongoc_init();
try {
  await scope(async (s) => {
    const client = s.own(api.mongoc_client_new(uri ?? server.uri));
    const books = s.own(api.mongoc_client_get_collection(client, "library", "books"));
    if (uri !== undefined) {
      console.log(await find(s, books, JSON.parse(filter)));
      return;
    }
    await insert(s, books, [
      { _id: 1, title: "Momo", year: 1973 },
      { _id: 2, title: "Der Zauberberg", year: 1924, lent: { to: "Ada" } },
      { _id: 3, title: "Krabat", year: 1971 },
    ]);
    console.log(await find(s, books, { year: { $gt: 1950 } }));
    console.log(await find(s, books, { title: "Der Zauberberg" }));
    await insert(s, books, [{ _id: 3, title: "Kim" }]);
  });
} catch (error) {
  console.log(error.message); // in the server's own words
} finally {
  server?.stop();
}
