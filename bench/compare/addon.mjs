// @ts-check
import { createRequire } from "node:module";
import { report } from "./time.mjs";

const lib = createRequire(import.meta.url)("./addon.node");
const values = Int32Array.of(7, 8);
const [a, b] = [
  { x: 2, y: 0 },
  { x: 0, y: 2 },
];

report({
  add: (n) => {
    for (let i = 0; i < n; i++) lib.add(i, 1);
  },
  scale: (n) => {
    for (let i = 0; i < n; i++) lib.scale(i, 0.5);
  },
  length: (n) => {
    for (let i = 0; i < n; i++) lib.length("hello world");
  },
  first: (n) => {
    for (let i = 0; i < n; i++) lib.first(values);
  },
  vec2_dot: (n) => {
    for (let i = 0; i < n; i++) lib.vec2_dot(a, b);
  },
  fold: (n) => lib.fold(n, (/** @type {number} */ sum, /** @type {number} */ i) => (sum + i) | 0),
});
