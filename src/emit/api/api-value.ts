import type { ApiValue } from "../../spec/annotations/api-function.ts";
import type { Context } from "../context.ts";
import { pointerTo } from "../ts-type.ts";
import type { Converters } from "./converters.ts";

/** What an annotated function gives: its type, and the code that makes it of what C gave. */
export interface GivenValue {
  readonly type: string;
  readonly code: string;
}

/**
 * @param type what TypeScript has for what C gives, before annotations: `Pointer<c.char> | null`.
 * @param code expression for it, evaluated once.
 */
export function givenValue(
  value: ApiValue,
  type: string,
  code: string,
  owner: string,
  converters: Converters,
  cx: Context,
): GivenValue {
  const { imports } = cx;
  const free = destructor(value.free, cx);
  const isNullable = value.nullable ?? type.endsWith(" | null");
  const bare = type.endsWith(" | null") ? type.slice(0, -" | null".length) : type;
  let given = { type: bare, code };
  if (value.string && bare !== "string") {
    const read =
      free === null ? `${imports.value("cstring")}(${code})` : `${imports.value("ownedText")}(${code}, ${free})`;
    given = { type: "string", code: read };
  } else if (free !== null) {
    const pointee = /^\w+<(.*)>$/s.exec(bare)?.[1] ?? null;
    const brand = pointerTo(pointee, cx) === bare ? pointee : null;
    given = {
      type: `${imports.type("Owned")}<${brand ?? "unknown"}>`,
      code: `${imports.value("ownResult")}(${isNullable ? code : present(code)}, ${free})`,
    };
  }
  if (type.endsWith(" | null")) {
    if (isNullable) given = { ...given, type: `${given.type} | null` };
    else if (free === null || value.string) given = { ...given, code: present(given.code) };
  }
  return converted(given, value.converter, converters);

  function present(inner: string): string {
    return type.endsWith(" | null") ? `${imports.value("retNonnull")}(${inner}, ${JSON.stringify(owner)})` : inner;
  }
}

/** The function that frees a value, as it is called in the module. */
export function destructor(free: ApiValue["free"], cx: Context): string | null {
  if (free === "free") return cx.imports.value("freeForeign");
  return free === null ? null : cx.names.ordinary(free.name).local;
}

/** A value as its converter makes it, if it has one. */
export function converted(value: GivenValue, reference: string | null, converters: Converters): GivenValue {
  if (reference === null) return value;
  const converter = converters.local(reference);
  return { type: `ReturnType<typeof ${converter}.fromC>`, code: `${converter}.fromC(${value.code})` };
}

/** Elements as their converter makes them, in a list of their own. */
export function eachConverted(code: string, reference: string, converters: Converters, cx: Context): GivenValue {
  const converter = converters.local(reference);
  return {
    type: `ReturnType<typeof ${converter}.fromC>[]`,
    code: `${cx.imports.value("eachFromC")}(${converter}, ${code})`,
  };
}
