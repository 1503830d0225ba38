import { fileURLToPath } from "node:url";
import { configJsonSchema, reportJsonSchema, specJsonSchema } from "c2ts";
import { expect, test } from "vitest";

const SCHEMAS = [
  { name: "spec", made: specJsonSchema },
  { name: "report", made: reportJsonSchema },
  { name: "config", made: configJsonSchema },
];

test.each(SCHEMAS)("the published JSON Schema of a $name is the one that the program uses", async ({ name, made }) => {
  const published = fileURLToPath(new URL(`../../docs/${name}.schema.json`, import.meta.url));
  await expect(`${JSON.stringify(made(), null, 2)}\n`).toMatchFileSnapshot(published);
});
