import { fileURLToPath } from "node:url";
import { specJsonSchema } from "c2ts";
import { expect, test } from "vitest";

const published = fileURLToPath(new URL("../../docs/spec.schema.json", import.meta.url));

test("the published JSON Schema is the one that loading uses", async () => {
  await expect(`${JSON.stringify(specJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(published);
});
