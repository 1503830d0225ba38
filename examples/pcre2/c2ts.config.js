import { defineConfig } from "c2ts";

export default defineConfig({
  pkg: "libpcre2-8",
  headers: ["pcre2.h"],
  clangArgs: ["-DPCRE2_CODE_UNIT_WIDTH=8"], // pcre2.h wants to know: UTF-8
  output: "pcre2.js",
  annotations: {
    pcre2_match_data: { free: "pcre2_match_data_free" },
    pcre2_match_data_create_from_pattern: { result: "owned", throws: "null" },
    pcre2_match: { arg1: { array: "arg2" }, throws: { when: "negative", unless: ["PCRE2_ERROR_NOMATCH"] } },
  },
});
