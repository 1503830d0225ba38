import { describe } from "./argument-error.ts";
import { askedLibrary, type HasSymbols } from "./asked-library.ts";
import { exportedSignature, exportSignature, exportTarget } from "./export-adapter.ts";
import { Exported } from "./exported.ts";
import { ForeignError } from "./foreign-error.ts";
import type { Library } from "./library.ts";
import { slotPool } from "./slot-pool.ts";
import type { Slot } from "./trampoline.ts";

/** Functions of this program that C calls by name, through the C file that `c2ts export` makes of their declaration. */
export class CExports {
  readonly #name: string;
  readonly #functions: readonly (readonly [name: string, exported: Exported])[];

  /** @internal Made by {@link exportToC}. */
  constructor(name: string, functions: Readonly<Record<string, Exported>>) {
    checkName(name, "exportToC: name");
    this.#name = name;
    if (typeof functions !== "object" || functions === null)
      throw new TypeError(`exportToC: functions must be an object of functions by name, got ${describe(functions)}`);
    this.#functions = Object.entries(functions);
    for (const [key, fn] of this.#functions) {
      checkName(key, `exportToC: a function of '${name}'`);
      if (!(fn instanceof Exported)) {
        throw new TypeError(`exportToC: ${key} must be made by exported(result, parameters, fn), got ${describe(fn)}`);
      }
    }
    if (this.#functions.length === 0) throw new TypeError(`exportToC: '${name}' exports no function`);
  }

  /**
   * From now on the C functions in `library` call those of this program, until the result is disposed of; without, they return 0 or NULL.
   * Binding a library again replaces what it was bound to.
   * @param library a generated module (`import * as shop`) or `library(…)`, with the C file compiled into it.
   */
  bind(library: HasSymbols): BoundExports {
    const owner = `${this.#name}.bind`;
    const symbol = `c2ts_${this.#name}_signature`;
    const asked = askedLibrary(library, symbol, owner);
    if (!asked.has) {
      throw new ForeignError(
        `${owner}: the library has no ${symbol}: compile the C file of 'c2ts export' into it (and export what begins with c2ts_)`,
      );
    }
    const found = asked.library.func(symbol, "str", [])();
    const wanted = this.#functions.map(([name, fn]) => exportSignature(name, fn.result, fn.parameters));
    if (found !== wanted.join(" ")) throw new ForeignError(difference(owner, found ?? "", wanted));
    return bound(asked.library, this.#name, this.#acquire());
  }

  #acquire(): readonly Slot[] {
    const slots: Slot[] = [];
    try {
      for (const [name, fn] of this.#functions) {
        const target = exportTarget(name, fn, this.#name);
        slots.push(slotPool(exportedSignature(fn)).acquire(target, this.#name, name, true));
      }
      return slots;
    } catch (error) {
      for (const slot of slots) slot.pool.release(slot);
      throw error;
    }
  }
}

/** A library whose C functions call this program. */
export interface BoundExports {
  /** From now on they return 0 or NULL again. A second time does nothing. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/** All that is bound on this thread: at its end C must not reach it any more. */
const living = new Set<BoundExports>();
const endAll = (): void => {
  for (const one of living) one.dispose();
};

function bound(library: Library, name: string, slots: readonly Slot[]): BoundExports {
  const addresses = BigUint64Array.from(slots, ({ address }) => address);
  const call = (what: "bind" | "unbind"): unknown => library.func(`c2ts_${name}_${what}`, "void", ["ptr"])(addresses);
  call("bind");
  const dispose = (): void => {
    if (!living.delete(made)) return;
    if (living.size === 0) process.off("exit", endAll);
    call("unbind");
    for (const slot of slots) slot.pool.release(slot);
  };
  const made: BoundExports = { dispose, [Symbol.dispose]: dispose };
  // Before it is looked which Callbacks a worker leaves behind.
  if (living.size === 0) process.prependOnceListener("exit", endAll);
  living.add(made);
  return made;
}

/**
 * Declares functions that C calls by name.
 * @param name of the whole, an identifier of C: `c2ts_<name>_bind` is what connects C to the program.
 * @param functions under their C names, each made by `exported`.
 */
export function exportToC(name: string, functions: Readonly<Record<string, Exported>>): CExports {
  return new CExports(name, functions);
}

function checkName(name: unknown, what: string): void {
  if (typeof name === "string" && /^[A-Za-z_]\w*$/.test(name) && !name.startsWith("c2ts_")) return;
  throw new TypeError(`${what} must be an identifier of C that does not begin with c2ts_, got ${describe(name)}`);
}

function difference(owner: string, found: string, wanted: readonly string[]): string {
  const there = new Set(found.split(" "));
  const only = (one: readonly string[], other: ReadonlySet<string>): string =>
    one.filter((line) => !other.has(line)).join(" ") || "the same in another order";
  return (
    `${owner}: the library was compiled from other declarations: run 'c2ts export' again and compile its C file. ` +
    `The program has ${only(wanted, there)}; C has ${only([...there], new Set(wanted))}`
  );
}
