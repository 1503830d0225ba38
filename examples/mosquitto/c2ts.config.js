import { defineConfig } from "c2ts";

/** What is wrong, in mosquitto's own words. */
const throws = { when: "nonzero", text: "mosquitto_strerror(result)" };

export default defineConfig({
  pkg: "libmosquitto",
  headers: ["mosquitto.h"],
  output: "mosquitto.js",
  annotations: {
    mosquitto: { free: "mosquitto_destroy" },
    mosquitto_new: { result: "owned", throws: { when: "null", errno: true } },
    mosquitto_message_callback_set: { on_message: { kept: "mosq" } },
    mosquitto_subscribe_callback_set: { on_subscribe: { kept: "mosq" } },
    mosquitto_publish: { mid: "out", payload: { array: "payloadlen" }, throws },
    mosquitto_subscribe: { mid: "out", throws },
    "/^mosquitto_(loop_start|disconnect)$/": { throws },
    "/^mosquitto_(connect|loop_stop)$/": { async: "only", throws }, // they wait: for the network, for mosquitto's thread
  },
});
