import { word } from "c2ts-runtime";
import { type Availability, readAvailability } from "./availability.ts";
import { takeString } from "./clang-string.ts";
import { ClangType } from "./clang-type.ts";
import type { Identity } from "./identity.ts";
import {
  CX_SC_Register,
  CX_SC_Static,
  CXChildVisit_Continue,
  type CXCursor,
  CXCursor_FirstAttr,
  CXCursor_PreprocessingDirective,
  type CXSourceLocation,
  CXTLS_None,
  CXVisibility_Hidden,
  CXVisibility_Protected,
  clang_Cursor_getArgument,
  clang_Cursor_getCommentRange,
  clang_Cursor_getMangling,
  clang_Cursor_getNumArguments,
  clang_Cursor_getOffsetOfField,
  clang_Cursor_getRawCommentText,
  clang_Cursor_getStorageClass,
  clang_Cursor_hasAttrs,
  clang_Cursor_isBitField,
  clang_Cursor_isFunctionInlined,
  clang_Cursor_isMacroFunctionLike,
  clang_getCursorDefinition,
  clang_getCursorExtent,
  clang_getCursorLocation,
  clang_getCursorPrettyPrinted,
  clang_getCursorPrintingPolicy,
  clang_getCursorReferenced,
  clang_getCursorSpelling,
  clang_getCursorTLSKind,
  clang_getCursorType,
  clang_getCursorUSR,
  clang_getCursorVisibility,
  clang_getEnumConstantDeclUnsignedValue,
  clang_getEnumConstantDeclValue,
  clang_getEnumDeclIntegerType,
  clang_getFieldDeclBitWidth,
  clang_getRangeEnd,
  clang_getRangeStart,
  clang_getTypedefDeclUnderlyingType,
  clang_isCursorDefinition,
  clang_PrintingPolicy_dispose,
  clang_visitChildren,
} from "./libclang.ts";

/** Offset of `data[0]` in a CXCursor, bytes. */
const DATA = 8;

const NONE: readonly Cursor[] = [];

/** A node of clang's tree. Valid as long as its translation unit. */
export class Cursor {
  readonly raw: CXCursor;
  /** `CXCursorKind`. */
  readonly kind: number;
  #spelling: string | null = null;
  #children: readonly Cursor[] | null = null;

  constructor(raw: CXCursor) {
    this.raw = raw;
    this.kind = raw.kind;
  }

  /** Asked for once: a string of libclang's takes three calls. */
  get spelling(): string {
    this.#spelling ??= takeString(clang_getCursorSpelling(this.raw));
    return this.#spelling;
  }

  /** Unified Symbol Resolution: one string per entity, equal for all its declarations. */
  get usr(): string {
    return takeString(clang_getCursorUSR(this.raw));
  }

  /**
   * Address of clang's declaration: cheap, and equal for equal cursors of declarations. Two declarations of one entity
   * have two.
   */
  get identity(): Identity {
    return word(this.raw, DATA, 8);
  }

  get type(): ClangType {
    return new ClangType(clang_getCursorType(this.raw));
  }

  get location(): CXSourceLocation {
    return clang_getCursorLocation(this.raw);
  }

  get isDefinition(): boolean {
    return clang_isCursorDefinition(this.raw) !== 0;
  }

  /** The definition in this translation unit; a null cursor if there is none. */
  get definition(): Cursor {
    return new Cursor(clang_getCursorDefinition(this.raw));
  }

  /** Type that a typedef declares its name for. */
  get typedefUnderlying(): ClangType {
    return new ClangType(clang_getTypedefDeclUnderlyingType(this.raw));
  }

  /** Integer type that clang chose, or the header fixed, for an enum. */
  get enumInteger(): ClangType {
    return new ClangType(clang_getEnumDeclIntegerType(this.raw));
  }

  /** Value of an enumerator whose enum's integer type has this sign. */
  enumeratorValue(signed: boolean): bigint {
    return BigInt(signed ? clang_getEnumConstantDeclValue(this.raw) : clang_getEnumConstantDeclUnsignedValue(this.raw));
  }

  get isBitField(): boolean {
    return clang_Cursor_isBitField(this.raw) !== 0;
  }

  /** Bits. */
  get bitWidth(): number {
    return clang_getFieldDeclBitWidth(this.raw);
  }

  /** Offset of a member from the start of its record in bits; negative is `CXTypeLayoutError`. */
  get fieldBitOffset(): number {
    return Number(clang_Cursor_getOffsetOfField(this.raw));
  }

  /** Declarations of a function's parameters. */
  get parameters(): readonly Cursor[] {
    const count = clang_Cursor_getNumArguments(this.raw);
    return Array.from({ length: Math.max(count, 0) }, (_, i) => new Cursor(clang_Cursor_getArgument(this.raw, i)));
  }

  get isStatic(): boolean {
    return clang_Cursor_getStorageClass(this.raw) === CX_SC_Static;
  }

  /** Whether a variable is a register of the processor: `register long sp __asm__("rsp");`. */
  get isRegister(): boolean {
    return clang_Cursor_getStorageClass(this.raw) === CX_SC_Register;
  }

  get isInline(): boolean {
    return clang_Cursor_isFunctionInlined(this.raw) !== 0;
  }

  get isThreadLocal(): boolean {
    return clang_getCursorTLSKind(this.raw) !== CXTLS_None;
  }

  /** The comment that clang attaches to this declaration, comment marks included. */
  get comment(): string | null {
    return takeString(clang_Cursor_getRawCommentText(this.raw)) || null;
  }

  /** Where the comment that clang attaches to this declaration ends. */
  get commentEnd(): CXSourceLocation {
    return clang_getRangeEnd(clang_Cursor_getCommentRange(this.raw));
  }

  /** Where the text of this declaration ends. */
  get extentStart(): CXSourceLocation {
    return clang_getRangeStart(clang_getCursorExtent(this.raw));
  }

  get extentEnd(): CXSourceLocation {
    return clang_getRangeEnd(clang_getCursorExtent(this.raw));
  }

  get availability(): Availability {
    return readAvailability(this.raw);
  }

  /** Visibility of the symbol, `-fvisibility` and pragmas included. */
  get visibility(): "default" | "protected" | "hidden" {
    switch (clang_getCursorVisibility(this.raw)) {
      case CXVisibility_Hidden:
        return "hidden";
      case CXVisibility_Protected:
        return "protected";
      default:
        return "default";
    }
  }

  get isFunctionLikeMacro(): boolean {
    return clang_Cursor_isMacroFunctionLike(this.raw) !== 0;
  }

  /** Attributes of a declaration, and only they: asking first spares most declarations the walk through their children. */
  get attributes(): readonly Cursor[] {
    return this.hasAttributes ? this.children.filter(isAttribute) : NONE;
  }

  /** Whether clang knows attributes of a declaration: of some it has no cursor. */
  get hasAttributes(): boolean {
    return clang_Cursor_hasAttrs(this.raw) !== 0;
  }

  /** The symbol of a function or variable as the linker sees it; `\x01` in front forbids a prefix. Empty for what has none. */
  get mangling(): string {
    return takeString(clang_Cursor_getMangling(this.raw));
  }

  /** The declaration that an expression names; a null cursor if it names none. */
  get referenced(): Cursor {
    return new Cursor(clang_getCursorReferenced(this.raw));
  }

  /** The whole declaration as clang would write it, a function's body too; macros are expanded. */
  get prettyPrinted(): string {
    const policy = clang_getCursorPrintingPolicy(this.raw);
    try {
      return takeString(clang_getCursorPrettyPrinted(this.raw, policy));
    } finally {
      clang_PrintingPolicy_dispose(policy);
    }
  }

  /** Direct children, in order. Asked for once. */
  get children(): readonly Cursor[] {
    this.#children ??= this.#visit();
    return this.#children;
  }

  #visit(): readonly Cursor[] {
    const children: Cursor[] = [];
    clang_visitChildren(
      this.raw,
      (child) => {
        children.push(new Cursor(child));
        return CXChildVisit_Continue;
      },
      null,
    );
    return children;
  }
}

/** Newer libclangs have more of them than the one whose numbers these are; what follows them begins where it did. */
function isAttribute({ kind }: Cursor): boolean {
  return kind >= CXCursor_FirstAttr && kind < CXCursor_PreprocessingDirective;
}
