const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** “115 MB”, “2,3 GB”: as people of that language write it, powers of ten. */
export function formatBytes(bytes: number, language: string): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit >= 3 || (unit === 2 && value < 10) ? 1 : 0;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: value >= 100 ? 0 : digits });
  return `${number.format(value)} ${UNITS[unit] ?? ''}`;
}

export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** “412 de 640 MB” has its unit once; `of` is the language's word. */
export function formatPart(done: number, all: number, { of, language }: { of: string; language: string }) {
  const [value = '', unit] = formatBytes(done, language).split(' ');
  const whole = formatBytes(all, language);
  return `${whole.endsWith(` ${unit ?? ''}`) ? value : `${value} ${unit ?? ''}`} ${of} ${whole}`;
}

/** “25 s”, “4 min”, “1 h 10 min”: as exact as anybody wants to know it. */
export function formatLeft(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${String(whole)} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  const rest = minutes % 60;
  return `${String(Math.floor(minutes / 60))} h${rest === 0 ? '' : ` ${String(rest)} min`}`;
}

/** “21:08”, “1:32:11”: a length, as on a player. */
export function formatLength(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${String(hours)}:${pad(minutes)}:${pad(rest)}` : `${String(minutes)}:${pad(rest)}`;
}

/** “14:05”, in either language as a school's clock shows it. */
export function formatClock(time: string | Date, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(time),
  );
}

/** “hoje, 12:58”, “ontem, 09:10”, “amanhã, 07:00”, “12 de nov. de 2026, 12:58”. */
export function formatWhen(time: string | Date, language: string, now = new Date()): string {
  const at = new Date(time);
  const days = daysBetween(at, now);
  const day =
    Math.abs(days) <= 1
      ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day')
      : new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
  return `${day}, ${formatClock(at, language)}`;
}

/** Until when: “14:05”, and the day where it is another one. */
export function formatUntil(time: string | Date, language: string, now = new Date()): string {
  const at = new Date(time);
  return isSameDay(at, now) ? formatClock(at, language) : formatWhen(at, language, now);
}

/** “12 de nov. de 2026”: a date without a time, which is the same day everywhere. */
export function formatDay(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(date));
}

export function isSameDay(one: Date, other: Date): boolean {
  return daysBetween(one, other) === 0;
}

function daysBetween(before: Date, after: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(after) - midnight(before)) / 86_400_000);
}

/** “62%”, never 100 before the end. */
export function formatPercent(percent: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(Math.floor(percent) / 100);
}

/** Two letters for a person without a picture. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter((word) => /^\p{L}/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => String.fromCodePoint((word ?? '?').codePointAt(0) ?? 63).toLocaleUpperCase())
    .join('');
}
