import fc from 'fast-check';
import {
  type BatchCounts,
  batchEta,
  batchPercent,
  batchStatus,
  BATCH_STATUSES,
  type BlockedInBatch,
} from './batch';

const NONE: BatchCounts = {
  total: 0,
  queued: 0,
  running: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  downloadedBytes: 0,
  totalBytes: 0,
  unsized: 0,
  meanPercent: 0,
  speed: 0,
};
const BLOCKED: BlockedInBatch = {
  video_id: 'v',
  title: null,
  code: 'drive.trashed',
  reason: null,
  hint: null,
};

type Parts = Partial<Pick<BatchCounts, 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'>>;

function counts(parts: Parts): BatchCounts {
  const total = Object.values(parts).reduce((sum, count) => sum + count, 0);
  return { ...NONE, ...parts, total };
}

function statusOf(parts: Parts, { stage = 'discovered', blocked = 0, skipped = 0, isRead = true } = {}) {
  return batchStatus({
    stage: stage as 'discovered',
    discoveredAt: isRead ? new Date(0) : null,
    blocked: Array.from({ length: blocked }, () => BLOCKED),
    skipped,
    counts: counts(parts),
  });
}

describe(batchStatus, () => {
  it.each<[string, Parts]>([
    ['pending', { queued: 3 }],
    ['pending', {}],
  ])('should be %s while it is discovered: %j', (status, parts) => {
    expect(statusOf(parts, { stage: 'discovering' })).toBe(status);
  });

  it.each<[string, Parts]>([
    ['in_progress', { queued: 1 }],
    ['in_progress', { running: 1, completed: 8, failed: 1 }],
    ['in_progress', { queued: 1, cancelled: 9 }],
    ['completed', { completed: 3 }],
    ['partially_completed', { completed: 1, failed: 2 }],
    ['partially_completed', { completed: 1, cancelled: 2 }],
    ['failed', { failed: 3 }],
    ['failed', { failed: 1, cancelled: 2 }],
    ['cancelled', { cancelled: 3 }],
  ])('should be %s with %j', (status, parts) => {
    expect(statusOf(parts)).toBe(status);
  });

  it.each([
    ['completed', { blocked: 0, skipped: 0 }],
    ['completed', { blocked: 0, skipped: 5 }],
    ['completed', { blocked: 2, skipped: 5 }],
    ['failed', { blocked: 2, skipped: 0 }],
  ])('should be %s with nothing to download and %j', (status, facts) => {
    expect(statusOf({}, facts)).toBe(status);
  });

  it('should not fail because some videos were blocked from the start', () => {
    expect(statusOf({ completed: 3 }, { blocked: 2 })).toBe('completed');
  });

  it('should be failed when it could not be discovered, whatever it holds', () => {
    expect(statusOf({ queued: 1 }, { stage: 'failed' })).toBe('failed');
  });

  it.each<[string, Parts]>([
    ['cancelled', { cancelled: 3 }],
    ['cancelled', { completed: 2, cancelled: 3 }],
    // Its last video ended just before, or all that was cancelled was tried again.
    ['completed', { completed: 3 }],
    ['partially_completed', { completed: 2, failed: 1 }],
    // What could not be stopped in time is still shown.
    ['in_progress', { running: 1, cancelled: 3 }],
  ])('should be %s after it was cancelled, with %j', (status, parts) => {
    expect(statusOf(parts, { stage: 'cancelled' })).toBe(status);
  });

  it('should be cancelled when that came before its course was read', () => {
    expect(statusOf({}, { stage: 'cancelled', isRead: false })).toBe('cancelled');
  });

  it('should be in progress exactly while something still runs or waits', () => {
    const part = fc.nat({ max: 3 });
    const parts = fc.record({ queued: part, running: part, completed: part, failed: part, cancelled: part });
    fc.assert(
      fc.property(parts, (some) => {
        const status = statusOf(some);
        expect(BATCH_STATUSES).toContain(status);
        expect(status === 'in_progress').toBe(some.queued + some.running > 0);
      }),
      { seed: 20_260_301 },
    );
  });
});

describe(batchPercent, () => {
  it.each<[number, Partial<BatchCounts>]>([
    [100, { total: 0 }],
    [0, { total: 2, totalBytes: 1_000 }],
    [33.3, { total: 3, totalBytes: 3_000, downloadedBytes: 1_000, meanPercent: 90 }],
    [99.9, { total: 2, totalBytes: 1_000, downloadedBytes: 999 }],
    [99.9, { total: 2, totalBytes: 100_000, downloadedBytes: 99_999 }],
    [100, { total: 2, totalBytes: 1_000, downloadedBytes: 1_000 }],
    // A file that grew on the way is no 103 %.
    [100, { total: 2, totalBytes: 1_000, downloadedBytes: 1_030 }],
    [90.9, { total: 3, totalBytes: 3_000, downloadedBytes: 1_000, unsized: 1, meanPercent: 90.99 }],
    [50, { total: 2, totalBytes: 0, meanPercent: 50 }],
  ])('should be %d for %j', (percent, facts) => {
    expect(batchPercent({ ...NONE, ...facts })).toBe(percent);
  });
});

describe(batchEta, () => {
  it.each<[number | null, Partial<BatchCounts>]>([
    [10, { totalBytes: 2_000, downloadedBytes: 1_000, speed: 100 }],
    [11, { totalBytes: 2_001, downloadedBytes: 1_000, speed: 100 }],
    [0, { totalBytes: 1_000, downloadedBytes: 1_000, speed: 100 }],
    [0, { totalBytes: 1_000, downloadedBytes: 1_200, speed: 100 }],
    [null, { totalBytes: 2_000, downloadedBytes: 1_000, speed: 0 }],
    [null, { totalBytes: 2_000, downloadedBytes: 1_000, speed: 100, unsized: 1 }],
  ])('should be %j for %j', (seconds, facts) => {
    expect(batchEta({ ...NONE, ...facts })).toBe(seconds);
  });
});
