import { defineConfig } from "c2ts";

/** Each of these functions has a `bson_error_t *error` that says what went wrong. */
const words = { text: "error.message", number: "error.code" };

export default defineConfig({
  pkg: "libmongoc-1.0",
  headers: ["mongoc/mongoc.h"],
  include: ["file:*mongoc*/**", "file:*bson*/**"],
  output: "mongoc.js",
  annotations: {
    bson_t: { free: "bson_destroy" },
    mongoc_client_t: { free: "mongoc_client_destroy" },
    mongoc_collection_t: { free: "mongoc_collection_destroy" },
    mongoc_cursor_t: { free: "mongoc_cursor_destroy" },
    bson_new_from_json: { data: { array: "len" }, error: "out", result: "owned", throws: { when: "null", ...words } },
    bson_as_relaxed_extended_json: {
      length: "out",
      result: { array: "length", string: true, owned: "bson_free" },
      throws: "null",
    },
    "/^mongoc_client_(new|get_collection)$/": { result: "owned", throws: "null" },
    mongoc_collection_find_with_opts: { result: { owned: true, nullable: false } },
    // what waits for the server is called on another thread
    mongoc_collection_insert_many: {
      documents: { array: "n_documents" },
      error: "out",
      result: "none",
      throws: { when: "zero", ...words },
      async: "only",
    },
    mongoc_cursor_next: { bson: { out: true, owned: false }, result: "none", async: "only" },
    mongoc_cursor_error: { error: "out", result: "none", throws: { when: "nonzero", ...words } },
  },
});
