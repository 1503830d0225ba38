/** How a snippet is compiled. */
export interface SnippetOptions {
  /** Arguments for the compiler, and for libclang: `-I`, `-D`, `-std=`, `-O3`. Default optimisation: `-O2`. */
  readonly flags?: readonly string[];
  /** Libraries to link with, as for the linker's `-l`, or paths: `["z", "/opt/x/libx.so"]`. */
  readonly link?: readonly string[];
  /** Default: that of the environment's CC, else the first there is of the usual ones. */
  readonly compiler?: string;
}

/** One function, whose types are given. */
export interface InlineRequest {
  readonly kind: "inline";
  readonly result: string;
  /** Type and name of each. */
  readonly parameters: readonly (readonly [type: string, name: string])[];
  readonly body: string;
}

/** A whole C file, whose types are in it. */
export interface SourceRequest {
  readonly kind: "source";
  readonly text: string;
}

/** What is to be built; the same for the same snippet in any process. */
export interface SnippetRequest {
  readonly snippet: InlineRequest | SourceRequest;
  readonly options: Required<Omit<SnippetOptions, "compiler">> & { readonly compiler: string | null };
}

/** What whoever builds it is told besides. */
export interface BuildRequest extends SnippetRequest {
  /** Path of the shared object to write. */
  readonly output: string;
}

/** What has been built. */
export interface BuiltSnippet {
  /** Body of a JavaScript function of the runtime, which returns what the snippet declares. */
  readonly js: string;
  /** Files that the compiler has read. */
  readonly files: readonly string[];
  /** C names of functions that could not be bound, each with the reason. */
  readonly leftOut: readonly (readonly [name: string, reason: string])[];
}

export type BuildAnswer =
  | ({ readonly kind: "built" } & BuiltSnippet)
  | { readonly kind: "failed"; readonly message: string };
