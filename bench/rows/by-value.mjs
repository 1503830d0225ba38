// @ts-check
/** At least 3 times faster than koffi's objects. */
const TARGET = 1 / 3;
const AGAINST = "koffi.struct, plain objects";

/**
 * @param {import("../harness/child.mjs").Sides} sides
 * @returns {import("../harness/rounds.mjs").Case[]}
 */
export function cases({ ours, library, koffi }) {
  koffi.struct("bench_pair", { x: "int", y: "int" });
  koffi.struct("bench_vec2", { x: "double", y: "double" });
  koffi.struct("bench_rect", { x: "double", y: "double", width: "double", height: "double" });
  return [
    vec2Arguments(ours, library),
    vec2Result(ours, library),
    vec2Both(ours, library),
    pairs(ours, library),
    rects(ours, library),
  ].map((sides) => ({ ...sides, against: AGAINST, target: TARGET }));
}

/** @typedef {import("../harness/child.mjs").Sides["library"]} Library */

/** @param {any} ours @param {Library} library */
function vec2Arguments({ vec2, vec2_dot }, library) {
  const byHand = library.func("double vec2_dot(bench_vec2 a, bench_vec2 b)");
  const [a, b] = [
    { x: 1, y: 2 },
    { x: 3, y: 4 },
  ];
  const [p, q] = [Object.assign(vec2.alloc(), a), Object.assign(vec2.alloc(), b)];
  return {
    name: "by value: two { double x, y } in",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += vec2_dot(p, q);
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(a, b);
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function vec2Result({ vec2_make }, library) {
  const byHand = library.func("bench_vec2 vec2_make(double x, double y)");
  return {
    name: "by value: { double x, y } out",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += vec2_make(i, 0.5).x;
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(i, 0.5).x;
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function vec2Both({ vec2, vec2_add }, library) {
  const byHand = library.func("bench_vec2 vec2_add(bench_vec2 a, bench_vec2 b)");
  const [a, b] = [
    { x: 1, y: 2 },
    { x: 3, y: 4 },
  ];
  const [p, q] = [Object.assign(vec2.alloc(), a), Object.assign(vec2.alloc(), b)];
  return {
    name: "by value: two { double x, y } in, one out",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += vec2_add(p, q).y;
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(a, b).y;
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function pairs({ pair, pair_add }, library) {
  const byHand = library.func("bench_pair pair_add(bench_pair a, bench_pair b)");
  const [a, b] = [
    { x: 1, y: 2 },
    { x: 3, y: 4 },
  ];
  const [p, q] = [Object.assign(pair.alloc(), a), Object.assign(pair.alloc(), b)];
  return {
    name: "by value: two { int x, y } in, one out",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += pair_add(p, q).y;
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(a, b).y;
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function rects({ rect, rect_grow }, library) {
  const byHand = library.func("bench_rect rect_grow(bench_rect r, double by)");
  const a = { x: 1, y: 2, width: 3, height: 4 };
  const p = Object.assign(rect.alloc(), a);
  return {
    name: "by value: four doubles in and out (in memory)",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += rect_grow(p, 0.5).width;
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(a, 0.5).width;
      return sum;
    },
  };
}
