/** A piece of a comment: flowing text, or lines whose spaces mean something. */
export interface DocBlock {
  readonly kind: "text" | "literal";
  readonly text: string;
}

/** Begins a line of its own: `@param x`, `\return`, `- item`, `1. item`, `[[ref]]`, `<li>`. */
const ITEM = /^\s*([@\\]\w|[-*+•] |\d+[.)] |\[\[|<\/?(li|ul|ol|dl|dt|dd|p|table|tr|pre|h\d)\b)/i;
/** Columns, or code. */
const LITERAL = /\S {3,}\S|^\s*[|+][-|+ ]|\t|[;{}]\s*$/;

/** A comment's lines as paragraphs: what is indented or has columns keeps its lines, other lines flow. */
export function docBlocks(lines: readonly string[]): readonly DocBlock[] {
  const blocks: DocBlock[] = [];
  let paragraph: string[] = [];
  const end = (): void => {
    if (paragraph.length > 0) blocks.push(...blocksOf(paragraph));
    paragraph = [];
  };
  for (const line of lines) {
    if (line.trim() === "") end();
    else paragraph.push(line);
  }
  end();
  return blocks;
}

function blocksOf(lines: readonly string[]): readonly DocBlock[] {
  const [first = ""] = lines;
  const isIndented = lines.every((line) => /^ {3,}/.test(line)) && !ITEM.test(first);
  if (isIndented || lines.filter((line) => LITERAL.test(line)).length * 2 >= lines.length) {
    return [{ kind: "literal", text: lines.join("\n") }];
  }
  const blocks: string[] = [];
  for (const line of lines) {
    const text = line.trim();
    if (blocks.length === 0 || ITEM.test(line)) blocks.push(text);
    else blocks[blocks.length - 1] += ` ${text}`;
  }
  return blocks.map((text) => ({ kind: "text", text }));
}
