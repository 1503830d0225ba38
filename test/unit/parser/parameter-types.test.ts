import { dump } from "c2ts";
import { expect, test } from "vitest";
import { printType } from "../../../src/spec/c-printer.ts";
import { installedLibclang } from "../../support/libclang.ts";

const PRELUDE = `#include <stddef.h>
#include <stdint.h>
struct list { struct list *next; int shared; union { int32_t number; void *pointer; }; struct { short deep; } named; };
struct other { int shared, other_only; };
typedef struct { int untagged; } untagged_t;
typedef struct node node;
void *node_take(node *n, const char *text, size_t size);
int node_count(const node *n);
int any(int count, ...);
`;

/** Parameters, body, and the type of each parameter; or why there is none. */
const CASES: readonly (readonly [string, string, readonly string[] | RegExp])[] = [
  // By what is called
  ["p, t, n", "node_take(p, t, n)", ["node *", "const char *", "size_t"]],
  ["p", "(node_count(p) ? node_take(p, 0, 0) : 0)", ["node *"]],
  ["x", "any(1, x)", /no type of its own/],
  // By conversions: any integer may be given
  ["x", "((uint8_t)(x))", ["uint8_t, any integer"]],
  ["x", "((uint8_t)(x) | (uint32_t)(x) << 8)", ["uint32_t, any integer"]],
  ["p", "((struct list *)(p))->shared", ["struct list *"]],
  ["p", "(((const unsigned char *)(p))[0])", ["void *"]],
  ["x", "((double)(x))", ["double"]],
  // By what stands beside it
  ["x", "((x) + 1)", ["int"]],
  ["x", "((x) * 10000000000)", ["long"]],
  ["x", "((x) % 3u)", ["unsigned int"]],
  ["x", "((x) / 2.0)", ["double"]],
  ["a, b", "((a) > (b) ? (a) : (b))", ["double", "double"]],
  ["x", "((x) == (char *)0)", ["void *"]],
  ["p, n", "((p) ? (p) : (char *)(n))", ["void *", "void *"]],
  // Beside a pointer
  ["p, n", "((char *)(p) + (n))", ["void *", "long"]],
  ["p, n", "((n) + (char *)(p))", ["void *", "long"]],
  ["p, n", "((char *)(p) - (n))", ["void *", "long"]],
  ["p, n", "(*((unsigned char *)(p) + (n) * 4))", ["void *", "int"]],
  ["p, i", "(((int *)(p))[i])", ["void *", "int"]],
  ["a, b, n", "((char *)(a) - (char *)(b) == (n))", ["void *", "void *", "long"]],
  ["a, b, n", "((char *)(a) + ((char *)(b) - (char *)(a)) + (n))", ["void *", "void *", "long"]],
  // By the members of the only record that has them
  ["p", "((p)->next)", ["struct list *"]],
  ["p", "((p)->number)", ["struct list *"]],
  ["p", "((p)->number + (p)->shared)", ["struct list *"]],
  ["p", "((p)->shared + (p)->other_only)", ["struct other *"]],
  ["p", "((p)->named.deep)", ["struct list *"]],
  ["p", "((p)->untagged)", ["untagged_t *"]],
  ["p", "((p)->next != (void *)(p))", ["struct list *"]],
  ["p", "((p)->shared)", /several records have 'shared'/],
  ["p", "((p)->missing)", /no record has 'missing'/],
  ["p", "((p)->number + (p)->other_only)", /no record has 'number' and 'other_only'/],
  ["p", "((p)->deep)", /only a record without a name has 'deep'/],
  ["p", "((p)->next + *(p))", /it is dereferenced$/],
  ["p", "((p).shared)", /it is a record/],
  // Nothing
  ["x", "7", ["void"]],
  ["x", "(x)", /whatever it is/],
];

test("the types that uses give to parameters", () => {
  const macros = CASES.map(([parameters, body], i) => `#define M${i}(${parameters}) ${body}\n`);
  const text = `${PRELUDE}${macros.join("")}`;
  const { spec } = dump(["uses.h"], { libclang: installedLibclang(19), files: [{ file: "uses.h", text }] });
  const found = new Map(spec.declarations.map((one) => [one.name, one.kind === "macro" ? one.meaning : null]));
  const got = CASES.map(([parameters, body, want], i) => {
    const meaning = found.get(`M${i}`);
    if (meaning?.kind === "inexpressible") {
      const isExpected = want instanceof RegExp && want.test(meaning.reason);
      return [parameters, body, isExpected ? want : meaning.reason];
    }
    if (meaning?.kind !== "expression") return [parameters, body, meaning?.kind];
    const types = meaning.parameters.map(({ type, modular }) => `${printType(type)}${modular ? ", any integer" : ""}`);
    return [parameters, body, types];
  });
  expect(got).toEqual(CASES);
});
