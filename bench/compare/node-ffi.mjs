// @ts-check
import { report } from "./time.mjs";

// Node 20's types do not have it.
const name = "node:ffi";
const { DynamicLibrary } = await import(name);
const lib = new DynamicLibrary(process.argv[3]);
const bind = (/** @type {string} */ symbol, /** @type {string} */ result, /** @type {string[]} */ ...parameters) =>
  lib.getFunction(symbol, { return: result, arguments: parameters });
const add = bind("add", "int32", "int32", "int32");
const scale = bind("scale", "double", "double", "double");
const length = bind("length", "uint64", "string");
const first = bind("first", "int32", "buffer");
const fold = bind("fold", "int32", "int32", "pointer");
const values = Int32Array.of(7, 8);
const kept = lib.registerCallback(
  { return: "int32", arguments: ["int32", "int32"] },
  (/** @type {number} */ sum, /** @type {number} */ i) => (sum + i) | 0,
);

report({
  add: (n) => {
    for (let i = 0; i < n; i++) add(i | 0, 1);
  },
  scale: (n) => {
    for (let i = 0; i < n; i++) scale(i, 0.5);
  },
  length: (n) => {
    for (let i = 0; i < n; i++) length("hello world");
  },
  first: (n) => {
    for (let i = 0; i < n; i++) first(values);
  },
  vec2_dot: null, // it has no records by value
  fold: (n) => fold(n, kept),
});
