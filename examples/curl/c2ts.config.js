import { defineConfig } from "c2ts";

export default defineConfig({
  pkg: "libcurl",
  headers: ["curl/curl.h"],
  output: "curl.js",
  annotations: {
    CURL: { free: "curl_easy_cleanup" },
    curl_easy_init: { result: "owned", throws: "null" },
    "/^curl_easy_(setopt|getinfo|perform)$/": { throws: { when: "nonzero", text: "curl_easy_strerror(result)" } },
    curl_easy_perform: { async: "only" }, // it calls functions of ours: on another thread, this one is free to run them
  },
});
