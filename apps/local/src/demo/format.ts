const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `1.4 MB` */
export function bytes(count: number): string {
  const power = count < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** power;
  return `${power === 0 ? String(value) : value.toFixed(1)} ${UNITS[power] ?? ''}`;
}

/** Cut or filled to a width in characters that a person sees. */
export function padded(text: string, width: number): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  if (characters.length > width) return `${characters.slice(0, width - 1).join('')}…`;
  return text + ' '.repeat(width - characters.length);
}

/** `12.4 s` */
export function seconds(count: number): string {
  return `${count.toFixed(1)} s`;
}
