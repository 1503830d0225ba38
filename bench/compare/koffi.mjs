// @ts-check
import koffi from "koffi";
import { report } from "./time.mjs";

const lib = koffi.load(process.argv[3] ?? "");
const add = lib.func("int add(int, int)");
const scale = lib.func("double scale(double, double)");
const length = lib.func("size_t length(const char *)");
const first = lib.func("int first(const int *)");
koffi.struct("vec2", { x: "double", y: "double" });
const dot = lib.func("double vec2_dot(vec2, vec2)");
koffi.proto("int Fold(int, int)");
const fold = lib.func("int fold(int, Fold *)");
const values = Int32Array.of(7, 8);
const [a, b] = [
  { x: 2, y: 0 },
  { x: 0, y: 2 },
];
const kept = koffi.register((/** @type {number} */ sum, /** @type {number} */ i) => (sum + i) | 0, "Fold *");

report({
  add: (n) => {
    for (let i = 0; i < n; i++) add(i, 1);
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
  vec2_dot: (n) => {
    for (let i = 0; i < n; i++) dot(a, b);
  },
  fold: (n) => fold(n, kept),
});
