import type { Download } from '../../api/client';
import { failureOf } from '../../i18n/codes.svelte';
import { formatClock, formatWhen, isSameDay } from '../../i18n/format';
import { language, t, textOf } from '../../i18n/language.svelte';
import { hostOf } from '../../live/phase';

export type StateKind = 'live' | 'wait' | 'fail' | 'saved' | 'queued' | 'shared' | 'cancelled';

/** How a download is, in a word and a line that says more. */
export interface StateWords {
  kind: StateKind;
  word: string;
  more: string;
}

const WAITS = new Set(['host-paused', 'uplink-down', 'disk-full', 'retry', 'no-worker']);

export function wordsOf(download: Download): StateWords {
  const { status, completed_at: at, updated_at: changed } = download;
  if (status === 'running')
    return { kind: 'live', word: textOf(`phase.${download.phase ?? 'resolving'}`) ?? '', more: '' };
  if (status === 'queued') return waitingWords(download);
  if (status === 'failed') return { kind: 'fail', word: t('state.failed'), more: failureOf(download).why };
  const when = formatWhen(at ?? changed, language.now);
  if (status === 'cancelled') return { kind: 'cancelled', word: t('state.cancelled'), more: when };
  const { height, subtitles = [] } = download.video_metadata ?? {};
  const more = [when, height ? `${String(height)}p` : '', subtitles.length > 0 ? t('bar.captions') : ''];
  return { kind: 'saved', word: t('state.completed'), more: more.filter((part) => part !== '').join(' · ') };
}

function waitingWords({ waiting_for: waiting, video_url: url }: Download): StateWords {
  if (!waiting) return { kind: 'queued', word: t('state.queued'), more: '' };
  const { code, until } = waiting;
  const isToday = until === null || isSameDay(new Date(until), new Date());
  const values = {
    host: hostOf(url),
    time: until === null ? '' : formatClock(until, language.now),
    when: until === null ? '' : formatWhen(until, language.now),
  };
  const word = textOf(`wait.${code}`, values) ?? t('state.queued');
  const timed = `${code === 'retry' ? 'wait.retry-until' : 'wait.until'}${isToday ? '' : '-day'}`;
  const more = textOf(`wait.${code}-why`, values) ?? (until === null ? '' : (textOf(timed, values) ?? ''));
  if (code === 'same-video') return { kind: 'shared', word, more };
  return { kind: WAITS.has(code) ? 'wait' : 'queued', word, more };
}
