import { versionOf } from './download-message';
import { needsRow, withProgress, withRow, withUnknownRun } from './download-state';
import { liveDownload, progressEvent, RUN } from './testing/live-download';
import { compareVersions } from './version';

const running = liveDownload({ status: 'running', runId: RUN, phase: 'downloading', progressPercent: 40 });

describe(withProgress, () => {
  it('should take what the run of the row reports', () => {
    const state = withProgress(
      withRow(undefined, running),
      progressEvent({ percent: 43, downloadedBytes: 437 }),
    );
    expect(state).toMatchObject({ tenths: 437, live: { downloadedBytes: 437, phase: 'downloading' } });
  });

  it('should never fall while the download goes on', () => {
    let state = withRow(undefined, running);
    const percents = [43, 41, 44, 44, 60, 59].map((percent) => {
      state = withProgress(state, progressEvent({ percent, downloadedBytes: percent * 10 })) ?? state;
      return state.tenths;
    });
    expect(percents).toEqual([430, 430, 440, 440, 600, 600]);
  });

  it.each([
    ['a frozen worker, whose run was taken over', { runId: 'another' }],
    ['another tenant', { tenantId: 'other' }],
  ])('should drop what comes of %s', (_case, of) => {
    expect(withProgress(withRow(undefined, running), progressEvent(of))).toBeUndefined();
  });

  it.each(['completed', 'failed', 'cancelled', 'queued'] as const)(
    'should drop what the run says after the row is %s',
    (status) => {
      const state = withRow(undefined, liveDownload({ ...running, status }));
      expect(withProgress(state, progressEvent({ percent: 99 }))).toBeUndefined();
    },
  );

  it('should say less than 100 until the file is stored', () => {
    const state = withProgress(
      withRow(undefined, running),
      progressEvent({ percent: 99, downloadedBytes: 1000, totalBytes: 1000 }),
    );
    expect(state?.tenths).toBe(990);
  });
});

describe(needsRow, () => {
  it('should want the row once for each run that it does not know', () => {
    const state = withRow(undefined, running);
    const event = progressEvent({ runId: 'newer' });
    expect(needsRow(state, event)).toBe(true);
    expect(needsRow(withUnknownRun(state, 'newer'), event)).toBe(false);
    expect(needsRow(state, progressEvent({}))).toBe(false);
    expect(needsRow(state, progressEvent({ runId: 'newer', tenantId: 'other' }))).toBe(false);
  });
});

describe(withRow, () => {
  it('should keep what was reported since the row was written', () => {
    const heard = withProgress(
      withRow(undefined, running),
      progressEvent({ percent: 50, downloadedBytes: 500 }),
    );
    const state = withRow(heard, { ...running, progressPercent: 45, downloadedBytes: 450 });
    expect(state).toMatchObject({ tenths: 500, live: { downloadedBytes: 500 } });
  });

  it('should not show what an older run reported once a newer one has the row', () => {
    const heard = withProgress(
      withRow(undefined, running),
      progressEvent({ percent: 50, downloadedBytes: 500 }),
    );
    const state = withRow(heard, { ...running, runId: 'newer', downloadedBytes: 0, phase: 'resolving' });
    expect(state.live).toBeNull();
    expect(state.tenths).toBe(500);
  });

  it('should begin anew when it is tried again by hand, and be newer all the same', () => {
    const failed = withRow(undefined, liveDownload({ ...running, status: 'failed', startedAt: new Date(1) }));
    const again = liveDownload({ status: 'queued', generation: 1, progressPercent: 0, startedAt: null });
    const state = withRow(failed, again);
    expect(state.tenths).toBe(0);
    expect(compareVersions(versionOf(state), versionOf(failed))).toBeGreaterThan(0);
  });

  it('should be 100 when it is complete', () => {
    expect(withRow(undefined, liveDownload({ status: 'completed', progressPercent: 100 })).tenths).toBe(1000);
  });
});
