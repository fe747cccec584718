/** A path of this very service; what would lead elsewhere becomes the start page. */
export function ownAddress(path: string, origin: string, base: string): string {
  if (!path.startsWith('/') || !URL.canParse(path, origin)) return `${base}/`;
  const url = new URL(path, origin);
  if (url.origin !== origin) return `${base}/`;
  // Two slashes at the start would name a host.
  return `/${url.pathname.replace(/^\/+/, '')}${url.search}${url.hash}`;
}
