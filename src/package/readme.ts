import type { ReportedProblem } from "../spec/binding-report.ts";
import type { CompleteInfo } from "./complete-info.ts";
import type { Platform } from "./platform-of-triple.ts";
import { BUILD_SCRIPT, type ShimFiles } from "./shim-files.ts";

/** What the README tells besides what the package's author wrote for it. */
export interface ReadmeFacts {
  readonly library: string | null;
  readonly headers: readonly string[];
  readonly platforms: readonly Platform[];
  /** `80 functions, 4 records, …` */
  readonly contents: string;
  /** A function that the module exports, to show how; `null` if it has none. */
  readonly example: string | null;
  /** Whether there is an `api`. */
  readonly annotated: boolean;
  readonly data: readonly string[];
  /** What is said of each declaration that is not there, or not whole. */
  readonly problems: readonly ReportedProblem[];
  /** Wrappers in C, if it has any. */
  readonly shim: ShimFiles | null;
  /** Range of koffi that the runtime needs. */
  readonly koffi: string;
  /** Markdown of the package's author. */
  readonly intro: string | null;
}

/** README.md of a package. */
export function readme(info: CompleteInfo, facts: ReadmeFacts): string {
  const { headers, library, intro } = facts;
  const version = info.libraryVersion === undefined ? "" : ` ${info.libraryVersion}`;
  const of = library === null ? headers.map(code).join(", ") : `${library}${version} (${headers.map(code).join(", ")})`;
  return [
    `# ${info.name}`,
    info.description ?? `TypeScript bindings of ${of}.`,
    ...(intro === null ? [] : [intro.trim()]),
    ...usage(info, facts),
    ...contents(of, info.name, facts),
    ...wrappers(info.name, facts),
    ...leftOut(facts.problems),
    "## License",
    license(info.license),
    "",
  ].join("\n\n");
}

function usage(info: CompleteInfo, { example, platforms, koffi, library }: ReadmeFacts): readonly string[] {
  const name = example ?? "has";
  const systems = platforms.map(({ os, cpu, libc }) => `${os} ${cpu}${libc === null ? "" : ` (${libc})`}`).join(", ");
  const needs =
    library === null || library === "@program"
      ? ""
      : ` The library itself (\`${library}\`) has to be installed, as your system has it; no compiler, no headers and no clang.`;
  return [
    "## Usage",
    fenced("sh", `npm install ${info.name}`),
    `npm brings \`c2ts-runtime\` and koffi along, which are peers: there is to be one of each in a program. With Yarn name them: \`yarn add ${info.name} c2ts-runtime koffi@${koffi}\`.`,
    fenced("js", `import { ${name} } from "${info.name}";`),
    fenced("js", `const { ${name} } = require("${info.name}"); // the same module, from CommonJS`),
    `For ${systems}, with Node 20.19 or newer.${needs}`,
    "Types need `moduleResolution` `node16`, `nodenext` or `bundler`; CommonJS written in TypeScript needs `module` `nodenext` or `node20` and TypeScript 5.8.",
  ];
}

function contents(
  of: string,
  name: string,
  { contents, annotated, data, library, shim }: ReadmeFacts,
): readonly string[] {
  const [spec = "spec.json", ...others] = data;
  const annotations = others.find((path) => path.endsWith("annotations.json"));
  const again = [
    `npx c2ts emit node_modules/${name}/${spec}`,
    ...(library === null ? [] : [`--lib ${library}`]),
    ...(annotations === undefined ? [] : [`--annotations node_modules/${name}/${annotations}`]),
    ...(shim === null ? [] : ["--shim"]),
    "-o module.ts",
  ].join(" ");
  const api = annotated ? " `api` has the functions whose out-parameters, ownership and failures are known." : "";
  return [
    "## What is in it",
    `Made by [c2ts](https://www.npmjs.com/package/c2ts) from ${of}: ${contents}, under their C names; each has its C prototype and the header's comment in the editor.${api}`,
    "What the headers say is in the package too, so that the module can be made again, in another style:",
    fenced("sh", again),
  ];
}

function wrappers(name: string, { shim }: ReadmeFacts): readonly string[] {
  if (shim === null) return [];
  const keys = shim.prebuilt.map((path) => code(path.split("/")[1] ?? path)).join(", ");
  return [
    "## Wrappers in C",
    `What no dynamic call reaches, such as \`static inline\` functions, is called through wrappers in C, which are built for ${keys}. Elsewhere, or to have them built of your own headers, this builds them; it needs a C compiler (\`CC\`, else cc, gcc or clang) and the library's headers, and installing never runs it:`,
    fenced("sh", `node node_modules/${name}/${BUILD_SCRIPT}`),
    `Without them all else works, and a call of one of these throws an error: ${shim.functions.map(code).join(", ")}.`,
  ];
}

function leftOut(problems: readonly ReportedProblem[]): readonly string[] {
  if (problems.length === 0) return ["## What is left out", "Nothing."];
  const cell = (text: string): string => text.replaceAll(/[|<>*_`\\]/g, "\\$&").replaceAll(/\s+/g, " ");
  const rows = problems.map(({ name, kind, location, outcome, text }) => {
    const where = location === null ? "" : `${location.file}:${location.line}`;
    return `| ${[name ?? "", kind ?? "", where, outcome === "degraded" ? `in part: ${text}` : text].map(cell).join(" | ")} |`;
  });
  return ["## What is left out", ["| name | | where | why |", "|---|---|---|---|", ...rows].join("\n")];
}

function license(given: string): string {
  return given === "UNLICENSED"
    ? "None: this package is not for others."
    : `${given}, for the bindings. The library has its own.`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
