import { basename, dirname, relative } from "node:path";
import { ExportError } from "./export/export-error.ts";
import { printHeader } from "./export/print-header.ts";
import { printSource } from "./export/print-source.ts";
import { readApi } from "./export/read-api.ts";

export interface ExportOptions {
  /** Where the header is to be; the C file includes it from there. */
  readonly header: string;
  /** Where the C file is to be. */
  readonly source: string;
  /** `#include` lines for the types of generated modules, instead of the headers that these were made from. */
  readonly includes?: readonly string[];
}

/** C that calls a TypeScript program: the text of a header and of a C file. */
export interface ExportedC {
  readonly header: string;
  readonly source: string;
  /** How many functions there are. */
  readonly count: number;
}

/**
 * What C needs to call the functions that a TypeScript file declares with `exportToC`.
 * @throws ExportError
 */
export function exportApi(file: string, options: ExportOptions): ExportedC {
  const api = readApi(file);
  const missing = api.functions
    .flatMap(({ result, parameters }) => [...(result === null ? [] : [result]), ...parameters.map(({ type }) => type)])
    .find((type) => type.includes === null);
  if (missing !== undefined && options.includes === undefined) {
    throw new ExportError(
      `${basename(file)}: which header declares '${missing.c}'? Its module does not say: name it with --header`,
    );
  }
  const includes = options.includes?.map((one) => (/^[<"]/.test(one) ? one : `"${one}"`)) ?? null;
  const path = relative(dirname(options.source), options.header).replaceAll("\\", "/");
  return { header: printHeader(api, includes), source: printSource(api, path), count: api.functions.length };
}
