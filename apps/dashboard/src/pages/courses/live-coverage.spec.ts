import type { Schemas } from '../../api/client';
import { withLive } from './live-coverage';

const video = (id: string, state: Schemas['CoverageState'], progress = 0): Schemas['CoveredVideo'] => ({
  video_id: id,
  state,
  download_id: state === 'missing' ? null : `d-${id}`,
  progress_percent: progress,
  error_code: null,
  has_captions: false,
});
const row = (id: string, progress: number, endedAt?: number) => ({
  id: `d-${id}`,
  progress,
  ...(endedAt === undefined ? {} : { endedAt }),
});

describe(withLive, () => {
  it.each([
    ['what runs, further', video('a', 'running', 10), row('a', 40), ['running', 40]],
    ['what runs, never back', video('a', 'running', 60), row('a', 55), ['running', 60]],
    ['what has just begun', video('a', 'queued'), row('a', 5), ['running', 5]],
    ['what is over, as it was told', video('a', 'running', 90), row('a', 99, 7), ['running', 90]],
    ['what is saved, whatever comes late', video('a', 'saved', 100), row('a', 99), ['saved', 100]],
    ['what nobody asked for', video('a', 'missing'), row('b', 50), ['missing', 0]],
  ])('should show %s', (_what, item, told, [state, progress]) => {
    expect(withLive([item], [told]).get('a')).toMatchObject({ state, progress_percent: progress });
  });
});
