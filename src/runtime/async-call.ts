import { alloc } from "./aggregate.ts";
import { wrongType } from "./argument-error.ts";
import type { Binding } from "./c-function.ts";
import { endPhase, inPhase, type Phase } from "./call-phase.ts";
import { callEnded, enqueue } from "./call-queue.ts";
import { DeferredScope } from "./call-scope.ts";
import { CHECKED } from "./checks.ts";
import { copyBytes } from "./copy-bytes.ts";
import { callOnThread, type EngineFunction } from "./engine.ts";
import { captureErrno, errno, restoreErrno } from "./errno.ts";
import { isGone } from "./gone-memory.ts";
import { type HeldMemory, releaseMemory } from "./held-memory.ts";
import { holdMemory, parameterName } from "./hold-memory.ts";
import { Located } from "./located.ts";
import { onAbort } from "./on-abort.ts";
import { Owned } from "./owned.ts";
import type { PendingErrors } from "./pending-error.ts";
import { pointer } from "./pointer.ts";
import { RecordView, recordClass } from "./record.ts";

/** What may follow the arguments of a call on another thread. */
export interface AsyncOptions {
  /** Calls it off, if it has not begun. Once C is running nothing can stop it. */
  readonly signal?: AbortSignal | undefined;
}

/** Thrown in place of a call to C, when its arguments are known. */
const RECORDED: unique symbol = Symbol("recorded");

/**
 * One call on another thread. The generated function runs twice for it: first with something in C's place that takes down the
 * converted arguments and, when C has returned, with something that gives C's result. So both forms check and convert alike.
 */
class AsyncCall implements PendingErrors {
  waiting: { readonly error: unknown } | null = null;
  readonly #fn: Binding;
  /** As the caller gave them; held here, they stay alive, and what they own with them. */
  readonly #args: readonly unknown[];
  /** Those of them that nobody may free before C has returned. */
  #held: readonly Owned<unknown>[] = [];
  /** What of C's memory nobody may free either. */
  #memory: readonly HeldMemory[] = [];
  /** As C gets them. */
  #native: readonly unknown[] = [];
  readonly #scope: DeferredScope = new DeferredScope(this);
  /** Where C writes a result that it returns in memory. */
  #record: Located | null = null;

  /** Checks the arguments. */
  constructor(fn: Binding, args: readonly unknown[]) {
    this.#fn = fn;
    this.#args = args;
    args.forEach((value, i) => {
      if (isResizable(value))
        throw wrongType(ownerOf(fn), parameterName(fn, i), "of a size that stays: its ArrayBuffer is resizable", value);
    });
    try {
      this.#prepare();
    } catch (error) {
      if (error === RECORDED) {
        this.#held = args.filter((value) => value instanceof Owned);
        for (const owned of this.#held) Owned.hold(owned);
        if (CHECKED) this.#memory = holdMemory(fn, args, this.#native);
        return;
      }
      this.end();
      throw error;
    }
  }

  /** @param done called when C has returned, with a function that gives the result or throws what the call has to throw. */
  start(done: (result: () => unknown) => void): void {
    const native = this.#fn["~c"];
    if (native === undefined) throw new Error("the function is not bound");
    if (this.#native.some(isLost)) {
      const names = this.#args.flatMap((value, i) => (isLost(value) ? [parameterName(this.#fn, i)] : []));
      const which = names.length === 0 ? "memory of an argument" : `the memory of ${names.join(" and ")}`;
      throw new TypeError(`${ownerOf(this.#fn)}: ${which} has gone before the call began: freed, or transferred away`);
    }
    callOnThread(native, this.#native, (error, result) => {
      captureErrno();
      const number = errno();
      this.end();
      done(() => {
        if (error !== null && error !== undefined) throw error;
        if (this.waiting !== null) throw this.waiting.error;
        return this.#convert(result, number);
      });
    });
  }

  /** Takes lent functions back, and lets go of what is owned. */
  end(): void {
    this.#scope.finish();
    for (const owned of this.#held) Owned.letGo(owned);
    this.#held = [];
    releaseMemory(this.#memory);
    this.#memory = [];
  }

  set(error: unknown): void {
    this.waiting ??= { error };
  }

  #prepare(): unknown {
    const result = (record: Located): void => {
      this.#record = record;
    };
    return this.#run(this.#args, { result, isOver: false }, (...args) => {
      this.#native = args;
      throw RECORDED;
    });
  }

  #convert(returned: unknown, number: number): unknown {
    const result = (record: Located): void => {
      const from = this.#record;
      if (from !== null) copyBytes(record["~m"], record["~o"], from["~m"], from["~o"], from["~size"]());
    };
    return this.#run(this.#args.map(stillThere), { result, isOver: true }, () => {
      restoreErrno(number);
      return returned;
    });
  }

  /** Runs the generated function with something in C's place. */
  #run(args: readonly unknown[], when: Pick<Phase, "result" | "isOver">, substitute: EngineFunction): unknown {
    const fn = this.#fn;
    const native = fn["~c"];
    const instead: EngineFunction = (...args) => {
      endPhase();
      return substitute(...args);
    };
    if (native !== undefined) fn["~c"] = instead;
    try {
      return inPhase({ ...when, scope: () => this.#scope, instead: () => instead }, () => fn(...args));
    } finally {
      if (native !== undefined) fn["~c"] = native;
    }
  }
}

/** An address that every pointer check takes. */
const ANYWHERE = pointer(4096n);

/**
 * The argument for when the result is converted: it is checked once more, though C has had it and it may have ended since. So memory
 * gives way to an address, and a record, which may be there by value, to a new one if need be.
 */
function stillThere(argument: unknown): unknown {
  if (argument instanceof RecordView) {
    const isThere = !isGone(argument) && argument["~m"].buffer.byteLength > 0;
    return isThere ? argument : alloc(recordClass(argument));
  }
  const isMemory = argument instanceof Owned || argument instanceof Located || ArrayBuffer.isView(argument);
  return isMemory ? ANYWHERE : argument;
}

/** Whether the memory could be taken away from C by `resize`. */
function isResizable(memory: unknown): boolean {
  return ArrayBuffer.isView(memory) && (memory.buffer as { readonly resizable?: boolean }).resizable === true;
}

/** Whether memory that an argument was is no more: C would get NULL. (No bytes were something else when they were checked.) */
function isLost(argument: unknown): boolean {
  return ArrayBuffer.isView(argument) && argument.byteLength === 0;
}

/** The promise of a call on another thread. It is rejected where the synchronous form throws, and by the signal. */
export async function asyncCall(fn: Binding, given: readonly unknown[]): Promise<unknown> {
  const signal = signalOf(given, fn);
  signal?.throwIfAborted();
  const call = new AsyncCall(fn, given.slice(0, fn.length));
  return new Promise((resolve, reject) => {
    const aborted = (): void => {
      callOff();
      call.end();
      reject(signal?.reason);
    };
    const begun = signal === undefined ? null : onAbort(signal, aborted);
    const callOff = enqueue(() => {
      begun?.();
      try {
        call.start((result) => {
          try {
            resolve(result());
          } catch (error) {
            reject(error);
          }
          callEnded();
        });
      } catch (error) {
        call.end();
        reject(error);
        callEnded();
      }
    });
  });
}

/** The options follow the arguments. */
function signalOf(given: readonly unknown[], fn: Binding): AbortSignal | undefined {
  const owner = ownerOf(fn);
  const { length } = fn;
  if (given.length > length + 1)
    throw new TypeError(`${owner}: takes ${length} arguments and options, got ${given.length} arguments`);
  const options = given[length];
  if (options === undefined) return undefined;
  if (typeof options !== "object" || options === null)
    throw wrongType(owner, "options", "an object such as { signal }", options);
  const { signal } = options as AsyncOptions;
  if (signal === undefined || signal instanceof AbortSignal) return signal;
  throw wrongType(owner, "options.signal", "an AbortSignal", signal);
}

/** What errors call it. The generated function is `$f` for C's `f`. */
function ownerOf({ name }: Binding): string {
  return `${name.slice(1)}.async`;
}
