/**
 * Whether a program has this version already, by If-None-Match (RFC 9110 §13.1.2): a list, or `*`. Tags are compared
 * weakly, because a proxy that compresses an answer makes its tag weak.
 */
export function hasVersion(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const known = ifNoneMatch.split(',').map((tag) => tag.trim());
  return known.some((tag) => tag === '*' || withoutWeakness(tag) === withoutWeakness(etag));
}

function withoutWeakness(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
