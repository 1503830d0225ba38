import { defineConfig } from "c2ts";

/** What failed, with the server's number and words for it. Each of these waits for the server, so it is called on another thread. */
const query = { throws: { when: "nonzero", code: "mysql_errno(arg0)" }, async: "only" };

export default defineConfig({
  pkg: "libmariadb",
  headers: ["mysql.h"],
  include: [
    "^mysql_(init|real_connect|query|store_result|num_fields|fetch_fields|fetch_row|free_result|close)$",
    "^mysql_(error|errno)$",
  ],
  output: "mariadb.js",
  annotations: {
    MYSQL: { free: "mysql_close", errorText: "mysql_error" },
    MYSQL_RES: { free: "mysql_free_result" },
    mysql_init: { result: "owned", throws: "null" },
    "/^mysql_(real_connect|query)$/": { result: "none", ...query },
    mysql_fetch_fields: { result: { array: "mysql_num_fields(res)", nullable: false } },
    mysql_fetch_row: { result: { array: "mysql_num_fields(arg0)", string: true } },
    mysql_store_result: { result: "owned", ...query },
  },
});
