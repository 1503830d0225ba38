import { z } from "zod";
import type { BindingReport } from "./binding-report.ts";
import { DECLARED_KINDS } from "./declared.ts";
import { SourceLocation } from "./location.ts";

const count = z.int().nonnegative();
const tally = {
  declared: count.describe("the sum of the five below"),
  bound: count.describe("all of it is in the module"),
  degraded: count.describe("in the module, but a part of it is not"),
  leftOut: count,
  noValue: count.describe("macros that stand for no value: include guards, attributes, fragments of code"),
  excluded: count.describe("not asked for"),
};
const kind = z.enum(DECLARED_KINDS);

/** Apart from the type, so that whoever writes reports does not load the schema library. */
const Report: z.ZodType<BindingReport> = z
  .strictObject({
    format: z.string().regex(/^\d+\.\d+$/),
    headers: z.array(z.string()),
    target: z.string().describe("clang's triple; of several targets the first"),
    targets: z.array(z.string()).describe("the triples of all targets; since 1.1"),
    declarations: z
      .strictObject({
        ...tally,
        byKind: z.partialRecord(kind, z.strictObject(tally)),
        needed: count.describe("not asked for, but in the spec because others need them; not counted in `declared`"),
      })
      .describe("What the selected files declare at file scope, each thing once however often it is declared."),
    problems: z.array(
      z.strictObject({
        code: z.string().describe("one for each reason, for programs to compare") as z.ZodType<
          BindingReport["problems"][number]["code"]
        >,
        severity: z.enum(["info", "warning"]),
        outcome: z
          .enum(["degraded", "leftOut", "noValue", "note"])
          .describe("what became of the declaration; `note`: this problem took nothing from it"),
        kind: kind.nullable(),
        name: z
          .string()
          .nullable()
          .describe("the C name; a tag without `struct`; null for what is about no declaration"),
        location: SourceLocation.nullable(),
        targets: z
          .array(z.string())
          .nullable()
          .describe("the targets for which alone it holds; null: for all; since 1.1"),
        text: z.string().describe("one sentence for people"),
        details: z
          .record(z.string(), z.union([z.string(), z.number(), z.null()]))
          .describe("what the sentence is made of"),
      }),
    ),
    excluded: z.array(
      z.strictObject({
        kind,
        name: z.string(),
        location: SourceLocation,
        by: z.string().describe("the option that says so"),
      }),
    ),
  })
  .meta({ id: "Report", title: "c2ts report", description: "What became of everything that C headers declare." });

/** JSON Schema (2020-12) of what `--report file.json` writes, as published in docs/report.schema.json. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(Report);
}

/** @throws z.ZodError */
export function parseReport(json: unknown): BindingReport {
  return Report.parse(json);
}
