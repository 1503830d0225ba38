import { defineConfig } from "c2ts";

export default defineConfig({
  pkg: "libuv",
  headers: ["uv.h"],
  output: "uv.js",
  annotations: {
    "/^uv_(loop_(init|close)|tcp_(init|bind|getsockname)|listen|accept|read_start|write)$/": {
      throws: { when: "nonzero", text: "uv_strerror(result)" },
    },
    uv_ip4_addr: { addr: "out", throws: { when: "nonzero", text: "uv_strerror(result)" } },
  },
});
