const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `1.4 MB` */
export function formatBytes(count: number): string {
  const power = count < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** power;
  return `${power === 0 ? String(value) : value.toFixed(1)} ${UNITS[power] ?? ''}`;
}
