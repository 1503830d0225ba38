import { expect, test } from "vitest";
import { headerId, headerRequest } from "../../src/imports/header-request.ts";

test.each([
  ["zlib.h?lib=z", { header: "zlib.h", library: "z", include: [], isBare: false }],
  ["sys/stat.h", { header: "sys/stat.h", library: null, include: [], isBare: true }],
  ["./a.h?", { header: "/app/src/a.h", library: null, include: [], isBare: true }],
  ["./a.h?lib=./liba.so", { header: "/app/src/a.h", library: "/app/src/liba.so", include: [], isBare: false }],
  ["../a.h?lib=/x/liba.so", { header: "/app/a.h", library: "/x/liba.so", include: [], isBare: false }],
  ["zlib.h?lib=z&shim", { header: "zlib.h", library: "z", include: [], shim: true, isBare: false }],
  ["/x/a.h?include=^a&include=^b", { header: "/x/a.h", library: null, include: ["^a", "^b"], isBare: false }],
])("%s", (specifier, want) => {
  expect(headerRequest(headerId(specifier, "/app/src/main.ts"))).toEqual({ shim: false, ...want });
});
