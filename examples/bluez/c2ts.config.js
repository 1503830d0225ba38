import { defineConfig } from "c2ts";

export default defineConfig({
  pkg: "bluez",
  headers: ["bluetooth/bluetooth.h", "bluetooth/sdp.h", "bluetooth/sdp_lib.h"],
  output: "bluez.js",
  shim: true, // sdp_set_service_classes and others are static inline: a C compiler makes wrappers of them
  annotations: {
    sdp_record_t: { free: "sdp_record_free" },
    sdp_record_alloc: { result: "owned", throws: "null" },
    sdp_set_service_classes: { result: "none", throws: "negative" },
    sdp_get_service_classes: { seqp: "out", result: "none", throws: { when: "negative", errno: true } },
    "/^sdp_get_(service_name|service_desc|provider_name)$/": {
      str: { out: true, array: "len", string: true },
      result: "none",
      throws: { when: "negative", errno: true },
    },
    sdp_svclass_uuid2strn: { str: { out: true, array: "n", string: true }, result: "none", throws: "negative" },
    sdp_gen_record_pdu: { pdu: "out", result: "none", throws: "negative" },
    sdp_extract_pdu: { pdata: { array: "bufsize" }, scanned: "out", result: "owned", throws: "null" },
  },
});
