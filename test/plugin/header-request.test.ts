import { expect, test } from "vitest";
import { headerId, headerRequest } from "../../src/imports/header-request.ts";

test.each([
  ["zlib.h?lib=z", { header: "zlib.h", library: "z", include: [] }],
  ["sys/stat.h", { header: "sys/stat.h", library: null, include: [] }],
  ["./a.h?lib=./liba.so", { header: "/app/src/a.h", library: "/app/src/liba.so", include: [] }],
  ["../a.h?lib=/x/liba.so", { header: "/app/a.h", library: "/x/liba.so", include: [] }],
  ["/x/a.h?include=^a&include=^b", { header: "/x/a.h", library: null, include: ["^a", "^b"] }],
])("%s", (specifier, want) => {
  expect(headerRequest(headerId(specifier, "/app/src/main.ts"))).toEqual(want);
});
