import { writeSync } from "node:fs";
import { atEnd } from "./at-end.ts";
import { behaviourOf } from "./behaviour.ts";
import { callsUnderWay } from "./call-queue.ts";
import { insideCallback } from "./callback-depth.ts";
import { type EngineType, prototype, register, unregister } from "./engine.ts";
import type { Signature } from "./function-type.ts";
import { type PendingErrors, synchronousErrors } from "./pending-error.ts";
import { type Behaviour, type Slot, type Target, trampoline } from "./trampoline.ts";

/** A slot is not used again before so many of its signature have died: a stale C pointer shall meet nobody, not somebody else. */
const QUARANTINE = 64;
/** Slots made in advance, for functions that are passed while a callback is running: of signatures not used yet, and of others. */
const SPARE_UNUSED = 4;
const SPARE = 64;

const all = new Set<SlotPool>();
let stocked = true;

/** The C function pointers of one signature. They are never given back to the engine while C might hold them. */
export class SlotPool {
  readonly #shape: Signature;
  #made: { readonly signature: EngineType; readonly behaviour: Behaviour } | null = null;
  readonly #slots = new Map<Slot, Target>();
  readonly #spare: Slot[] = [];
  readonly #unsafe: Slot[] = [];
  #used = false;
  /** Released slots, linked from the oldest to the newest. */
  #oldest: Slot | null = null;
  #newest: Slot | null = null;
  #dead = 0;

  constructor(shape: Signature) {
    this.#shape = shape;
    all.add(this);
    stocked = false;
    if (all.size > 1) return;
    const some = (has: (pool: SlotPool) => boolean): boolean => [...all].some(has);
    atEnd({
      ofProcess: () => some((pool) => pool.#hasKept()),
      isAwaited: () => callsUnderWay() && some((pool) => pool.#hasLiving()),
      ofWorker: dropAll,
    });
  }

  /** The engine's name for the signature. */
  get signature(): EngineType {
    return this.#engine().signature;
  }

  /**
   * A C function pointer that calls `fn` until it is released.
   * @param kept it may be called after the callback that is running now, if one is.
   * @param errors where its errors go.
   */
  acquire(
    fn: Target,
    owner: string,
    parameter: string,
    kept: boolean,
    errors: PendingErrors = synchronousErrors,
  ): Slot {
    if (!this.#used || !stocked) this.#stockAll();
    const slot = insideCallback() ? this.#takeInside(kept, owner, parameter) : this.#take();
    slot.fn = fn;
    slot.owner = owner;
    slot.kept = kept;
    slot.errors = errors;
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
    slot.errors = synchronousErrors;
    if (slot.safe) this.#bury(slot);
    else this.#unsafe.push(slot);
  }

  #bury(slot: Slot): void {
    slot.next = null;
    if (this.#newest === null) this.#oldest = slot;
    else this.#newest.next = slot;
    this.#newest = slot;
    this.#dead++;
  }

  /** Gives a slot that nobody has back to the engine, if there are more than `keep` dead ones. */
  dropDead(keep: number): boolean {
    const slot = this.#dead > keep ? this.#takeOldest() : keep === 0 ? this.#spare.pop() : null;
    if (slot === undefined || slot === null) return false;
    this.#slots.delete(slot);
    unregister(slot.address);
    return true;
  }

  /** Whether C may hold one that was made for a `Callback`. */
  #hasKept(): boolean {
    return [...this.#slots.keys()].some(({ kept }) => kept);
  }

  #hasLiving(): boolean {
    return [...this.#slots.keys()].some(({ fn }) => fn !== null);
  }

  /** Those of `Callback`s that were not disposed of. */
  kept(): readonly Slot[] {
    return [...this.#slots.keys()].filter(({ kept, fn }) => kept && fn !== null);
  }

  /** Gives all slots back to the engine. */
  drop(): void {
    for (const { address } of this.#slots.keys()) unregister(address);
    this.#slots.clear();
  }

  #take(): Slot {
    return (this.#dead >= QUARANTINE ? this.#takeOldest() : null) ?? this.#create();
  }

  /** Inside of a callback only slots will do that were made outside, except for a function that ends before the callback does. */
  #takeInside(kept: boolean, owner: string, parameter: string): Slot {
    stocked = false;
    const slot = (this.#dead >= QUARANTINE ? null : this.#spare.pop()) ?? this.#takeOldest();
    if (slot !== null) return slot;
    if (!kept) return this.#create();
    throw new Error(
      `${owner}: ${parameter} cannot be kept: too many Callbacks were made while a callback was running; ` +
        "make them before, or use one for many objects",
    );
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
    const slot = this.#register() ?? (dropDead(QUARANTINE) ? this.#register() : null);
    if (slot !== null) return slot;
    // The process has no more: then rather a slot that died a moment ago, of this signature or of another.
    const dead = this.#takeOldest() ?? this.#spare.pop() ?? (dropDead(0) ? this.#register() : null);
    if (dead !== null) return dead;
    throw new Error("no callback slots are left (a process has 8192): dispose of Callbacks that C no longer calls");
  }

  /** A new slot, or `null` if there are no more. */
  #register(): Slot | null {
    const { signature, behaviour } = this.#engine();
    const slot: Slot = {
      fn: null,
      pool: this,
      next: null,
      safe: !insideCallback(),
      owner: "",
      parameter: "",
      kept: false,
      errors: synchronousErrors,
      resultName: "",
      address: 0n,
    };
    const target = trampoline(slot, behaviour);
    try {
      slot.address = register(target, signature);
    } catch {
      return null;
    }
    this.#slots.set(slot, target);
    return slot;
  }

  #stockAll(): void {
    this.#used = true;
    if (insideCallback()) return;
    for (const pool of all) pool.#stock();
    stocked = true;
  }

  /** Makes spare slots, and registers those again that were made inside of a callback. */
  #stock(): void {
    for (const slot of this.#unsafe.splice(0)) {
      const target = this.#slots.get(slot);
      if (target === undefined) continue;
      unregister(slot.address);
      slot.address = register(target, this.signature);
      slot.safe = true;
      this.#bury(slot);
    }
    while (this.#spare.length < (this.#used ? SPARE : SPARE_UNUSED)) {
      const slot = this.#register() ?? (dropDead(QUARANTINE) ? this.#register() : null);
      if (slot === null) return;
      this.#spare.push(slot);
    }
  }

  #engine(): { readonly signature: EngineType; readonly behaviour: Behaviour } {
    const { result, parameters } = this.#shape;
    this.#made ??= { signature: prototype(result, parameters), behaviour: behaviourOf(this.#shape) };
    return this.#made;
  }
}

const shared = new Map<string, SlotPool>();

/** The pool of a signature. Equal signatures share one, unless records travel by value in them. */
export function slotPool(shape: Signature): SlotPool {
  if (shape.lowering !== null) return new SlotPool(shape);
  const key = JSON.stringify([shape.result, shape.parameters]);
  const known = shared.get(key) ?? new SlotPool(shape);
  shared.set(key, known);
  return known;
}

function dropDead(keep: number): boolean {
  for (const pool of all) {
    if (pool.dropDead(keep)) return true;
  }
  return false;
}

/** The thread ends, which the engine does not notice by itself. */
function dropAll(): void {
  const left = [...all].flatMap((pool) => pool.kept());
  if (left.length > 0) {
    const [{ owner, parameter } = { owner: "", parameter: "" }] = left;
    const which = `${owner}: ${parameter}${left.length > 1 ? `, and ${left.length - 1} more` : ""}`;
    // A warning of node's would come too late here.
    writeSync(
      2,
      `c2ts-runtime: a worker thread has ended before its Callbacks (${which}): if C calls one now, the process ends\n`,
    );
  }
  for (const pool of all) pool.drop();
}
