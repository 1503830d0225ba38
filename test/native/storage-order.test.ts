import { expect, test } from "vitest";
import * as s from "../../fixtures/storage-order/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("storage-order");

/** Names of a record's members. */
const members = (record: { readonly prototype: object }): readonly string[] =>
  Object.keys(Object.getOwnPropertyDescriptors(record.prototype)).filter((name) => name !== "constructor");

const made = (length: number): s.struct_message => {
  const at = s.message_make(length);
  if (at === null) throw new Error("message_make");
  return s.struct_message.at(at);
};

test("scalars in another byte order have no accessor, what stands between them has", () => {
  const message = made(0x01020304);
  expect(members(s.struct_message)).toEqual(["letter", "bytes", "inner", "own", "several"]);
  expect([message.letter, ...message.bytes, message.inner.x, message.own]).toEqual([97, 1, 2, 3, 4, 5]);
  message.letter = 1;
  message.own = 20;
  expect(s.message_total(message)).toBe(0x01020304 + 1 + 4 + 20 + 6);
});

test("by attribute, behind a macro, of a union, by pragma, by pragmas in other headers", () => {
  const none = [s.port_number, s.struct_by_pragma_z, s.struct_by_header];
  expect(none.map(members)).toEqual([[], [], []]);
  expect([s.port_number.size, s.struct_by_pragma_z.size, s.struct_by_header.size]).toEqual([2, 4, 4]);
  expect([members(s.union_parts), members(s.struct_by_pragma)]).toEqual([["bytes"], ["z"]]);
});

test("a typedef of a record in another order is not that record", () => {
  expect("plain_as_big" in s).toBe(false);
  expect(members(s.struct_uses)).toEqual(["second", "third"]);
  expect(members(s.struct_plain)).toEqual(["x"]);
});

test("records in the order of the target are as always", () => {
  const usual = [s.struct_as_usual, s.struct_not_by_pragma, s.struct_behind_pragma, s.struct_behind_header];
  expect(usual.map(members)).toEqual([["x"], ["x"], ["x"], ["x"]]);
  expect(s.behind_header_make(7).x).toBe(7);
});

test("no function passes such a record by value, and no macro reads one", () => {
  for (const name of ["port_of", "by_header_make"]) expect([name in s, s.has(name)]).toEqual([false, true]);
  for (const name of ["MESSAGE_LENGTH", "MESSAGE_LOW", "MESSAGE_LIST", "FIRST_PORT", "PORT", "AS_BIG", "AS_BIG_AT"])
    expect({ [name]: name in s }).toEqual({ [name]: false });
  expect(s.MESSAGE_LETTER(made(1))).toBe(97);
  const plain = s.struct_plain.alloc();
  plain.x = 7;
  expect(s.AS_PLAIN(plain)).toBe(7);
});
