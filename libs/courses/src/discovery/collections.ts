type Words = 'a playlist' | 'a channel' | 'a folder' | 'a search';

/** By site: paths of pages that list many videos, without being one. */
const COLLECTIONS: readonly [host: RegExp, path: RegExp, words: Words][] = [
  [/(?:^|\.)youtube\.com$/, /^\/(?:playlist|embed\/videoseries)$/, 'a playlist'],
  [/(?:^|\.)youtube\.com$/, /^\/(?:channel|c|user)\/[^/]+(?:\/(?!live)[^/]*)?$/, 'a channel'],
  [/(?:^|\.)youtube\.com$/, /^\/@[^/]+(?:\/(?!live)[^/]*)?$/, 'a channel'],
  [/(?:^|\.)youtube\.com$/, /^\/(?:results|feed\/[^/]+)$/, 'a search'],
  [/^drive\.google\.com$/, /^\/drive(?:\/|$)/, 'a folder'],
  [/(?:^|\.)vimeo\.com$/, /^\/(?:showcase|album)\/[^/]+$/, 'a playlist'],
  [/(?:^|\.)vimeo\.com$/, /^\/(?:channels|groups)\/[^/]+$/, 'a channel'],
  [/(?:^|\.)dailymotion\.com$/, /^\/playlist\/[^/]+$/, 'a playlist'],
  [/(?:^|\.)ted\.com$/, /^\/playlists\/[^/]+(?:\/[^/]+)?$/, 'a playlist'],
  [/(?:^|\.)dropbox\.com$/, /^\/(?:scl\/fo|sh)\//, 'a folder'],
  [/^1drv\.ms$/, /^\/f\//, 'a folder'],
];

/** What an address is that names many videos and not one; undefined for all others. Nothing is fetched. */
export function collectionAt(address: string): Words | undefined {
  const { hostname, pathname } = new URL(address);
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  return COLLECTIONS.find(([host, shape]) => host.test(hostname) && shape.test(path))?.[2];
}
