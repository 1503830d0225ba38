/**
 * Names that a module-level binding or a parameter of emitted code must not have: words of ECMAScript and TypeScript,
 * and globals, which emitted code uses and linters forbid to shadow.
 */
const KEYWORDS = `
  abstract any as asserts async await bigint boolean break case catch class const constructor continue debugger declare
  default delete do else enum export extends false finally for from function get if implements import in infer
  instanceof interface is keyof let module namespace never new null number object of package private protected public
  readonly require return set static string super switch symbol this throw true try type typeof unique unknown
  var void while with yield
`;

/** Legal as names of functions and variables; reserved only as names of types, or nowhere. */
const CONTEXTUAL = new Set(
  `abstract as asserts async constructor declare from get infer is keyof module namespace of readonly require set type unique`.split(
    " ",
  ),
);

const GLOBALS = `
  AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date
  DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array
  Int32Array Int8Array Iterator Intl JSON Map Math NaN NonNullable Number Object Promise Proxy RangeError ReferenceError
  Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError TypeError URIError Uint16Array Uint32Array
  Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet arguments decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape eval globalThis hasOwnProperty isFinite isNaN isPrototypeOf parseFloat parseInt
  propertyIsEnumerable toLocaleString toString undefined unescape valueOf
  exports module require __filename __dirname
`;

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== "");

const RESTRICTED: ReadonlySet<string> = new Set([
  ...words(KEYWORDS).filter((word) => !CONTEXTUAL.has(word)),
  ...words(GLOBALS),
]);

export function isRestricted(name: string): boolean {
  return RESTRICTED.has(name);
}

/** ES cannot export it without changing what `import()` of the module means. */
export function isUnexportable(name: string): boolean {
  return name === "then" || name === "default";
}

/** Whether a C identifier is one of ECMAScript too (C allows some code points that ES does not). */
export function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name);
}
