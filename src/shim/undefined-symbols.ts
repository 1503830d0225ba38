/**
 * What a linker does not find, and the function that needs it: `shim.c:(.text.c2ts_shim_f+0x5): undefined reference to \`g'` of GNU's, and the
 * two forms in which lld says it, with and without debug information.
 */
export function undefinedSymbols(messages: string): readonly (readonly [section: string, symbol: string])[] {
  const gnu = [
    ...messages.matchAll(/\(\.text\.(?:unlikely\.)?([^\s+)]+)\+0x[0-9a-f]+\): undefined reference to [`']([^']+)'/g),
  ];
  const lld = [
    ...messages.matchAll(
      /undefined symbol: (\S+)\n(?:>>> .*\n)*?>>> .*:\((?:\.text\.)?([^\s+)]+)(?:\+0x[0-9a-f]+)?\)/g,
    ),
  ];
  return [
    ...gnu.map(([, section = "", symbol = ""]) => [section, symbol] as const),
    ...lld.map(([, symbol = "", section = ""]) => [section, symbol] as const),
  ];
}
