import { foldRows, lastLeft, type RunningDownload, totalSpeed, withoutEnded } from './dashboard-state';

const running = (id: string, more: Partial<RunningDownload> = {}): RunningDownload => ({
  id,
  url: 'https://videos.example/1.mp4',
  title: id,
  thumbnail: null,
  progress: 10,
  phase: 'downloading',
  downloaded_bytes: 1,
  total_bytes: 10,
  speed: 100,
  eta: 9,
  duration: null,
  started_at: '2026-11-22T10:00:00Z',
  course_id: null,
  batch_download_id: null,
  status: 'downloading',
  quality: 'best',
  file_size: null,
  format: null,
  ...more,
});
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

describe(foldRows, () => {
  it('should order what is new by its start, behind what was there', () => {
    const first = foldRows([], [running('b', { started_at: '2' }), running('a', { started_at: '1' })], {
      now: 0,
    });
    const next = foldRows(first, [running('0', { started_at: '0' }), running('b', { started_at: '2' })], {
      now: 5,
    });
    expect(ids(first)).toEqual(['a', 'b']);
    expect(ids(next)).toEqual(['a', 'b', '0']);
  });

  it('should keep what ended in its place, from when it ended', () => {
    const rows = foldRows(foldRows([running('a')], [], { now: 7 }), [], { now: 9 });
    expect(rows).toMatchObject([{ id: 'a', endedAt: 7 }]);
    expect(withoutEnded(rows, 12, 6)).toHaveLength(1);
    expect(withoutEnded(rows, 13, 6)).toHaveLength(0);
  });

  it('should never let a percent fall within a run, and begin anew with the next one', () => {
    const before = foldRows([], [running('a', { progress: 60 })], { now: 0 });
    expect(foldRows(before, [running('a', { progress: 55 })], { now: 1 })[0]?.progress).toBe(60);
    const again = running('a', { progress: 5, started_at: '2026-11-22T11:00:00Z' });
    expect(foldRows(before, [again], { now: 1 })[0]?.progress).toBe(5);
  });

  it('should not take for ended what may run behind the end of what is told', () => {
    const rows = foldRows([], [running('b'), running('c'), running('d')], { now: 0 });
    const next = foldRows(rows, [running('a'), running('c')], { now: 9, isPart: true });
    // b has made room for nobody: it is over. d was pushed out by a.
    expect(next).toMatchObject([{ id: 'b', endedAt: 9 }, { id: 'c' }, { id: 'a' }]);
    expect(ids(next)).not.toContain('d');
  });
});

describe('sums', () => {
  const rows = [running('a', { speed: 5, eta: 4 }), { ...running('b', { speed: 7, eta: 99 }), endedAt: 1 }];

  it('should count only what still runs', () => {
    expect(totalSpeed(rows)).toBe(5);
    expect(lastLeft(rows)).toBe(4);
  });

  it('should not guess an end that cannot be told', () => {
    expect(lastLeft([running('a'), running('b', { eta: null })])).toBeUndefined();
    expect(lastLeft([])).toBeUndefined();
  });
});
