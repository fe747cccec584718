import { Clock, within } from '@app/kernel';
import { type Credential, DriveClient, hasFeature, YoutubeOembed } from '@app/google';
import { Injectable, Logger } from '@nestjs/common';
import type { Video } from '../course';
import { SourceReachRepository } from './persistence/source-reach.repository';
import { VideosRepository } from '../persistence/videos.repository';
import { driveVerdictOf } from './drive-verdict';
import { type Verdict, type VerdictCode, type VerdictState, verdictOf } from '../verdict';

/** A verdict younger than this is taken as it is. */
const FRESH_MS = 10 * 60_000;
const LOCKED_MS = 24 * 3_600_000;
const TIMEOUT_MS = 5_000;

/** Says before queueing whether a video can be had, and why not. */
@Injectable()
export class CheckVideo {
  private readonly logger = new Logger(CheckVideo.name);

  constructor(
    private readonly drive: DriveClient,
    private readonly youtube: YoutubeOembed,
    private readonly videos: VideosRepository,
    private readonly reaches: SourceReachRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The known verdict when it is fresh; otherwise a new one, waited for `waitMs` at most. A look that takes longer
   * goes on and is kept for the next time; for now the answer is what was known.
   */
  async checkVideo(video: Video, credential: Credential, waitMs: number): Promise<Verdict> {
    const checkedAt = video.verdict.checkedAt?.getTime() ?? 0;
    // Only a download meets the day's limit of a file; what Drive tells of it looks as always.
    const keptMs = video.verdict.code === 'drive.quota' ? LOCKED_MS : FRESH_MS;
    if (this.clock.now().getTime() - checkedAt < keptMs) return video.verdict;
    const look = this.lookUp(video, credential).catch((error: unknown) => {
      this.logger.debug({ message: 'no verdict', video_id: video.id, error });
      return undefined;
    });
    const fresh = await within(waitMs, look);
    return fresh ?? verdictOf('unknown', null, video.verdict.checkedAt);
  }

  private async lookUp(video: Video, credential: Credential): Promise<Verdict | undefined> {
    if (video.source === 'google_drive') return this.lookAtDrive(video, credential);
    if (video.source !== 'youtube') return undefined;
    const { state } = await this.youtube.fetchEntry(video.url, AbortSignal.timeout(TIMEOUT_MS));
    if (state === 'unknown') return undefined;
    const verdict: [VerdictState, VerdictCode | null] =
      state === 'gone' ? ['unavailable', 'source.removed'] : ['available', null];
    await this.videos.saveVerdict(video.id, ...verdict);
    return verdictOf(...verdict, this.clock.now());
  }

  private async lookAtDrive(video: Video, credential: Credential): Promise<Verdict> {
    const [state, code] = await this.driveVerdict(video, credential);
    await this.reaches.saveReach(credential.id, video.sourceKey, state, code);
    return verdictOf(state, code, this.clock.now());
  }

  private async driveVerdict(
    video: Video,
    credential: Credential,
  ): Promise<[VerdictState, VerdictCode | null]> {
    if (!hasFeature(credential.scopes, 'drive')) return ['unavailable', 'google.missing-scope'];
    const reference = { fileId: video.sourceKey.slice('drive:'.length), resourceKey: video.resourceKey };
    try {
      const file = await this.drive.file(credential.id, reference, AbortSignal.timeout(TIMEOUT_MS));
      if (file.trashed) return ['unavailable', 'drive.trashed'];
      return file.canDownload ? ['available', null] : ['unavailable', 'drive.forbidden'];
    } catch (error) {
      const verdict = driveVerdictOf(error);
      if (!verdict) throw error;
      return verdict;
    }
  }
}
