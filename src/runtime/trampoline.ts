import { enterCallback, leaveCallback } from "./callback-depth.ts";
import type { Convert } from "./callback-value.ts";
import type { PendingErrors } from "./pending-error.ts";

/** A TypeScript function behind a C function pointer. */
export type Target = (...args: readonly unknown[]) => unknown;

/** One C function pointer. While `fn` is `null` nobody answers there. */
export interface Slot {
  fn: Target | null;
  /** Who gets it back. */
  readonly pool: { release(slot: Slot): void };
  /** The next in the list that it is in: of the functions lent to one call, or of the pool's dead slots. */
  next: Slot | null;
  /** Whether it may be called from anywhere: it was registered while no callback was running. */
  safe: boolean;
  /** The C function and its parameter that the callback was given for. */
  owner: string;
  parameter: string;
  /** Whether it was made for a `Callback`, not for a function given directly. */
  kept: boolean;
  /** Where errors wait: those of a function lent to a call on another thread are that call's. */
  errors: PendingErrors;
  /** How errors name what the callback returns. */
  resultName: string;
  address: bigint;
}

/** What the trampolines of one signature share. */
export interface Behaviour {
  /** One for each native parameter. */
  readonly incoming: readonly (Convert | null)[];
  /** Whether the result is a 32-bit signed integer, by far the most common one. */
  readonly int: boolean;
  /** Checks and converts what the callback returns. */
  readonly check: (value: unknown, owner: string, name: string) => unknown;
  /** For records by value: calls `fn` with TypeScript's arguments made of the native ones, and returns the checked result. */
  readonly lowered: ((fn: Target, native: readonly unknown[], slot: Slot) => unknown) | null;
  /** What C gets if the callback fails. */
  readonly zero: unknown;
}

/** Who is to be called; `null`: nobody, either because an error waits or because C kept the pointer longer than it may. */
function answering(slot: Slot): Target | null {
  if (slot.errors.waiting !== null) return null;
  if (slot.fn === null) {
    slot.errors.set(
      new Error(
        slot.kept
          ? `${slot.owner}: C called '${slot.parameter}' after its Callback was disposed of: ` +
              "dispose of it only when C calls it no more"
          : `${slot.owner}: C called '${slot.parameter}' after it was released; a function given directly ` +
              "is valid during that call only: give a `new Callback(fn)` and keep it for as long as C may call it",
      ),
    );
  }
  return slot.fn;
}

function answer(behaviour: Behaviour, slot: Slot, value: unknown): unknown {
  if (behaviour.int && typeof value === "number" && (value | 0) === value) return value;
  return behaviour.check(value, slot.owner, slot.resultName);
}

function as(convert: Convert | null, value: unknown): unknown {
  return convert === null ? value : convert(value);
}

/**
 * The function that C reaches through a slot. It never throws: errors wait for the generated call that is under way.
 * Up to six parameters have a shape of their own, since rest arrays cost.
 */
export function trampoline(slot: Slot, behaviour: Behaviour): Target {
  const { incoming, zero, lowered } = behaviour;
  const [i0 = null, i1 = null, i2 = null, i3 = null, i4 = null, i5 = null] = incoming;
  const failed = (error: unknown): unknown => {
    slot.errors.set(error);
    return zero;
  };
  const guard =
    (call: (fn: Target, native: readonly unknown[]) => unknown): Target =>
    (...native) => {
      const fn = answering(slot);
      if (fn === null) return zero;
      enterCallback();
      try {
        return call(fn, native);
      } catch (error) {
        return failed(error);
      } finally {
        leaveCallback();
      }
    };
  if (lowered !== null) return guard((fn, native) => lowered(fn, native, slot));
  switch (incoming.length) {
    case 0:
      return () => {
        const fn = answering(slot);
        if (fn === null) return zero;
        enterCallback();
        try {
          return answer(behaviour, slot, fn());
        } catch (error) {
          return failed(error);
        } finally {
          leaveCallback();
        }
      };
    case 1:
      return (a) => {
        const fn = answering(slot);
        if (fn === null) return zero;
        enterCallback();
        try {
          return answer(behaviour, slot, fn(as(i0, a)));
        } catch (error) {
          return failed(error);
        } finally {
          leaveCallback();
        }
      };
    case 2:
      return (a, b) => {
        const fn = answering(slot);
        if (fn === null) return zero;
        enterCallback();
        try {
          return answer(behaviour, slot, fn(as(i0, a), as(i1, b)));
        } catch (error) {
          return failed(error);
        } finally {
          leaveCallback();
        }
      };
    case 3:
      return (a, b, c) => {
        const fn = answering(slot);
        if (fn === null) return zero;
        enterCallback();
        try {
          return answer(behaviour, slot, fn(as(i0, a), as(i1, b), as(i2, c)));
        } catch (error) {
          return failed(error);
        } finally {
          leaveCallback();
        }
      };
    case 4:
      return (a, b, c, d) => {
        const fn = answering(slot);
        if (fn === null) return zero;
        enterCallback();
        try {
          return answer(behaviour, slot, fn(as(i0, a), as(i1, b), as(i2, c), as(i3, d)));
        } catch (error) {
          return failed(error);
        } finally {
          leaveCallback();
        }
      };
    case 5:
      return (a, b, c, d, e) => {
        const fn = answering(slot);
        if (fn === null) return zero;
        enterCallback();
        try {
          return answer(behaviour, slot, fn(as(i0, a), as(i1, b), as(i2, c), as(i3, d), as(i4, e)));
        } catch (error) {
          return failed(error);
        } finally {
          leaveCallback();
        }
      };
    case 6:
      return (a, b, c, d, e, f) => {
        const fn = answering(slot);
        if (fn === null) return zero;
        enterCallback();
        try {
          return answer(behaviour, slot, fn(as(i0, a), as(i1, b), as(i2, c), as(i3, d), as(i4, e), as(i5, f)));
        } catch (error) {
          return failed(error);
        } finally {
          leaveCallback();
        }
      };
    default:
      return guard((fn, native) =>
        answer(behaviour, slot, fn(...native.map((value, i) => as(incoming[i] ?? null, value)))),
      );
  }
}
