import { defineConfig } from "c2ts";

export default defineConfig({
  pkg: "zlib",
  headers: ["zlib.h"],
  include: ["^(gzFile|gzopen|gzputs|gzgets|gzclose|crc32)$"],
  output: "zlib.js",
  annotations: {
    gzFile_s: { free: "gzclose" },
    gzopen: { result: "owned", throws: "null" },
    gzputs: { throws: "negative" },
    gzgets: { buf: { out: true, array: "len", string: true } },
    crc32: { buf: { array: "len" } },
  },
});
