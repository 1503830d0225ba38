import { dump, emitModule } from "c2ts";
import { expect, test } from "vitest";
import { installedLibclang } from "../../support/libclang.ts";

const HEADER = `
typedef _Bool mask __attribute__((ext_vector_type(8)));
struct masked { char c; mask m; char d; };
`;

test("the elements of a vector of bool are bits, so it is no array in memory", () => {
  const { spec } = dump(["memory.h"], {
    libclang: installedLibclang(19),
    files: [{ file: "memory.h", text: HEADER }],
  });
  const layouts = spec.declarations.flatMap((one) => (one.kind === "record" ? [one.layout] : []));
  expect(layouts[0]?.size).toBe(3);
  const { problems } = emitModule(spec, { library: null });
  expect(problems.map(({ problem }) => problem.code)).toEqual(["unsupported-member", "unsupported-type"]);
});
