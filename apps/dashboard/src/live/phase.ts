import { titleOf } from '../components/title-of';
import { formatLeft } from '../i18n/format';
import { t, textOf } from '../i18n/language.svelte';

/** “Baixando”, “Juntando”: what a download that runs is busy with. */
export function phaseText(phase: string | null): string {
  return textOf(`phase.${phase ?? 'resolving'}`) ?? '';
}

/** “faltam 25 s”, “falta 1 min”: its first number decides. */
export function leftText(seconds: number): string {
  const time = formatLeft(seconds);
  return t('bar.left', { n: Number.parseInt(time, 10), time });
}

/** The site that a video comes from, as people call it. */
export function hostOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
  if (/(^|\.)(youtube\.com|youtu\.be)$/.test(host)) return 'YouTube';
  if (/(^|\.)(drive|docs)\.google\.com$/.test(host)) return 'Google Drive';
  return host;
}

/** What to call a video where there has to be a name. */
export function nameOf({ title, url }: { title: string | null; url: string }): string {
  return titleOf({ title, url }) ?? t('downloads.untitled');
}
