// @ts-check
import {
  allocString,
  Callback,
  c,
  cast,
  cstring,
  free,
  handle,
  malloc,
  objectOf,
  own,
  pin,
  pool,
  Ref,
  scope,
  view,
} from "c2ts-runtime";

/**
 * What is done over and over: `run(n)` does it n times.
 *
 * @typedef {{ name: string, run: (n: number) => void | Promise<void> }} Kind
 */

/**
 * @param {any} lib the module that c2ts made of soak.h
 * @returns {readonly Kind[]}
 */
export function kinds(lib) {
  const item = lib.item.alloc();
  const vec = lib.vec2.alloc();
  const out = new Uint8Array(64);
  const bytes = new Uint8Array(256);
  const items = pool(lib.item);
  /** @param {(i: number) => void} body */
  const times = (body) => (/** @type {number} */ n) => {
    for (let i = 0; i < n; i++) body(i);
  };
  return [
    {
      name: "calls: numbers, text in and out, records",
      run: times((i) => {
        lib.add(i, 1);
        lib.length("some text");
        lib.name_of(i);
        lib.item_weight(item);
        lib.vec2_add(vec, vec);
        lib.item_make(i, 0.5);
        lib.failing(i);
      }),
    },
    {
      name: "calls: variadic",
      run: times((i) => lib.format(out, out.length, "%d %s %f", i, "text", c.double(0.5))),
    },
    {
      name: "calls that throw, before C and in a callback",
      run: times(() => {
        const attempts = [() => lib.add(0.5, 1), () => lib.each(1, fail, null)];
        for (const attempt of attempts) {
          try {
            attempt();
          } catch {}
        }
      }),
    },
    {
      name: "callbacks: lent for a call",
      run: times((i) => lib.each(2, (/** @type {number} */ j) => (i + j) * 0, null)),
    },
    {
      name: "callbacks: made, kept by C, called, disposed of",
      run: times((i) => {
        const hook = new Callback((/** @type {number} */ j) => i + j);
        lib.keep(hook, null);
        lib.call_kept(1);
        lib.keep(null, null);
        hook.dispose();
      }),
    },
    {
      name: "memory: records, cells, arrays, text of JavaScript's",
      run: times((i) => {
        lib.item.alloc().id = i % 100;
        new Ref(c.int, i).value++;
        c.double.array(4);
        const pooled = items.alloc();
        lib.item_weight(pooled);
        items.free(pooled);
      }),
    },
    {
      name: "memory: C's heap",
      run: times((i) => {
        const record = lib.item.malloc();
        record.id = i % 100;
        free(record);
        const text = allocString("some text");
        cstring(text);
        free(text);
        const block = malloc(64);
        view(cast(block, c.uchar), 64);
        free(block);
      }),
    },
    {
      name: "scopes: records, arrays, text, callbacks",
      run: times(() =>
        scope((s) => {
          /** @type {any} */ (s.alloc(lib.item)).label = s.string("label");
          s.array(c.int, 8);
          lib.each(
            1,
            s.callback(() => 0),
            null,
          );
          s.defer(() => {});
        }),
      ),
    },
    {
      name: "Owned: made, used, disposed of",
      run: times((i) => {
        const thing = own(lib.thing_new(i % 100), lib.thing_free);
        lib.thing_value(thing);
        thing.dispose();
      }),
    },
    {
      name: "handles",
      run: times((i) => {
        const user = handle({ i });
        lib.each(1, (/** @type {number} */ _, /** @type {any} */ p) => /** @type {any} */ (objectOf(p)).i * 0, user);
        user.dispose();
      }),
    },
    {
      name: "pinned buffers",
      run: times(() => {
        const pinned = pin(bytes);
        pinned.dispose();
      }),
    },
    {
      name: "async: 64 under way",
      async run(n) {
        for (let done = 0; done < n; done += 64) {
          const calls = Array.from({ length: Math.min(64, n - done) }, (_, i) =>
            i % 2 === 0 ? lib.length.async(`text ${i}`) : lib.add.async(i, 1),
          );
          await Promise.all(calls);
        }
      },
    },
    {
      name: "async: with callbacks",
      async run(n) {
        for (let i = 0; i < n; i++) await lib.each.async(1, () => 0, null);
      },
    },
  ];
}

function fail() {
  throw new Error("no");
}
