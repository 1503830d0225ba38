/** What must survive a garbage collection, and what an error without a caller becomes. Run with --expose-gc. */
import { addressOf, Callback, c, cstring, Ref } from "c2ts-runtime";
import * as k from "../../../fixtures/callbacks/expected.ts";
import * as r from "../../../fixtures/records/expected.ts";

function collect(): void {
  for (let i = 0; i < 5; i++) globalThis.gc?.();
  // Whatever was freed is given to somebody else.
  for (let i = 0; i < 500; i++) new Uint8Array(8192).fill(255);
}

/** A list of which JavaScript holds only the first node. */
function list(length: number): r.node {
  const first = r.node.alloc();
  let last = first;
  for (let i = 1; i < length; i++) {
    // Each node in a slab of its own.
    for (let j = 0; j < 100; j++) r.node.alloc();
    const next = r.node.alloc();
    next.count = i;
    next.name = Buffer.from(`node ${i}\0`);
    last.next = next;
    last = next;
  }
  return first;
}

const first = list(50);
collect();
const names: (string | null)[] = [];
for (let p = first.next; p !== null; p = r.node.at(p).next) names.push(cstring(r.node.at(p).name));
console.log(names.length, names[0], names.at(-1));

const { version } = r.node.alloc();
version.major = 12;
collect();
console.log(version.major);

const cell = new Ref(c.int, 5);
const address = addressOf(cell);
collect();
console.log(c.int.at(address), cell.value);

let calls = 0;
k.set_callback(new Callback(() => void calls++), null);
collect();
k.fire(1);
k.fire(2);
console.log(calls);

const listener = k.struct_listener.alloc();
listener.on_event = new Callback(() => void calls++);
collect();
k.listener_fire(listener, 1);
console.log(calls);

// Installed by a callback, called later from outside of it.
const late = new Callback(() => void calls++);
k.count_if(1, () => {
  k.set_callback(late, null);
  return true;
});
collect();
k.fire(1);
console.log(calls);
