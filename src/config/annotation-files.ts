import { dirname, relative, resolve, sep } from "node:path";
import type { Annotation, Annotations } from "../spec/annotations/annotation.ts";

/** Every `converter` of annotations with another path in front of its `#`; packages keep their names. */
export function mapConverters(annotations: Annotations, map: (path: string) => string): Annotations {
  const mapped = (value: unknown): unknown => {
    if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]: [string, unknown]) =>
        key === "converter" && typeof inner === "string" ? [key, mapReference(inner, map)] : [key, mapped(inner)],
      ),
    );
  };
  return mapped(annotations) as Annotations;
}

function mapReference(reference: string, map: (path: string) => string): string {
  const at = reference.lastIndexOf("#");
  const path = reference.slice(0, at);
  return /^(\.\.?[\\/]|[\\/])/.test(path) ? `${map(path)}${reference.slice(at)}` : reference;
}

/** Annotations as a module imports their converters: from its own folder. */
export function convertersFrom(annotations: Annotations, output: string | undefined): Annotations {
  const folder = dirname(resolve(output ?? "module.ts"));
  return mapConverters(annotations, (path) => {
    const specifier = relative(folder, path).split(sep).join("/");
    return specifier.startsWith(".") ? specifier : `./${specifier}`;
  });
}

/** Of two that say the same thing the later one has the word. */
export function mergeAll(all: readonly Annotations[]): Annotations {
  const merged: { [key: string]: Annotation } = {};
  for (const one of all) {
    for (const [key, annotation] of Object.entries(one)) merged[key] = { ...merged[key], ...annotation };
  }
  return merged;
}
