import type { Inspection } from "./inspect/inspection.ts";
import type { InspectInput } from "./inspect.ts";
import { inspect, inspectAll } from "./inspect.ts";
import { readAssets } from "./page/assets.ts";
import { libraryPage } from "./page/library-page.ts";
import { renderPage } from "./page/render/render-page.ts";
import { bindingReport } from "./spec/binding-report.ts";

/**
 * A page of a library to look at in a browser, in one file that needs no other.
 *
 * @param names of what to show; none: everything, with an account of what is left out.
 */
export function inspectPage(input: InspectInput, names: readonly string[] = []): string {
  const { spec, module, problems = module.problems, declared } = input;
  if (names.length > 0)
    return renderPage(libraryPage(spec, unique(names.flatMap((name) => inspect(input, name))), null), readAssets());
  const report = bindingReport({
    spec,
    bound: module.bound,
    problems,
    ...(declared === undefined ? {} : { declared }),
  });
  return renderPage(libraryPage(spec, inspectAll(input), report), readAssets());
}

function unique(found: readonly Inspection[]): readonly Inspection[] {
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
