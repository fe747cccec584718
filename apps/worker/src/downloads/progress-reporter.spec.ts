import type { RunProgress } from '@app/downloads';
import { ProgressReporter } from './progress-reporter';
import { aRun } from '../testing/a-run';

describe(ProgressReporter, () => {
  let events: { progress_percent: number; phase: string; downloaded_bytes: number }[];
  let rows: RunProgress[];
  let failures: unknown[];

  beforeEach(() => {
    jest.useFakeTimers();
    [events, rows, failures] = [[], [], []];
  });

  afterEach(() => jest.useRealTimers());

  function reporter(
    { progressPercent = 0 } = {},
    row: (progress: RunProgress) => Promise<void> = (progress) => Promise.resolve(void rows.push(progress)),
  ): ProgressReporter {
    return new ProgressReporter(aRun({ progressPercent }), {
      event: (event) => Promise.resolve(void events.push(event as (typeof events)[number])),
      row,
      failed: (error) => failures.push(error),
    });
  }

  const at = (downloadedBytes: number, totalBytes: number | null = 1_000, speed: number | null = 100) => ({
    downloadedBytes,
    totalBytes,
    speed,
  });

  it('should send two events a second and write one row, however much it is told', async () => {
    const one = reporter();
    for (let step = 0; step < 400; step += 1) {
      one.progress(at(step));
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(events.length).toBeGreaterThanOrEqual(7);
    expect(events.length).toBeLessThanOrEqual(9);
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(rows.length).toBeLessThanOrEqual(4);
  });

  it('should tell a new phase at once, and the row a moment later, though nothing more is said', async () => {
    const one = reporter();
    one.progress(at(10));
    one.enter('downloading');
    one.enter('merging');
    expect(events.map(({ phase }) => phase)).toEqual(['resolving', 'downloading', 'merging']);
    expect(rows).toEqual([]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(rows.map(({ phase }) => phase)).toEqual(['merging']);
    one.enter('merging');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(events).toHaveLength(3);
    expect(rows).toHaveLength(1);
  });

  it('should say what came soon after something else a moment later, though nothing more comes', async () => {
    const one = reporter();
    for (const bytes of [10, 20, 30]) one.progress(at(bytes));
    expect(events.map(({ downloaded_bytes }) => downloaded_bytes)).toEqual([10]);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(events.map(({ downloaded_bytes }) => downloaded_bytes)).toEqual([10, 30]);
    expect(rows.map(({ downloadedBytes }) => downloadedBytes)).toEqual([30]);
  });

  it('should write nothing into the row that it has not said: who watches would be told once more', async () => {
    const one = reporter();
    for (let step = 1; step <= 40; step += 1) {
      one.progress(at(step));
      await jest.advanceTimersByTimeAsync(437);
    }
    const said = events.map(({ downloaded_bytes }) => downloaded_bytes);
    expect(rows.length).toBeGreaterThan(8);
    expect(
      rows.map(({ downloadedBytes }) => downloadedBytes).filter((bytes) => !said.includes(bytes)),
    ).toEqual([]);
  });

  it('should say who it speaks of', () => {
    reporter().enter('downloading');
    const { downloadId, tenantId, runId } = aRun();
    expect(events).toEqual([
      {
        download_id: downloadId,
        tenant_id: tenantId,
        run_id: runId,
        at: expect.any(Number) as number,
        phase: 'downloading',
        progress_percent: 0,
        downloaded_bytes: 0,
        total_bytes: null,
        speed: null,
        eta: null,
      },
    ]);
  });

  it('should only rise, and stay below 100 until the file is stored', async () => {
    const one = reporter({ progressPercent: 20 });
    for (const bytes of [100, 427, 300, 1_000, 1_200]) {
      one.progress(at(bytes));
      await jest.advanceTimersByTimeAsync(600);
    }
    expect(events.map(({ progress_percent }) => progress_percent)).toEqual([20, 42.7, 42.7, 99, 99]);
  });

  it.each([
    ['half of it has come', at(500, 1_000, 100), { percent: 50, etaSeconds: 5 }],
    ['nobody knows how much it is', at(500, null), { percent: 0, etaSeconds: null }],
    ['nobody knows how fast it comes', at(500, 1_000, null), { percent: 50, etaSeconds: null }],
    ['nothing comes', at(500, 1_000, 0), { percent: 50, etaSeconds: null }],
    ['it is empty', at(0, 0), { percent: 0, etaSeconds: 0 }],
    ['more came than was announced', at(1_500, 1_000), { percent: 99, etaSeconds: 0 }],
  ])('should say how far it is when %s', async (_what, progress, expected) => {
    reporter().progress(progress);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(rows).toEqual([expect.objectContaining(expected)]);
  });

  it('should bear that events are not taken, and tell when the row is not', async () => {
    const lost = new Error('lost');
    const one = reporter({}, () => Promise.reject(lost));
    one.progress(at(1));
    await jest.advanceTimersByTimeAsync(1_000);
    await one.settled();
    expect(failures).toEqual([lost]);
  });

  it('should write one row after the other, and wait for the last', async () => {
    const written: number[] = [];
    const slow = async ({ downloadedBytes }: RunProgress) => {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      written.push(downloadedBytes);
    };
    const one = reporter({}, slow);
    for (const bytes of [1, 2, 3]) {
      one.progress(at(bytes));
      await jest.advanceTimersByTimeAsync(1_000);
    }
    const settled = one.settled();
    expect(written).toEqual([]);
    await jest.advanceTimersByTimeAsync(9_000);
    await settled;
    expect(written).toEqual([1, 2, 3]);
  });

  it('should say nothing more after it has settled', async () => {
    const one = reporter();
    one.enter('downloading');
    await one.settled();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(rows).toEqual([]);
  });
});
