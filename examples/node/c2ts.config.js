import { defineConfig } from "c2ts";

export default defineConfig({
  pkg: "sqlite3",
  output: "sqlite3.js",
  annotations: {
    sqlite3: { free: "sqlite3_close_v2", freeOnError: true, errorText: "sqlite3_errmsg" },
    sqlite3_stmt: { free: "sqlite3_finalize" },
    sqlite3_open: { ppDb: "out", throws: "nonzero" },
    sqlite3_exec: { throws: "nonzero" },
    sqlite3_prepare_v2: { ppStmt: "out", throws: "nonzero" },
    sqlite3_bind_double: { throws: "nonzero" },
    sqlite3_step: { throws: { when: "nonzero", unless: ["SQLITE_ROW", "SQLITE_DONE"] } },
    sqlite3_column_text: { result: "string" },
  },
});
