/**
 * Tells an older state from a newer one, by numbers that the database has given and that are the same at every replica:
 * compared one after the other, as in `2.1.425`.
 */
export type Version = readonly number[];

const WRITTEN = /^\d{1,16}(?:\.\d{1,16}){0,3}$/;

/** Undefined for anything that we have not written: then nothing is known of what the client has. */
export function parseVersion(text: string | undefined): Version | undefined {
  return text !== undefined && WRITTEN.test(text) ? text.split('.').map(Number) : undefined;
}

export function writeVersion(version: Version): string {
  return version.join('.');
}

/** Negative when `left` is older. */
export function compareVersions(left: Version, right: Version): number {
  for (let place = 0; place < Math.max(left.length, right.length); place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
