import { isMainThread } from "node:worker_threads";
import { INCOMING, OUTGOING, zero } from "./callback-value.ts";
import { type EngineType, prototype, register, unregister } from "./engine.ts";
import type { Signature } from "./function-type.ts";
import { lowerResult, raiseArguments } from "./lowered-callback.ts";
import type { NativeType } from "./native-type.ts";
import { type Behaviour, type Slot, type Target, trampoline } from "./trampoline.ts";

/** A slot is not used again before so many of its signature have died: a stale C pointer shall meet nobody, not somebody else. */
const QUARANTINE = 64;

const shared = new Map<string, SlotPool>();
const all = new Set<SlotPool>();

/** The C function pointers of one signature. They are never given back to the engine while C might hold them. */
export class SlotPool {
  readonly #signature: EngineType;
  readonly #behaviour: Behaviour;
  readonly #slots = new Set<Slot>();
  /** Released slots, linked from the oldest to the newest. */
  #oldest: Slot | null = null;
  #newest: Slot | null = null;
  #dead = 0;

  /** The pool of a signature; equal signatures share one. */
  static of(shape: Signature): SlotPool {
    if (shape.lowering !== null) return new SlotPool(shape);
    const key = JSON.stringify([shape.result, shape.parameters]);
    let pool = shared.get(key);
    if (pool === undefined) {
      pool = new SlotPool(shape);
      shared.set(key, pool);
    }
    return pool;
  }

  private constructor(shape: Signature) {
    this.#signature = prototype(shape.result, shape.parameters);
    this.#behaviour = behaviourOf(shape);
    all.add(this);
    if (all.size === 1 && !isMainThread) process.once("exit", unregisterAll);
  }

  /** The engine's name for the signature. */
  get signature(): EngineType {
    return this.#signature;
  }

  /** A C function pointer that calls `fn` until it is released. */
  acquire(fn: Target, owner: string, parameter: string): Slot {
    const slot = (this.#dead >= QUARANTINE ? this.#takeOldest() : null) ?? this.#create();
    slot.fn = fn;
    slot.owner = owner;
    if (slot.parameter !== parameter) {
      slot.parameter = parameter;
      slot.resultName = `the result of '${parameter}'`;
    }
    return slot;
  }

  /** From now on a call of this slot is reported and does nothing. */
  release(slot: Slot): void {
    if (slot.fn === null) return;
    slot.fn = null;
    slot.next = null;
    if (this.#newest === null) this.#oldest = slot;
    else this.#newest.next = slot;
    this.#newest = slot;
    this.#dead++;
  }

  #takeOldest(): Slot | null {
    const slot = this.#oldest;
    if (slot === null) return null;
    this.#oldest = slot.next;
    if (slot.next === null) this.#newest = null;
    slot.next = null;
    this.#dead--;
    return slot;
  }

  #create(): Slot {
    const slot: Slot = { fn: null, pool: this, next: null, owner: "", parameter: "", resultName: "", address: 0n };
    const target = trampoline(slot, this.#behaviour);
    try {
      slot.address = register(target, this.#signature);
    } catch (cause) {
      // The process has no more: then rather a slot that died a moment ago, of this signature or of another.
      const spare = this.#takeOldest();
      if (spare !== null) return spare;
      if (!unregisterOldest()) {
        throw new Error("no callback slots are left (a process has 8192): dispose of Callbacks that C no longer calls", { cause });
      }
      slot.address = register(target, this.#signature);
    }
    this.#slots.add(slot);
    return slot;
  }

  /** Gives the oldest dead slot back to the engine. */
  dropOldest(): boolean {
    const slot = this.#takeOldest();
    if (slot === null) return false;
    this.#slots.delete(slot);
    unregister(slot.address);
    return true;
  }

  /** Gives all slots back to the engine: the thread ends, which the engine does not notice by itself. */
  dropAll(): void {
    for (const { address } of this.#slots) unregister(address);
    this.#slots.clear();
  }
}

function unregisterOldest(): boolean {
  for (const pool of all) {
    if (pool.dropOldest()) return true;
  }
  return false;
}

function unregisterAll(): void {
  for (const pool of all) pool.dropAll();
}

function behaviourOf({ result, parameters, lowering }: Signature): Behaviour {
  const incoming = parameters.map((type) => (typeof type === "string" ? INCOMING[type] : null));
  const scalar = typeof result === "string" ? result : "void";
  const outgoing = OUTGOING[scalar];
  const check: Behaviour["check"] = (value, owner, name) => outgoing(value as never, owner, name);
  const none = typeof result === "string" ? zero(result) : zeroStruct(result);
  if (lowering === null) return { incoming, int: result === "i32", check, lowered: null, zero: none };
  const plan = lowering.arguments ?? parameters.map((_, i) => i);
  const raise = raiseArguments(parameters, plan);
  const lowered: Behaviour["lowered"] = (fn, native, slot) => {
    const value = fn(...raise.map((argument) => argument(native)));
    if (lowering.result === undefined) return check(value, slot.owner, slot.resultName);
    return lowerResult(value, native, result, lowering.result, slot.owner, slot.resultName);
  };
  return { incoming, int: false, check, lowered, zero: none };
}

function zeroStruct(types: readonly NativeType[]): unknown {
  const words = types.map((type, i) => [`w${i}`, typeof type === "string" ? zero(type) : zeroStruct(type)] as const);
  return Object.fromEntries(words);
}
