import { type LastTime, WAITING_CODES, waitingFor, type WaitingFacts } from './waiting-for';

/** The host's clock has long passed it: only PostgreSQL's counts. */
const NOW = new Date('2020-03-01T08:00:00Z');
const SOON = new Date(NOW.getTime() + 3_600_000);
const BEFORE = new Date(NOW.getTime() - 1_000);
const FREE: WaitingFacts = {
  now: NOW,
  sharesFetch: false,
  enqueued: false,
  delayed: false,
  host: 'videos.example',
  uplinkPausedUntil: null,
  hostPausedUntil: null,
  hostCode: null,
  hostInFlight: 0,
  workers: 2,
  slots: 8,
};
const NOTHING: LastTime = { runAt: SOON, errorCode: null, errorMessage: null };
const STALLED = { ...NOTHING, errorCode: 'source.stalled', errorMessage: 'No data came.' };
const FULL = { ...NOTHING, errorCode: 'disk.full', errorMessage: 'The disk is full.' };

type Row = [what: string, code: string, facts: Partial<WaitingFacts>, last: LastTime, until: Date | null];

const ROWS: Row[] = [
  ['another fetches the same', 'same-video', { sharesFetch: true, hostPausedUntil: SOON }, STALLED, null],
  ['the uplink is down', 'uplink-down', { uplinkPausedUntil: SOON, hostPausedUntil: SOON }, STALLED, SOON],
  ['the uplink is probed', 'uplink-down', { uplinkPausedUntil: BEFORE, delayed: true }, STALLED, null],
  ['it is a probe itself', 'worker', { uplinkPausedUntil: BEFORE, enqueued: true }, STALLED, null],
  ['its host is paused', 'host-paused', { hostPausedUntil: SOON, delayed: true }, STALLED, SOON],
  ['its host is probed', 'host-paused', { hostPausedUntil: BEFORE, delayed: true }, STALLED, null],
  ['it is tried again later', 'retry', { delayed: true, workers: 0 }, STALLED, SOON],
  ['it is put off without a reason', 'retry', { delayed: true }, NOTHING, SOON],
  ['the disk was full', 'disk-full', { delayed: true }, FULL, SOON],
  ['no worker runs', 'no-worker', { workers: 0, slots: 0, enqueued: true }, NOTHING, null],
  ['no worker has room', 'disk-full', { slots: 0 }, NOTHING, null],
  ['it is handed over', 'worker', { enqueued: true, hostInFlight: 4 }, STALLED, null],
  ['its host is at its limit', 'host-limit', { hostInFlight: 4 }, NOTHING, null],
  ['others go first', 'turn', { hostInFlight: 3 }, STALLED, null],
];

describe(waitingFor, () => {
  it.each(ROWS)('should know that %s: %s', (_what, ...[code, facts, last, until]) => {
    const found = waitingFor({ ...FREE, ...facts }, last, 4);
    expect(found).toMatchObject({ code, until });
    expect(found.message).toMatch(/^[A-Z0-9v].*\.$/);
  });

  it('should say what went wrong the last time', () => {
    expect(waitingFor({ ...FREE, delayed: true }, STALLED, 4).message).toBe('No data came.');
  });

  it.each([
    ['source.rate-limited', 'videos.example asked us to slow down. Its downloads are paused.'],
    ['source.unreachable', 'videos.example cannot be reached. Its downloads are paused.'],
  ])('should name the host and what is wrong with it: %s', (hostCode, words) => {
    expect(waitingFor({ ...FREE, hostPausedUntil: SOON, hostCode }, NOTHING, 4).message).toBe(words);
  });

  it('should have a case here for every code', () => {
    expect(new Set(ROWS.map(([, code]) => code))).toEqual(new Set(WAITING_CODES));
  });
});
