import type { Annotation, Annotations, ParameterAnnotation } from "./annotation.ts";
import { ANNOTATION_KEYS } from "./annotation-keys.ts";

const OWN_KEYS: ReadonlySet<string> = new Set(ANNOTATION_KEYS);

/** What is said of one declaration, and by which keys of the config. */
export interface Said {
  readonly annotation: Annotation;
  readonly parameters: ReadonlyMap<string, SaidOfParameter>;
  /** Key that says something about it: the exact one where there is one. */
  readonly path: string;
}

export interface SaidOfParameter {
  readonly annotation: ParameterAnnotation;
  readonly path: string;
  /** Whether the key is a pattern, which need not fit each function that it matches. */
  readonly isPattern: boolean;
}

/** `/^sqlite3_/`: for every function that the regular expression finds. */
export function isPattern(key: string): boolean {
  return key.length > 2 && key.startsWith("/") && key.endsWith("/");
}

/** Everything that fits a declaration: of two that say the same thing the exact key has the word, else the later one. */
export function mergeAnnotations(annotations: Annotations, keys: readonly string[]): Said {
  const ordered = [...keys.filter(isPattern), ...keys.filter((key) => !isPattern(key))];
  let annotation: Annotation = {};
  const parameters = new Map<string, SaidOfParameter>();
  for (const key of ordered) {
    const own = annotations[key] ?? {};
    annotation = { ...annotation, ...own };
    for (const [name, value] of parametersOf(own)) {
      const path =
        OWN_KEYS.has(name) || own.parameters?.[name] !== undefined ? `${key}.parameters.${name}` : `${key}.${name}`;
      parameters.set(name, { annotation: value, path, isPattern: isPattern(key) });
    }
  }
  return { annotation, parameters, path: ordered.at(-1) ?? "" };
}

function parametersOf(annotation: Annotation): readonly (readonly [name: string, value: ParameterAnnotation])[] {
  const direct = Object.entries(annotation).filter(([name]) => !OWN_KEYS.has(name));
  // The schema has made sure that what is no key of ours says something of a parameter.
  return [...(direct as [string, ParameterAnnotation][]), ...Object.entries(annotation.parameters ?? {})];
}
