const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Legal in C, and something else to ECMAScript, TypeScript, the runtime or an emitted module. */
const TOP_LEVEL = words(`
  delete eval then has ret ptr c i32 Ref Pointer library callScope byValue word pack unpack Object Map undefined NaN
  arguments await yield let of async package private interface implements protected public super this var with null new
  in instanceof function import export extends finally debugger catch class throw try require module exports process
  Buffer globalThis console String Number Symbol constructor toString valueOf hasOwnProperty __proto__ name length
  prototype Proxy escape isNaN parseInt JSON Promise $lib $0 größe a$b _ __ size CType RecordView Opaque any unknown
  never string number boolean symbol object bigint type declare abstract readonly keyof unique infer is asserts Enum
  functionType getPtr setBits retLong copyRecord CArray ArrayView FixedArray Native $r $s array pointer Function Array
  Uint8Array DataView BigInt Error TypeError RangeError
`);

/** Names of one header stay distinct: each place in it has names of its own. */
export function oddTopLevelName(index: number, pick: number): string {
  const own = TOP_LEVEL.filter((_, i) => i % CASES_PER_HEADER === index % CASES_PER_HEADER);
  return own[pick % own.length] ?? "_";
}

/** Cases that share a header, a library and a process. */
export const CASES_PER_HEADER = 20;

const MEMBERS = words(`
  constructor size align at alloc class delete this toString valueOf value new function then prototype __proto__
  arguments length name $m $o _ in await yield let eval undefined hasOwnProperty toJSON größe a$b var null super
  isPrototypeOf import export public private is of get set declare readonly type
`);

export function oddMemberName(pick: number): string {
  return MEMBERS[pick % MEMBERS.length] ?? "_";
}

const PARAMETERS = words(`
  delete this arguments eval ptr i32 ret c undefined await $0 $r $s class byValue let value Object callScope in new null
  var function interface yield word $lib args u64 Symbol
`);

export function oddParameterName(pick: number): string {
  return PARAMETERS[pick % PARAMETERS.length] ?? "_";
}
