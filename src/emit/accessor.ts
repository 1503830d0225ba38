import type { Owner } from "./argument.ts";
import { placeholder } from "./callable.ts";
import type { Context } from "./context.ts";

/** Stands for the setter's parameter, whose name must not hide anything that the setter uses. */
export const VALUE: string = placeholder(0);

/** How a member is read and written. */
export interface Accessor {
  readonly get: { readonly type: string; readonly code: string };
  /** `null` for a member that C declares `const`. */
  readonly set: { readonly type: string; readonly code: string } | null;
  /** What its documentation has to say. */
  readonly note?: string | null;
}

export interface Spot {
  /** Byte offset in `memory`, as code. */
  readonly at: string;
  readonly memory: string;
  /** Arguments of a check that name the member. */
  readonly where: string;
  /** Second argument of DataView's methods for more than one byte. */
  readonly little: boolean;
}

/** Where a member is, as the code of its accessors says it. */
export function spot(offset: number, place: Owner, cx: Context): Spot {
  return {
    at: `this["~o"]${offset === 0 ? "" : ` + ${offset}`}`,
    memory: `this["~m"]`,
    where: `${JSON.stringify(place.owner)}, ${JSON.stringify(place.name)}`,
    little: cx.target.endian === "little",
  };
}
