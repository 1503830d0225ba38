// @ts-check
/** Within 15% of raw koffi. */
const TARGET = 1.15;
const SORTED = 256;

/**
 * @param {import("../harness/child.mjs").Sides} sides
 * @returns {import("../harness/rounds.mjs").Case[]}
 */
export function cases({ ours, runtime, library, koffi }) {
  const { fold, fold_double, sort_shuffled } = ours;
  const { Callback, c } = runtime;
  koffi.proto("int bench_combine(int sum, int i)");
  koffi.proto("double bench_combine_double(double sum, void *user)");
  koffi.proto("int bench_compare(const void *a, const void *b)");
  const foldByHand = library.func("int fold(int n, bench_combine *f)");
  const foldDoubleByHand = library.func("double fold_double(int n, bench_combine_double *f, void *user)");
  const sortByHand = library.func("void sort_shuffled(int *values, size_t count, bench_compare *compare)");

  const combine = (/** @type {number} */ sum, /** @type {number} */ i) => (sum + i) | 0;
  const kept = new Callback(combine);
  const registered = koffi.register(combine, "bench_combine *");
  const half = (/** @type {number} */ sum, /** @type {unknown} */ _user) => sum + 0.5;
  const keptHalf = new Callback(half);
  const registeredHalf = koffi.register(half, "bench_combine_double *");
  const values = new Int32Array(SORTED);
  return [
    {
      name: "callback: (int, int), Callback kept",
      against: "koffi.register by hand",
      target: TARGET,
      ours: (n) => fold(n, kept),
      theirs: (n) => foldByHand(n, registered),
    },
    {
      name: "callback: (double, void *), Callback kept",
      against: "koffi.register by hand",
      target: TARGET,
      ours: (n) => fold_double(n, keptHalf, 4096n),
      theirs: (n) => foldDoubleByHand(n, registeredHalf, 4096n),
    },
    {
      name: "callback: plain function, called many times",
      against: "koffi, function as argument",
      target: TARGET,
      ours: (n) => fold(n, combine),
      theirs: (n) => foldByHand(n, combine),
    },
    {
      name: "callback: plain function, lent and called once",
      against: "koffi, function as argument",
      target: TARGET,
      ours: (n) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += fold(1, combine);
        return sum;
      },
      theirs: (n) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += foldByHand(1, combine);
        return sum;
      },
    },
    {
      name: `callback: qsort of ${SORTED} ints, read through the pointers`,
      against: "koffi.register, koffi.decode.int",
      target: TARGET,
      ours: repeat(values, () =>
        sort_shuffled(values, SORTED, (/** @type {any} */ a, /** @type {any} */ b) => c.int.at(a) - c.int.at(b)),
      ),
      theirs: repeat(values, () => {
        const compare = koffi.register(
          (/** @type {bigint} */ a, /** @type {bigint} */ b) => koffi.decode.int(a) - koffi.decode.int(b),
          "bench_compare *",
        );
        sortByHand(values, SORTED, compare);
        koffi.unregister(compare);
      }),
    },
  ];
}

/**
 * @param {Int32Array} values
 * @param {() => void} once
 */
function repeat(values, once) {
  return (/** @type {number} */ n) => {
    for (let i = 0; i < n; i++) once();
    return (values[0] ?? 0) + (values[values.length - 1] ?? 0);
  };
}
