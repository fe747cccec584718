import { setFlagsFromString } from 'node:v8';

/**
 * From now on V8 compiles what is hot. The bundles start without that (scripts/bundle.mjs): nearly all that runs then runs
 * once, and the compilers alone take some MB.
 * @param maglev also with the second best. Where the same functions are hot all the time, V8's best compiler makes them as
 * fast without it, and its work does not stay around
 */
export function compileHotFunctions({ maglev }: { maglev: boolean }): void {
  setFlagsFromString('--sparkplug');
  setFlagsFromString(maglev ? '--maglev' : '--no-maglev');
  setFlagsFromString('--turbofan');
}
