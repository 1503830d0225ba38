import type { RecordRow } from "../inspect/inspection.ts";

/** Bits that one line of the drawing shows: eight bytes. */
export const LINE = 64;
/** Lines that one member has at most; of longer ones only the ends are drawn. */
const MOST = 4;

/** A member's part of one line. */
export interface Cell {
  /** `again`: further elements of an array of records without a name. */
  readonly kind: "member" | "padding" | "again";
  /** Empty where the line before has it. */
  readonly label: string;
  /** Bits from the left of the line. */
  readonly start: number;
  /** In bits. */
  readonly width: number;
  /** Which of the members this is, so that neighbours can be told apart. */
  readonly index: number;
}

export type Line =
  | { readonly kind: "line" /** In bytes. */; readonly offset: number; readonly cells: readonly Cell[] }
  /** Bytes of one member that are not drawn. */
  | { readonly kind: "cut"; readonly bytes: number };

/** Members that lie behind each other. The members of a union lie over each other: each begins a lane. */
export type Lane = readonly Line[];

interface Span {
  readonly kind: Cell["kind"];
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly index: number;
}

/** A record's bytes to scale, eight to a line. */
export function recordLanes(rows: readonly RecordRow[]): readonly Lane[] {
  const lanes: Span[][] = [];
  for (const span of spans(rows)) {
    const lane = lanes.at(-1);
    const end = lane?.at(-1)?.end ?? 0;
    if (lane === undefined || span.start < end) lanes.push([span]);
    else lane.push(span);
  }
  return lanes.map(linesOf);
}

function spans(rows: readonly RecordRow[]): readonly Span[] {
  const found: Span[] = [];
  const open: { readonly end: number; readonly first: number }[] = [];
  const add = (kind: Cell["kind"], label: string, start: number, end: number): void => {
    if (end > start) found.push({ kind, label, start, end, index: found.length });
  };
  for (const row of rows) {
    const { bitOffset, bits } = row;
    if (row.kind === "close") {
      const block = open.pop();
      if (block === undefined) continue;
      const reached = Math.max(0, ...found.slice(block.first).map(({ end }) => end));
      if (found.length > block.first) add("again", `${row.name ?? ""}[1…]`, reached, block.end);
      continue;
    }
    if (bitOffset === null || bits === null) continue;
    const end = bitOffset + bits;
    if (row.kind === "open") open.push({ end, first: found.length });
    else add(row.kind, row.kind === "padding" ? "" : labelOf(row), bitOffset, end);
  }
  return found;
}

function labelOf({ name, isBitField, bits }: RecordRow): string {
  return isBitField ? `${name ?? ""}:${bits}` : (name ?? "");
}

function linesOf(lane: readonly Span[]): Lane {
  const lines: (Line & ({ readonly cells: Cell[] } | { readonly kind: "cut" }))[] = [];
  const add = (word: number, cell: Cell): void => {
    const last = lines.at(-1);
    const offset = (word * LINE) / 8;
    if (last?.kind === "line" && last.offset === offset) last.cells.push(cell);
    else lines.push({ kind: "line", offset, cells: [cell] });
  };
  for (const { kind, label, start, end, index } of lane) {
    const first = Math.floor(start / LINE);
    const last = Math.ceil(end / LINE) - 1;
    const isLong = last - first >= MOST;
    for (let word = first; word <= last; word++) {
      if (isLong && word > first && word < last) continue;
      if (isLong && word === last) lines.push({ kind: "cut", bytes: ((last - first - 1) * LINE) / 8 });
      const from = Math.max(start, word * LINE);
      const width = Math.min(end, (word + 1) * LINE) - from;
      add(word, { kind, label: word === first ? label : "", start: from - word * LINE, width, index });
    }
  }
  return lines;
}
