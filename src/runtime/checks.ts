/**
 * Checked mode: memory of ours is watched, so that using it after its end, freeing it twice or what is not ours to free, and
 * misaligned memory are errors. `C2TS_CHECKS=off` drops that, `on` keeps it in any case; otherwise it is on unless `NODE_ENV` is
 * `production`. (Types and ranges of arguments, NULL and bounds of arrays are checked in any mode.)
 */
export function wantsChecks(environment: { readonly [name: string]: string | undefined }): boolean {
  const { C2TS_CHECKS: chosen, NODE_ENV: stage } = environment;
  if (chosen === undefined || chosen === "") return stage !== "production";
  return !/^(off|0|no|false)$/i.test(chosen);
}

/** Read once: functions that V8 compiles leave out what is behind it. */
export const CHECKED: boolean = wantsChecks(process.env);
