import { expect, test } from "vitest";
import { emitModule } from "../../../src/emit/emit-module.ts";
import { dump } from "../../../src/parser/dump.ts";
import { FEATURES, FIXTURES, fixtureAnnotations, fixtureFlags } from "../../support/fixtures.ts";
import { installedLibclang } from "../../support/libclang.ts";

// The cache keeps JSON: nothing may be lost by it, such as an `undefined`, an infinity or a bigint.
for (const feature of FEATURES) {
  test(`all that is known of ${feature} survives as JSON`, () => {
    const libclang = installedLibclang(19);
    let read: ReturnType<typeof dump>;
    try {
      read = dump([`${FIXTURES}${feature}/${feature}.h`], { libclang, clangArguments: fixtureFlags(feature) });
    } catch (error) {
      expect(error).toHaveProperty("diagnostics"); // a header that is refused
      return;
    }
    expect(JSON.parse(JSON.stringify(read))).toStrictEqual(read);
    const annotations = fixtureAnnotations(feature);
    const { code, problems, counts } = emitModule(read.spec, { library: null, annotations });
    expect(JSON.parse(JSON.stringify({ code, problems, counts }))).toStrictEqual({ code, problems, counts });
  });
}
