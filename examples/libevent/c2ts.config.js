import { defineConfig } from "c2ts";

export default defineConfig({
  pkg: "libevent",
  headers: ["event2/event.h", "event2/buffer.h", "event2/http.h"],
  output: "event.js",
  annotations: {
    event_base: { free: "event_base_free" },
    evbuffer: { free: "evbuffer_free" },
    evhttp: { free: "evhttp_free" },
    "/^(event_base_new|evbuffer_new|evhttp_new)$/": { result: "owned", throws: "null" },
    "/^(event_base_dispatch|event_base_loopbreak|evbuffer_add_printf)$/": { throws: "negative" },
    "/^evhttp_(bind_socket|add_header)$/": { throws: "nonzero" },
    event_base_dispatch: { async: "only", throws: "negative" }, // it runs the loop: on another thread, this one is free
  },
});
