// @ts-check
/** Within twice a bare DataView. */
const DATA_VIEW = 2;
/** At least 30 times faster than koffi.decode. */
const DECODE = 1 / 30;
const COUNT = 64;

/**
 * Records are taken from an array in turn: of a single one, V8 would keep the fields in registers.
 *
 * @param {import("../harness/child.mjs").Sides} sides
 * @returns {import("../harness/rounds.mjs").Case[]}
 */
export function cases({ ours, koffi }) {
  const { struct_item, items } = ours;
  const bytes = struct_item.size;
  const address = items();
  const native = Array.from({ length: COUNT }, (_, i) => struct_item.at(address, i));
  const own = native.map((from) => Object.assign(struct_item.alloc(), valuesOf(from)));
  const views = own.map((record) => viewOf(valuesOf(record), bytes));
  const pointers = native.map((_, i) => BigInt(address) + BigInt(i * bytes));
  const fieldPointers = pointers.map((p) => p + 8n);
  const struct = koffi.struct("bench_item", {
    id: "int",
    flags: "int",
    x: "double",
    y: "double",
    weight: "float",
    tag: "short",
  });

  const readOwn = (/** @type {number} */ n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += own[i & 63].x;
    return sum;
  };
  const readNative = (/** @type {number} */ n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += native[i & 63].x;
    return sum;
  };
  return [
    {
      name: "field: read a double",
      against: "bare DataView",
      target: DATA_VIEW,
      ours: readOwn,
      theirs: viewReads(views),
    },
    {
      name: "field: read an int",
      against: "bare DataView",
      target: DATA_VIEW,
      ours: (n) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += own[i & 63].id;
        return sum;
      },
      theirs: (n) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += view(views, i).getInt32(0, true);
        return sum;
      },
    },
    {
      name: "field: write an int (ours is checked)",
      against: "bare DataView",
      target: DATA_VIEW,
      ours: (n) => {
        for (let i = 0; i < n; i++) own[i & 63].flags = i;
        return own[0].flags;
      },
      theirs: (n) => {
        for (let i = 0; i < n; i++) view(views, i).setInt32(4, i, true);
        return view(views, 0).getInt32(4, true);
      },
    },
    {
      name: "field: read a double in C's memory",
      against: "koffi.decode(p, 8, 'double')",
      target: DECODE,
      ours: readNative,
      theirs: (n) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += koffi.decode(pointers[i & 63] ?? 0n, 8, "double");
        return sum;
      },
    },
    {
      name: "field: read a double in C's memory",
      against: "koffi.decode.double(p + 8n)",
      target: null,
      ours: readNative,
      theirs: (n) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += koffi.decode.double(fieldPointers[i & 63] ?? 0n);
        return sum;
      },
    },
    {
      name: "fields: all six in C's memory",
      against: "koffi.decode(p, struct)",
      target: DECODE,
      ours: (n) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += total(native[i & 63]);
        return sum;
      },
      theirs: (n) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += total(koffi.decode(pointers[i & 63] ?? 0n, struct));
        return sum;
      },
    },
    {
      name: "field: struct_item.at(p, i).x, a new view each time",
      against: "koffi.decode(p, 8, 'double')",
      target: null,
      ours: (n) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += struct_item.at(address, i & 63).x;
        return sum;
      },
      theirs: (n) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += koffi.decode(pointers[i & 63] ?? 0n, 8, "double");
        return sum;
      },
    },
  ];
}

/** @typedef {{ id: number, flags: number, x: number, y: number, weight: number, tag: number }} Item */

/** @param {Item} item */
function total({ id, flags, x, y, weight, tag }) {
  return id + flags + x + y + weight + tag;
}

/** @param {Item} item */
function valuesOf({ id, flags, x, y, weight, tag }) {
  return { id, flags, x, y, weight, tag };
}

/**
 * @param {Item} item
 * @param {number} size
 */
function viewOf({ id, flags, x, y }, size) {
  const made = new DataView(new ArrayBuffer(size));
  made.setInt32(0, id, true);
  made.setInt32(4, flags, true);
  made.setFloat64(8, x, true);
  made.setFloat64(16, y, true);
  return made;
}

/**
 * @param {DataView[]} views
 * @param {number} i
 */
function view(views, i) {
  return /** @type {DataView} */ (views[i & 63]);
}

/** @param {DataView[]} views */
function viewReads(views) {
  return (/** @type {number} */ n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += view(views, i).getFloat64(8, true);
    return sum;
  };
}
