import { expect, test } from "vitest";
import { ModuleWriter } from "../../../src/emit/module-writer.ts";

test("lines are indented each, blank ones are not", () => {
  const writer = new ModuleWriter();
  writer.writeLine("a");
  writer.setIndentationLevel(2);
  writer.writeLine("b\n\n  c");
  writer.setIndentationLevel(0);
  writer.writeLine("d");
  expect(writer.toString()).toBe("a\n    b\n\n      c\nd");
});

test("one blank line where one is wanted, however often", () => {
  const writer = new ModuleWriter();
  writer.writeLine("a");
  writer.blankLineIfLastNot();
  writer.blankLineIfLastNot();
  writer.writeLine("b");
  writer.blankLine();
  writer.blankLineIfLastNot();
  writer.writeLine("c");
  expect(writer.toString()).toBe("a\n\nb\n\nc");
});
