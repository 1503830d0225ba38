export function readTokens(): readonly string[] {
  return [];
}
