import { readFileSync } from "node:fs";
import { dump, loadSpec, type Spec } from "c2ts";
import { expect, test } from "vitest";
import { FEATURES, FIXTURES, fixtureFlags } from "../support/fixtures.ts";
import { installedLibclang } from "../support/libclang.ts";

/**
 * Every fixture gives the checked-in spec with another libclang too. A process loads one libclang, so each version has
 * its own test file.
 *
 * Explained differences, which `comparable` takes away:
 * - the version itself;
 * - where the compiler's own headers declare something: clang 17 split `stddef.h` and `stdarg.h` into `__stddef_size_t.h`,
 *   `__stdarg_va_list.h` and so on.
 */
export function specsAreTheSameWith(major: number, refused: readonly string[] = []): void {
  test.for(refused)(`libclang ${major} itself refuses %s`, (feature) => {
    const read = (): unknown => dump([`${FIXTURES}${feature}/${feature}.h`], { libclang: installedLibclang(major) });
    expect(read).toThrow(/is not supported on this target/);
  });

  test.for(FEATURES.filter((feature) => !refused.includes(feature)))(
    `libclang ${major} reads %s as libclang 19 does`,
    (feature) => {
      const { spec } = dump([`${FIXTURES}${feature}/${feature}.h`], {
        libclang: installedLibclang(major),
        clangArguments: fixtureFlags(feature),
      });
      expect(spec.clang).toMatch(new RegExp(`^${major}\\.`));
      const golden = loadSpec(readFileSync(`${FIXTURES}${feature}/spec.json`, "utf8"), feature);
      expect(comparable(spec)).toEqual(comparable(golden));
    },
  );
}

const COMPILER_HEADER = /^(stddef|stdarg|stdint|stdbool|limits|float)\.h$|^__std/;

function comparable(spec: Spec): unknown {
  const declarations = spec.declarations.map((declaration) =>
    COMPILER_HEADER.test(declaration.location.file) ? { ...declaration, location: null } : declaration,
  );
  return { ...spec, clang: null, declarations };
}
