import { dump, type Spec } from "c2ts";
import { describe, expect, test } from "vitest";
import { TypeTable } from "../../src/spec/abi/type-table.ts";
import type { Expression } from "../../src/spec/expression.ts";
import { compareMacros, type MacrosToCompare } from "../fuzz/expressions/compare-macros.ts";

/** Real headers, and some of the macros that must be among those that are called. */
const HEADERS: readonly { readonly header: string; readonly some: readonly string[] }[] = [
  { header: "sys/wait.h", some: ["WEXITSTATUS", "WIFEXITED", "WIFSIGNALED", "WTERMSIG", "WSTOPSIG", "WCOREDUMP"] },
  { header: "sys/stat.h", some: ["S_ISDIR", "S_ISREG", "S_ISLNK"] },
  { header: "sys/time.h", some: ["timerisset"] },
  { header: "netinet/in.h", some: ["IN_CLASSA", "IN_MULTICAST", "IN6_IS_ADDR_MULTICAST"] },
  { header: "byteswap.h", some: ["bswap_16", "bswap_32", "bswap_64"] },
  { header: "endian.h", some: ["htobe16", "le32toh", "be64toh"] },
  { header: "linux/videodev2.h", some: ["v4l2_fourcc", "v4l2_fourcc_be", "V4L2_FIELD_HAS_TOP", "V4L2_TYPE_IS_OUTPUT"] },
  { header: "linux/rtnetlink.h", some: ["RTA_ALIGN", "RTM_FAM", "RTA_PAYLOAD", "RTNH_ALIGN"] },
  { header: "linux/kdev_t.h", some: ["MAJOR", "MINOR", "MKDEV"] },
  { header: "elf.h", some: ["ELF32_R_SYM", "ELF64_R_INFO", "ELF64_ST_BIND"] },
  { header: "openssl/err.h", some: ["ERR_PACK"] },
  { header: "openssl/evp.h", some: ["EVP_ENCODE_LENGTH", "EVP_DECODE_LENGTH"] },
];

describe.for(HEADERS)("$header", ({ header, some }) => {
  test("its macros give in TypeScript what they give in C: value, sign and width", { timeout: 120_000 }, async () => {
    const { spec } = dump([header]);
    const { names, wrong, values, refused } = await compareMacros({
      header: `#include <${header}>\n`,
      spec,
      takes: callable(spec),
      seed: 4711,
    });
    expect(wrong).toEqual([]);
    expect(names).toEqual(expect.arrayContaining([...some]));
    expect(refused).toBe(0);
    expect(values).toBeGreaterThanOrEqual(names.length * 20);
  });
});

/** Macros that compute numbers of numbers, or read them from memory that is there. */
function callable(spec: Spec): MacrosToCompare["takes"] {
  const types = new TypeTable(spec);
  const isNumber = (kind: string): boolean => ["int", "bool", "float", "enum", "void"].includes(kind);
  return ({ parameters, result, body }) => {
    const kinds = parameters.map(({ type }) => types.resolve(type).kind);
    const takesPointers = kinds.length > 0 && kinds.every((kind) => kind === "pointer");
    const { kind } = types.resolve(result);
    return (takesPointers || kinds.every(isNumber)) && kind !== "void" && isNumber(kind) && isComputed(body, false);
  };
}

/** Whether an expression calls nothing, and follows no pointer out of memory that an argument points to. */
function isComputed(expression: Expression, inMemory: boolean): boolean {
  switch (expression.kind) {
    case "int":
    case "float":
    case "parameter":
    case "local":
      return true;
    case "string":
    case "global":
    case "address":
      return false;
    case "call":
      return (
        expression.function.startsWith("__builtin_") && expression.arguments.every((one) => isComputed(one, inMemory))
      );
    case "dereference":
      return !inMemory && isComputed(expression.of, true);
    case "unary":
    case "cast":
    case "member":
      return isComputed(expression.of, inMemory);
    case "binary":
    case "comma":
      return isComputed(expression.left, inMemory) && isComputed(expression.right, inMemory);
    case "conditional":
      return [expression.condition, expression.whenTrue, expression.whenFalse].every((one) =>
        isComputed(one, inMemory),
      );
    case "let":
      return isComputed(expression.value, inMemory) && isComputed(expression.body, inMemory);
  }
}
