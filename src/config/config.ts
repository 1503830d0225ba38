import { z } from "zod";
import { Annotations } from "../spec/annotations/annotation.ts";
import { explainFault } from "../spec/schema-faults.ts";
import {
  type Field,
  HEADER_FIELDS,
  MODULE_FIELDS,
  PACKAGE_FIELDS,
  REPORT_FIELDS,
  SHIM_FIELDS,
  STYLE_FIELDS,
  TARGET_FIELDS,
} from "./fields.ts";

/** One binding: a library, its headers, and what is to become of them. Paths are relative to the config. */
export interface LibraryConfig {
  readonly $schema?: string | undefined;
  /** Header files, or names that clang finds on its include path. */
  readonly headers?: readonly string[] | undefined;
  readonly pkg?: string | undefined;
  readonly library?: string | undefined;
  readonly clangArgs?: readonly string[] | undefined;
  readonly libclang?: string | undefined;
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly select?: string | undefined;
  readonly opaque?: readonly string[] | undefined;
  readonly transitive?: boolean | undefined;
  readonly comments?: boolean | undefined;
  readonly cache?: boolean | undefined;
  /** Systems whose headers are read, as clang names them. */
  readonly targets?: readonly TargetConfig[] | undefined;
  readonly rename?: readonly string[] | undefined;
  readonly stripPrefix?: readonly string[] | undefined;
  readonly enumStyle?: "both" | "constants" | "object" | undefined;
  /** What C does not say of its functions and types, or JSON files that say it. */
  readonly annotations?: Annotations | string | readonly (Annotations | string)[] | undefined;
  readonly output?: string | undefined;
  readonly shim?: boolean | undefined;
  readonly cc?: string | undefined;
  readonly link?: readonly string[] | undefined;
  readonly prototype?: readonly string[] | undefined;
  readonly spec?: string | undefined;
  readonly report?: string | undefined;
  readonly package?: PackageConfig | undefined;
}

/** A system whose headers are read, as clang names it; with what clang is told besides where it reads for that one. */
export type TargetConfig = string | { readonly target: string; readonly clangArgs?: readonly string[] | undefined };

/** The npm package that `c2ts package` makes of a binding. */
export interface PackageConfig extends PackageInfo {
  /** One for each platform, as `c2ts dump` wrote them; without: the headers are read, for this machine's platform. */
  readonly specs?: readonly string[] | undefined;
  readonly licenseFile?: string | undefined;
  readonly readme?: string | undefined;
  readonly output?: string | undefined;
}

/** One binding, or several. */
export type Config = LibraryConfig | { readonly libraries: readonly LibraryConfig[] };

/** What a package is called and says of itself. */
export interface PackageInfo {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  /** SPDX expression, `SEE LICENSE IN <file>`, or `UNLICENSED`: nobody else may use it. */
  readonly license?: string | undefined;
  readonly description?: string | undefined;
  readonly author?: string | undefined;
  /** Of the package's sources: a URL. */
  readonly repository?: string | undefined;
  readonly homepage?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  /** Version of the C library whose headers were read. */
  readonly libraryVersion?: string | undefined;
  /** Further fields of package.json: `funding`, `publishConfig`. */
  readonly manifest?: Readonly<Record<string, unknown>> | undefined;
}

const FIELDS: { readonly [key: string]: Field } = {
  ...HEADER_FIELDS,
  ...TARGET_FIELDS,
  ...STYLE_FIELDS,
  ...MODULE_FIELDS,
  ...SHIM_FIELDS,
  ...REPORT_FIELDS,
};

function schemaOf({ type, text }: Field): z.ZodType {
  if (typeof type === "object") return z.enum(type).describe(text);
  switch (type) {
    case "strings":
      return z.array(z.string()).describe(text);
    case "on":
    case "off":
      return z.boolean().describe(text);
    case "string":
    case "file":
      return z.string().min(1).describe(text);
  }
}

/** For editors. */
const $schema = z.string().optional();

const oneAnnotations = z.union([z.string(), Annotations], {
  error: "expected annotations, or the path of a JSON file",
});

const oneTarget = z.union(
  [
    z.string(),
    z.strictObject({
      target: z.string().describe("a system, as clang names it: `aarch64-linux-gnu`"),
      clangArgs: z
        .array(z.string())
        .optional()
        .describe("arguments for clang where it reads for this system: `--sysroot=folder`"),
    }),
  ],
  { error: "expected a target, `aarch64-linux-gnu`, or `{ target, clangArgs }`" },
);

const optionalFields = (fields: { readonly [key: string]: Field }): { [key: string]: z.ZodType } =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, schemaOf(field).optional()]));

const PackageConfig = z.strictObject({
  specs: z
    .array(z.string())
    .min(1)
    .optional()
    .describe("specs, one for each platform, instead of reading the headers for this machine's"),
  ...optionalFields(PACKAGE_FIELDS),
  manifest: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("further fields of package.json: `funding`, `publishConfig`"),
});

export const LibraryConfig = z
  .strictObject({
    $schema,
    headers: z.array(z.string()).optional().describe("header files, or names that clang finds on its include path"),
    clangArgs: z.array(z.string()).optional().describe("arguments for clang: `-DNAME`, `-I/path`"),
    annotations: z
      .union([oneAnnotations, z.array(oneAnnotations)])
      .optional()
      .describe("what C does not say of its functions and types, or JSON files that say it"),
    ...optionalFields(FIELDS),
    targets: z.array(oneTarget).optional().describe(TARGET_FIELDS.targets.text),
    package: PackageConfig.optional().describe("the npm package that `c2ts package` makes of the binding"),
  })
  // The fields are those of the interface: a test compares the two.
  .meta({ id: "LibraryConfig" }) as unknown as z.ZodType<LibraryConfig>;

const Several = z.strictObject({ $schema, libraries: z.array(LibraryConfig).min(1) });

/** @throws z.ZodError */
export function parseConfig(value: unknown): readonly LibraryConfig[] {
  const isSeveral = typeof value === "object" && value !== null && "libraries" in value;
  const explained = { error: explainFault };
  return isSeveral ? Several.parse(value, explained).libraries : [LibraryConfig.parse(value, explained)];
}

/** JSON Schema of a config, as published in docs/config.schema.json. */
export function configJsonSchema(): object {
  return z.toJSONSchema(z.union([LibraryConfig, Several]), { io: "input" });
}
