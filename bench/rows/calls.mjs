// @ts-check
const AGAINST = "koffi by hand, no checks";
/** A generated call costs 5% more at most. */
const TARGET = 1.05;

/**
 * @param {import("../harness/child.mjs").Sides} sides
 * @returns {import("../harness/rounds.mjs").Case[]}
 */
export function cases({ ours, library }) {
  return [
    ints(ours, library),
    sixInts(ours, library),
    doubles(ours, library),
    longs(ours, library),
    handle(ours, library),
    typedArray(ours, library),
    record(ours, library),
    text(ours, library),
    textResult(ours, library),
    shim(ours),
  ].map((sides) => ({ against: AGAINST, target: TARGET, ...sides }));
}

/** @typedef {import("../harness/child.mjs").Sides["library"]} Library */

/** @param {any} ours @param {Library} library */
function ints({ add }, library) {
  const byHand = library.func("int add(int, int)");
  return {
    name: "call: two ints",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += add(i, 1);
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(i, 1);
      return sum;
    },
  };
}

/** @param {any} ours */
function shim({ add, add_inline }) {
  return {
    name: "call: two ints, static inline in C, through the shim",
    against: "the same function of the library",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += add_inline(i, 1);
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += add(i, 1);
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function sixInts({ add6 }, library) {
  const byHand = library.func("int add6(int, int, int, int, int, int)");
  return {
    name: "call: six ints",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += add6(i, 1, 2, 3, 4, 5);
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(i, 1, 2, 3, 4, 5);
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function doubles({ scale }, library) {
  const byHand = library.func("double scale(double, double)");
  return {
    name: "call: two doubles",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += scale(i, 0.5);
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(i, 0.5);
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function longs({ next_long }, library) {
  const byHand = library.func("long next_long(long)");
  return {
    name: "call: long",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += next_long(i);
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(i);
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function handle({ counter_get, counter_next }, library) {
  const getByHand = library.func("void *counter_get()");
  const byHand = library.func("int counter_next(void *, int)");
  return {
    name: "call: opaque handle, int",
    ours: (/** @type {number} */ n) => {
      const counter = counter_get();
      let last = 0;
      for (let i = 0; i < n; i++) last = counter_next(counter, 3);
      return last;
    },
    theirs: (/** @type {number} */ n) => {
      const counter = getByHand();
      let last = 0;
      for (let i = 0; i < n; i++) last = byHand(counter, 3);
      return last;
    },
  };
}

/** @param {any} ours @param {Library} library */
function typedArray({ first }, library) {
  const byHand = library.func("int first(const int *)");
  const values = new Int32Array(1024).fill(7);
  return {
    name: "call: Int32Array as int *",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += first(values);
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(values);
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function record({ item_id, struct_item }, library) {
  const byHand = library.func("int item_id(const void *)");
  const item = struct_item.alloc();
  item.id = 5;
  const bytes = new Uint8Array(struct_item.size);
  new DataView(bytes.buffer).setInt32(0, 5, true);
  return {
    name: "call: record as struct item * (by hand: a Uint8Array)",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += item_id(item);
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(bytes);
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function text({ length }, library) {
  const byHand = library.func("size_t length(const char *)");
  return {
    name: "call: string argument",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += length("hello world");
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand("hello world");
      return sum;
    },
  };
}

/** @param {any} ours @param {Library} library */
function textResult({ name_of }, library) {
  const byHand = library.func("const char *name_of(int)");
  return {
    name: "call: string result",
    ours: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += name_of(i).length;
      return sum;
    },
    theirs: (/** @type {number} */ n) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += byHand(i).length;
      return sum;
    },
  };
}
