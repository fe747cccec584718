import {
  DriveFileNotVisible,
  type Credential,
  GoogleForbidden,
  GoogleMissingScope,
  GoogleUnavailable,
  type OembedAnswer,
  type YoutubeOembed,
} from '@app/google';
import { Logger } from '@nestjs/common';
import type { Video, VideoAddress } from '../course';
import type { SourceReachRepository } from './persistence/source-reach.repository';
import type { VideosRepository } from '../persistence/videos.repository';
import { driveFile, FakeDrive } from '../testing/fake-drive';
import { CheckVideo } from './check-video.service';
import { verdictOf } from '../verdict';
import { driveVideo, plainVideo, youtubeVideo } from './video-links';

const FILE = '1AbC-dEf_GhIj';
/** Of the database; that of this machine is another one. */
const NOW = new Date('2026-02-01T00:00:00Z');
const LONG_AGO = new Date('2026-01-01T00:00:00Z');
/** Longer than any look in these tests takes: what is waited for is the look. */
const PATIENT_MS = 30_000;
const DRIVE_SCOPE = 'https://www.googleapis.com/auth/drive.readonly';

describe(CheckVideo, () => {
  let drive: FakeDrive;
  let answers: Promise<OembedAnswer>;
  let saved: unknown[][];

  beforeAll(() => void Logger.overrideLogger(false));

  beforeEach(() => {
    drive = new FakeDrive();
    answers = Promise.resolve({ state: 'exists' });
    saved = [];
    // The look wins every race; the wait that loses it must not keep the process.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  });

  afterEach(() => jest.useRealTimers());

  function check(video: Video, { scopes = [DRIVE_SCOPE], waitMs = PATIENT_MS } = {}) {
    const keep = async (...facts: unknown[]) => void saved.push(facts);
    const videos = { saveVerdict: keep } as unknown as VideosRepository;
    const reaches = { saveReach: keep } as unknown as SourceReachRepository;
    const youtube = { fetchEntry: () => answers } as unknown as YoutubeOembed;
    const credential = { id: 7, scopes } as unknown as Credential;
    const clock = { now: () => NOW };
    return new CheckVideo(drive.client, youtube, videos, reaches, clock).checkVideo(
      video,
      credential,
      waitMs,
    );
  }

  function video(address: VideoAddress, verdict = verdictOf('unknown', null, LONG_AGO)): Video {
    const unknown = { title: null, thumbnailUrl: null, mimeType: null, sizeBytes: null };
    return { id: 'v1', ...address, ...unknown, durationSeconds: null, resourceKey: '0-key', verdict };
  }

  it('should take a fresh verdict as it is', async () => {
    const fresh = verdictOf('unavailable', 'drive.trashed', new Date(NOW.getTime() - 9 * 60_000));
    await expect(check(video(driveVideo(FILE), fresh))).resolves.toBe(fresh);
    expect(drive.asked).toEqual([]);
  });

  it('should look again after ten minutes', async () => {
    drive.add(driveFile(FILE));
    const old = verdictOf('unavailable', 'drive.trashed', new Date(NOW.getTime() - 11 * 60_000));
    await expect(check(video(driveVideo(FILE), old))).resolves.toMatchObject({ state: 'available' });
    expect(drive.asked).toEqual([`file ${FILE} 0-key`]);
  });

  it('should keep for a day that Google has locked the file, which only a download can tell', async () => {
    drive.add(driveFile(FILE));
    const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
    const locked = verdictOf('unknown', 'drive.quota', hoursAgo(23));
    await expect(check(video(driveVideo(FILE), locked))).resolves.toEqual(locked);
    const open = verdictOf('unknown', 'drive.quota', hoursAgo(25));
    await expect(check(video(driveVideo(FILE), open))).resolves.toMatchObject({ state: 'available' });
  });

  it.each([
    ['available', null, {}],
    ['unavailable', 'drive.trashed', { trashed: true }],
    ['unavailable', 'drive.forbidden', { canDownload: false }],
  ])('should find a Drive file %s (%s), and keep it for this account', async (state, code, facts) => {
    drive.add(driveFile(FILE, facts));
    await expect(check(video(driveVideo(FILE)))).resolves.toMatchObject({ state, code });
    expect(saved).toEqual([[7, `drive:${FILE}`, state, code]]);
  });

  it.each<[string, Error]>([
    ['drive.not-visible', new DriveFileNotVisible()],
    ['drive.not-visible', new GoogleForbidden('')],
    ['google.missing-scope', new GoogleMissingScope()],
  ])('should say %s when Google refuses', async (code, error) => {
    drive.refuse(FILE, error);
    await expect(check(video(driveVideo(FILE)))).resolves.toMatchObject({ state: 'unavailable', code });
  });

  it('should not ask Drive when the account did not allow it', async () => {
    await expect(check(video(driveVideo(FILE)), { scopes: [] })).resolves.toMatchObject({
      code: 'google.missing-scope',
    });
    expect(drive.asked).toEqual([]);
  });

  it('should know nothing, and keep nothing, while Google does not answer', async () => {
    drive.refuse(FILE, new GoogleUnavailable());
    const verdict = check(video(driveVideo(FILE)));
    await jest.advanceTimersByTimeAsync(PATIENT_MS);
    await expect(verdict).resolves.toEqual(verdictOf('unknown', null, LONG_AGO));
    expect(saved).toEqual([]);
  });

  it.each<[OembedAnswer['state'], string, string | null]>([
    ['exists', 'available', null],
    ['gone', 'unavailable', 'source.removed'],
  ])('should keep for everybody that a YouTube video %s', async (state, expected, code) => {
    answers = Promise.resolve({ state });
    await expect(check(video(youtubeVideo('dQw4w9WgXcQ')))).resolves.toMatchObject({ state: expected, code });
    expect(saved).toEqual([['v1', expected, code]]);
  });

  it.each<[string, VideoAddress]>([
    ['YouTube will not say', youtubeVideo('dQw4w9WgXcQ')],
    ['it is a file somewhere', plainVideo('direct_link', 'https://cdn.example/a.mp4')],
    ['it is a page somewhere', plainVideo('other', 'https://vimeo.com/76979871')],
  ])('should leave it open when %s', async (_case, address) => {
    answers = Promise.resolve({ state: 'unknown' });
    await expect(check(video(address), { waitMs: 0 })).resolves.toMatchObject({
      state: 'unknown',
      code: null,
    });
    expect(saved).toEqual([]);
  });

  it('should not wait longer than it may, and still keep what comes later', async () => {
    const { promise, resolve } = Promise.withResolvers<OembedAnswer>();
    answers = promise;
    const verdict = check(video(youtubeVideo('dQw4w9WgXcQ')), { waitMs: 150 });
    await jest.advanceTimersByTimeAsync(150);
    await expect(verdict).resolves.toMatchObject({ state: 'unknown' });
    expect(saved).toEqual([]);
    resolve({ state: 'gone' });
    await jest.advanceTimersByTimeAsync(0);
    expect(saved).toEqual([['v1', 'unavailable', 'source.removed']]);
  });
});
