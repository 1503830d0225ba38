// @ts-check
import { DataType, define, FFITypeTag, open } from "ffi-rs";
import { report } from "./time.mjs";

const library = "bench";
open({ library, path: process.argv[3] ?? "" });
const { I32, Double, String: Text, U64, I32Array } = DataType;
const vec2 = { x: Double, y: Double, ffiTypeTag: FFITypeTag.StackStruct };
/** @type {any} its own types say that any function may be missing */
const lib = define({
  add: { library, retType: I32, paramsType: [I32, I32] },
  scale: { library, retType: Double, paramsType: [Double, Double] },
  length: { library, retType: U64, paramsType: [Text] },
  first: { library, retType: I32, paramsType: [I32Array] },
  vec2_dot: { library, retType: Double, paramsType: /** @type {any} */ ([vec2, vec2]) },
});
const [a, b] = [
  { x: 2, y: 0 },
  { x: 0, y: 2 },
];

report({
  add: (n) => {
    for (let i = 0; i < n; i++) lib.add([i, 1]);
  },
  scale: (n) => {
    for (let i = 0; i < n; i++) lib.scale([i, 0.5]);
  },
  length: (n) => {
    for (let i = 0; i < n; i++) lib.length(["hello world"]);
  },
  first: (n) => {
    for (let i = 0; i < n; i++) lib.first([[7, 8]]);
  },
  vec2_dot: (n) => {
    for (let i = 0; i < n; i++) lib.vec2_dot([a, b]);
  },
  fold: null, // its callbacks give nothing back to C
});
