/** What people call a video: its title, else the name of its file, else nothing. */
export function titleOf({ title, url }: { title: string | null; url: string }): string | undefined {
  if (title !== null && title.trim() !== '') return title;
  if (!URL.canParse(url)) return undefined;
  const { pathname, protocol } = new URL(url);
  if (!/^https?:$/.test(protocol)) return undefined;
  const name = pathname.split('/').findLast((part) => part !== '') ?? '';
  if (!/\.\w{2,5}$/.test(name)) return undefined;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
