import { boxed } from "./boxed.ts";
import type { CType, TypeInfo } from "./ctype.ts";
import type { Located } from "./located.ts";
import type { RecordClass, RecordView } from "./record.ts";
import { byValue } from "./record-type.ts";
import { Ref } from "./ref.ts";
import { allocate } from "./slab.ts";

/** What travels in several pieces: a record, whose class is asked for when first needed, or a scalar wider than a register. */
export type Aggregate = { readonly record: () => RecordClass<RecordView> } | { readonly scalar: TypeInfo };

/** Zeroed memory for one. */
export function newAggregate(of: Aggregate): Located {
  if ("record" in of) return alloc(of.record());
  return new Ref(scalarOf(of.scalar));
}

/** A value that TypeScript gave for one, checked, in memory. */
export function passAggregate(of: Aggregate, value: unknown, owner: string, name: string): Located {
  if ("record" in of) return byValue(of.record(), value as RecordView, owner, name);
  return boxed(scalarOf(of.scalar), value, owner, name);
}

/** What TypeScript gets for one in memory. */
export function aggregateValue(of: Aggregate, memory: Located): unknown {
  return "record" in of ? memory : scalarOf(of.scalar).read(memory["~m"], memory["~o"]);
}

/** The descriptor of any scalar: it checks what it is given. */
function scalarOf(type: TypeInfo): CType<unknown, unknown> {
  return type as CType<unknown, unknown>;
}

/** A new zeroed record of a class known at run time only. */
export function alloc(type: RecordClass<RecordView>): RecordView {
  return allocate(type.size, type.align, type);
}
