/** What a problem says, where its declaration's name stands already: "skipped 'f': no binding for …". */
export function withoutName(text: string): string {
  const [, rest = text] = /^skipped '[^']*': (.*)$/s.exec(text) ?? [];
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}.`.replace(/([.!?])\.$/, "$1");
}
