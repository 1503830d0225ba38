import { callsUnderWay } from "./call-queue.ts";
import { insideCallback } from "./callback-depth.ts";
import { CHECKED } from "./checks.ts";
import { detach } from "./detach.ts";
import { addressOfBytes } from "./engine.ts";
import type { Place } from "./slab.ts";

const GRAIN = 16;
const FIRST = 1024;
const LARGEST = 1 << 16;

/** Zeroed memory of JavaScript's that ends all at once. */
export class Arena {
  #buffers: ArrayBuffer[] = [];
  #view: DataView = new DataView(new ArrayBuffer(0));
  #used = 0;
  #next = FIRST;

  /** Zeroed memory; `align` is a power of two. */
  place(size: number, align: number): Place {
    const grains = (size + (GRAIN - 1)) & -GRAIN;
    if (align > GRAIN || grains > LARGEST / 4) return this.#alone(size, align);
    if (this.#used + grains > this.#view.byteLength) {
      this.#view = this.#open(Math.max(this.#next, grains));
      this.#used = 0;
      this.#next = Math.min(2 * this.#next, LARGEST);
    }
    const offset = this.#used;
    this.#used += grains;
    return { view: this.#view, offset };
  }

  /**
   * In checked mode nobody can use it any more; otherwise it goes when nobody does. So it is while C might be using it: when a callback
   * is running or calls are under way on other threads.
   */
  end(): void {
    if (CHECKED && !insideCallback() && !callsUnderWay()) for (const buffer of this.#buffers) detach(buffer, false);
    this.#buffers = [];
    this.#view = new DataView(new ArrayBuffer(0));
    this.#used = 0;
  }

  #alone(size: number, align: number): Place {
    const view = this.#open(Math.max(size + (align > GRAIN ? align : 0), FIRST));
    const past = Number(addressOfBytes(new Uint8Array(view.buffer)) % BigInt(align));
    return { view, offset: past === 0 ? 0 : align - past };
  }

  #open(size: number): DataView {
    const buffer = new ArrayBuffer(size);
    this.#buffers.push(buffer);
    return new DataView(buffer);
  }
}
