import { bytes, c, elements } from "c2ts-runtime";
import { expect, test } from "vitest";

/** The byte behind an array of bytes. */
const behind = ({ buffer, byteOffset, byteLength }: Uint8Array): number | undefined =>
  new Uint8Array(buffer, byteOffset)[byteLength];

test("behind text that is counted stands a NUL, which is not: C may point to the end of it", () => {
  for (let length = 0; length < 100; length++) {
    Buffer.from("x".repeat(200)); // what small buffers are made of is not empty
    const text = "é".repeat(length);
    const given = bytes(text, "f", "p");
    expect([given.length, given.memory.byteLength, behind(given.memory)]).toEqual([2 * length, 2 * length, 0]);
    const { memory, length: counted } = elements(c.char, text, "f", "p");
    expect(memory).toBeInstanceOf(Uint8Array);
    expect([counted, memory instanceof Uint8Array ? behind(memory) : null]).toEqual([2 * length, 0]);
  }
});
