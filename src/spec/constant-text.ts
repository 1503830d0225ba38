import { assertNever } from "./assert-never.ts";
import type { ConstantValue } from "./declaration.ts";

/** A constant's value as people read it; of a record or array as C's initializer says it: `{ .x = 3, .y = 4 }`. */
export function constantText(value: ConstantValue): string {
  switch (value.kind) {
    case "int":
    case "float":
    case "pointer":
      return value.value;
    case "string":
      return JSON.stringify(value.value);
    case "bytes":
      return `bytes ${value.value}`;
    case "record":
      return `{ ${value.value.map((member) => `.${member.name} = ${constantText(member.value)}`).join(", ")} }`;
    case "array":
      return `{ ${value.value.map(constantText).join(", ")} }`;
    default:
      return assertNever(value);
  }
}
