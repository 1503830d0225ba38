/** What was kept last stays reachable until the next is: the optimiser cannot know that nobody will look. */
const kept: { latest: readonly object[] } = { latest: [] };

/** `value`, after which `objects` may be collected: C's pointers into their memory, which keep nothing alive, have been followed. */
export function alive<T>(value: T, ...objects: readonly object[]): T {
  kept.latest = objects;
  return value;
}
