/** A path of ours to go on to; anything that would lead elsewhere becomes the start page. */
export function ownPath(returnTo: string | undefined): string {
  const own = 'http://own.invalid';
  if (returnTo === undefined || !URL.canParse(returnTo, own)) return '/';
  const { origin, pathname, search, hash } = new URL(returnTo, own);
  // Two slashes at the start would name a host.
  return origin === own ? `/${pathname.replace(/^\/+/, '')}${search}${hash}` : '/';
}
