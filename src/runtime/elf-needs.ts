/** What a shared object asks the dynamic linker for. */
export interface ElfNeeds {
  /** Names of libraries, and where in the file each name stands. */
  readonly libraries: readonly { readonly name: string; readonly offset: number }[];
  /** Symbols that others have to have. */
  readonly symbols: readonly string[];
}

/** Tags of the dynamic section; the values are addresses, but of `NEEDED` an offset in the string table. */
const NEEDED = 1;
const STRING_TABLE = 5;
const SYMBOL_TABLE = 6;
const GNU_HASH = 0x6ffffef5;

const SYMBOL_SIZE = 24;

/**
 * Reads the dynamic section of an ELF file of 64 bits, little-endian, which tells defined symbols from others by a GNU hash table: that is what
 * linkers of Linux make for the processors that node runs on.
 * @returns `null` for any other file.
 */
export function elfNeeds(file: Buffer): ElfNeeds | null {
  if (file.length < 64 || file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) return null;
  try {
    return read(file);
  } catch (error) {
    if (error instanceof RangeError) return null; // cut off
    throw error;
  }
}

function read(file: Buffer): ElfNeeds | null {
  const number = (at: number): number => Number(file.readBigUInt64LE(at));
  const text = (at: number): string => file.toString("utf8", at, file.indexOf(0, at));
  const segments = Array.from({ length: file.readUInt16LE(56) }, (_, i) => {
    const at = number(32) + i * file.readUInt16LE(54);
    return { type: file.readUInt32LE(at), offset: number(at + 8), address: number(at + 16), size: number(at + 32) };
  });
  const place = (address: number): number => {
    const of = segments.find((one) => one.type === 1 && address >= one.address && address < one.address + one.size);
    return of === undefined ? file.length : address - of.address + of.offset;
  };
  const dynamic = segments.find(({ type }) => type === 2);
  const entries = Array.from({ length: (dynamic?.size ?? 0) / 16 }, (_, i) => {
    const at = (dynamic?.offset ?? 0) + i * 16;
    return [number(at), number(at + 8)] as const;
  });
  const table = (tag: number): number | null => {
    const entry = entries.find(([one]) => one === tag);
    return entry === undefined ? null : place(entry[1]);
  };
  const strings = table(STRING_TABLE);
  const symbols = table(SYMBOL_TABLE);
  const hash = table(GNU_HASH);
  if (strings === null || symbols === null || hash === null) return null;
  const libraries = entries.flatMap(([tag, value]) => (tag === NEEDED ? [strings + value] : []));
  // The hash table is of the defined symbols, which stand behind all others; the first of all is none.
  const others = Array.from({ length: file.readUInt32LE(hash + 4) - 1 }, (_, i) => symbols + (i + 1) * SYMBOL_SIZE);
  return {
    libraries: libraries.map((offset) => ({ name: text(offset), offset })),
    symbols: others.flatMap((at) => (file.readUInt16LE(at + 6) === 0 ? [text(strings + file.readUInt32LE(at))] : [])),
  };
}
