/** A user's program, run as it is under Node's type stripping: one call or member of each kind. Prints what it got. */
import { addressOf, asFunction, Callback, c, cstring, errno, pointer, Ref, text } from "c2ts-runtime";
import * as v from "../../../fixtures/by-value/expected.ts";
import * as k from "../../../fixtures/callbacks/expected.ts";
import { TEXT, U64_MAX } from "../../../fixtures/constants/expected.ts";
import { BLUE, enum_color, next_color } from "../../../fixtures/enums/expected.ts";
import * as e from "../../../fixtures/error-numbers/expected.ts";
import * as g from "../../../fixtures/globals/expected.ts";
import * as n from "../../../fixtures/names/expected.ts";
import * as p from "../../../fixtures/pointers/expected.ts";
import * as r from "../../../fixtures/records/expected.ts";
import { format_text } from "../../../fixtures/variadic/expected.ts";

const out: unknown[] = [];

const handle = new Ref(c.pointer(p.struct_session));
out.push(p.session_open("grüße", handle), p.session_name(handle.value));
p.session_close(handle.value);

const values = Int32Array.of(3, 1, 2);
k.sort_ints(values, 3, (a, b) => c.int.at(a) - c.int.at(b));
out.push([...values]);
try {
  k.count_if(3, () => {
    throw new Error("thrown");
  });
} catch (error) {
  out.push(
    String(error),
    k.count_if(3, () => true),
  );
}
const seen: number[] = [];
const kept = new Callback<k.notify>((value) => void seen.push(value));
k.set_callback(kept, null);
k.fire(7);
kept.dispose();
try {
  k.fire(8);
} catch (error) {
  out.push(
    seen,
    error instanceof Error && error.message.startsWith("set_callback: C called 'f' after its Callback was disposed of"),
  );
}
const fold = (i: bigint): bigint => (i <= 1n ? 1n : i * k.apply64(fold, i - 1n));
out.push(String(k.apply64(fold, 20)), asFunction(k.binary, k.choose(42))(6, 7));
// Functions lent while others are, until every slot has been used at every depth.
for (let depth = 1; depth <= 20; depth++) fold(BigInt(depth));
out.push(String(fold(5n)));

const pair = v.pair.alloc();
pair.x = 1;
pair.y = 2;
out.push(
  v.pair_swap(pair),
  v.visit(v.cursor.alloc(), (cursor) => cursor.kind, pointer(1n)),
);

const node = r.node.alloc();
r.node_fill(node);
out.push(cstring(node.name), node.next === addressOf(node), text(node.label), String(node.id), node.high);
const shared = r.shared_point();
if (shared !== null) out.push(r.struct_point.at(shared));

out.push(TEXT, String(U64_MAX), next_color(enum_color.GREEN) === BLUE);
out.push(e.fail_with(2), errno());
out.push(g.counter.value, [...g.table.value], n.delete(1));
const buffer = Buffer.alloc(32);
out.push(format_text(buffer, 32, "%s %d %.1f", "x", 5, c.double(0.5)), text(buffer));

for (const line of out) console.log(JSON.stringify(line));
