/** Allocates and gives back, over and over: one line for each way, with the MiB that the process grows by at least, each time. Run with --expose-gc. */
import { allocString, c, free, malloc, own, pin, pointer, pool, Ref, scope } from "c2ts-runtime";
import { node } from "../../../fixtures/records/expected.ts";

const rounds = Number(process.argv[2]);
const nodes = pool(node);
const ways: { readonly [name: string]: () => unknown } = {
  "T.alloc": () => node.alloc(),
  "T.array": () => c.int.array(10),
  Ref: () => new Ref(c.string, "text"),
  malloc: () => free(malloc(64)),
  "T.malloc": () => free(node.malloc()),
  "T.mallocArray": () => free(c.int.mallocArray(10)),
  allocString: () => free(allocString("text")),
  scope: () =>
    scope((s) => {
      s.alloc(node).next = s.alloc(node);
      s.string("text");
    }),
  own: () => own(pointer(4096n), () => 0).dispose(),
  "own, forgotten": () => own(pointer(4096n), () => 0, { shared: true }),
  pin: () => pin(new Uint8Array(100)).dispose(),
  pool: () => {
    const record = nodes.alloc();
    record.next = node.alloc();
    nodes.free(record);
  },
};

async function repeat(way: () => unknown): Promise<number> {
  for (let i = 0; i < rounds; i++) {
    way();
    // Finalizers run between turns.
    if (i % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
  return process.memoryUsage().rss / 2 ** 20;
}

for (const [name, way] of Object.entries(ways)) {
  // What is lost is lost each time; what the garbage collector has not come to, only sometimes.
  const after = [await repeat(way), await repeat(way), await repeat(way), await repeat(way)];
  const growth = after.slice(1).map((size, i) => size - (after[i] ?? 0));
  console.log(`${name}: ${Math.round(Math.min(...growth))}`);
}
