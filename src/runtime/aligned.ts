import type { TypeInfo } from "./ctype.ts";
import { type Description, describeType } from "./describe-type.ts";
import { isRecordClass, type RecordClass, type RecordView } from "./record.ts";

/**
 * A type under a name with an alignment of its own: `typedef double line __attribute__((aligned(64)))`. Values and memory are
 * those of `type`; what is allocated under this name begins at a multiple of `align` bytes.
 */
export function aligned<T extends TypeInfo>(type: T, align: number): T {
  const own = isRecordClass(type) ? alignedClass(type, align) : alignedType(type as unknown as Described, align);
  // Of the same sort as what was given: types have no alignment in them.
  return own as unknown as T;
}

function alignedClass(record: RecordClass<RecordView>, align: number): unknown {
  // Errors and inspect() show the name.
  const { [record.name]: own } = {
    [record.name]: class extends record {
      static override readonly align = align;
    },
  };
  return own;
}

interface Described {
  readonly "~description": Description<unknown>;
}

function alignedType(type: Described, align: number): unknown {
  return describeType<unknown, unknown>({ ...type["~description"], align });
}
