import type { OfferedCaptions } from '../captions/caption-list';
import { type FetchContext, type FetchPhase, type FetchProgress, PHASE_LIMITS } from '../fetching';
import {
  BroadcastNotBegun,
  BroadcastUnderWay,
  LiveStreamRefused,
  MergingTooLong,
  SourceStalled,
  SourceTooComplex,
} from '../media.errors';
import { LeastRate, type LeastRateOptions } from '../least-rate';
import { IdleTimeout } from '../idle-timeout';
import { FreeSpaceMeter } from '../free-space-meter';
import { TrackedProgress } from './track-progress';
import { MARKS } from './ytdlp-config';
import { type LiveState, readYtdlpLine, type TrackSize, type VideoInfo } from './ytdlp-output';

/** Of an error and what follows it: that many lines, so many characters each. */
const MAX_ERROR_LINES = 10;
const MAX_ERROR_LINE_LENGTH = 2_000;
/** A thousand formats, and what is said of them. */
const MAX_INFO_LENGTH = 1024 * 1024;
/** Extractors that know nothing of the site: what is live there stays so. */
const ANY_SITE = new Set(['Generic', 'HTML5MediaEmbed']);

const PHASES: readonly FetchPhase[] = ['resolving', 'downloading', 'merging'];

/** What is known of one run of yt-dlp while its lines come in, and how long its phases may take. */
export class YtdlpRun {
  info?: VideoInfo;
  captions?: OfferedCaptions;
  /** What it says the file is. */
  file?: string;
  private tracked?: TrackedProgress;
  private phase: FetchPhase = 'resolving';
  private readonly idleTimeout = new IdleTimeout();
  private readonly room = new FreeSpaceMeter();
  private least?: LeastRate;
  private counted = 0;
  private inspected: Promise<void> = Promise.resolve();
  private readonly errorLines: string[] = [];

  /** @param inspect looks at what is about to be fetched, and throws what is not to be. */
  constructor(
    private readonly context: FetchContext,
    private readonly limits: { stallMs: number; leastRate: LeastRateOptions },
    private readonly inspect: (info: VideoInfo) => Promise<void>,
  ) {}

  /** Aborts when it must end: a phase takes too long, or there is no room. */
  get stopped(): AbortSignal {
    return this.idleTimeout.signal;
  }

  beginResolving(): void {
    const { watcher, limits = PHASE_LIMITS } = this.context;
    watcher.phase('resolving');
    this.idleTimeout.start(limits.resolving, new SourceStalled(limits.resolving / 1000, 'resolving'));
  }

  stopTimeout(): void {
    this.idleTimeout.stop();
  }

  /** It ended well: nothing may have been found wrong with it, either. */
  async accepted(): Promise<void> {
    await this.inspected;
    this.stopped.throwIfAborted();
  }

  onStdout(line: string): void {
    if (this.phase === 'downloading') this.idleTimeout.reset();
    if (line.length > MAX_INFO_LENGTH && line.startsWith(MARKS.info)) {
      this.idleTimeout.abort(new SourceTooComplex());
      return;
    }
    const event = readYtdlpLine(line);
    if (event?.kind === 'info') this.begun(event.info);
    else if (event?.kind === 'live') this.refuseLive(event.live);
    else if (event?.kind === 'captions') this.captions = event.captions;
    else if (event?.kind === 'progress' && this.tracked) {
      this.progressed(this.tracked.advance(event.progress));
    } else if (event?.kind === 'file') this.file = event.path;
  }

  /** What is done after the download is told there, between words of the site's own, which are not trusted. */
  onStderr(line: string): void {
    const kept = this.errorLines.length;
    if (kept === 0 ? line.startsWith('ERROR:') : kept < MAX_ERROR_LINES)
      this.errorLines.push(line.slice(0, MAX_ERROR_LINE_LENGTH));
    if (readYtdlpLine(line)?.kind === 'merging') this.enter('merging');
  }

  /** Its first error and what follows; undefined where it has told none. What its threads say when they end may be long. */
  get firstError(): string | undefined {
    return this.errorLines.length === 0 ? undefined : this.errorLines.join('\n');
  }

  private begun(info: VideoInfo): void {
    this.info = info;
    this.tracked = new TrackedProgress(info.tracks);
    this.least = new LeastRate(this.limits.leastRate);
    this.inspected = this.inspect(info).catch((error: unknown) => this.idleTimeout.abort(error));
    this.enter('downloading');
    this.expectSize(info.tracks);
  }

  /** yt-dlp leaves a live stream out by itself, but does not say so by its exit code. */
  private refuseLive({ status, extractor }: LiveState): void {
    if (status === 'is_live')
      this.idleTimeout.abort(ANY_SITE.has(extractor) ? new LiveStreamRefused() : new BroadcastUnderWay());
    else if (status === 'is_upcoming' || status === 'post_live')
      this.idleTimeout.abort(new BroadcastNotBegun());
  }

  private progressed(progress: FetchProgress): void {
    this.context.watcher.progress(progress);
    if (this.room.isDue(progress.downloadedBytes)) this.checkRoom();
    const tooSlow = this.least?.recordBytes(progress.downloadedBytes - this.counted);
    this.counted = progress.downloadedBytes;
    if (tooSlow && this.phase === 'downloading') this.idleTimeout.abort(tooSlow);
  }

  private checkRoom(): void {
    this.context.watcher.checkRoom().catch((error: unknown) => this.idleTimeout.abort(error));
  }

  private expectSize(tracks: readonly TrackSize[]): void {
    if (!tracks.every(({ bytes, exact }) => exact && bytes !== null)) return;
    const bytes = tracks.reduce((sum, track) => sum + (track.bytes ?? 0), 0);
    const scratchBytes = tracks.length > 1 ? bytes : 0;
    this.context.watcher
      .expectSize({ bytes, keptBytes: 0, scratchBytes })
      .catch((error: unknown) => this.idleTimeout.abort(error));
  }

  /** Phases only go forward: two pipes are read in any order. */
  private enter(phase: 'downloading' | 'merging'): void {
    if (PHASES.indexOf(phase) <= PHASES.indexOf(this.phase)) return;
    this.phase = phase;
    this.context.watcher.phase(phase);
    const { merging } = this.context.limits ?? PHASE_LIMITS;
    const { stallMs } = this.limits;
    if (phase === 'merging') this.idleTimeout.start(merging, new MergingTooLong(merging / 1000));
    else this.idleTimeout.start(stallMs, new SourceStalled(stallMs / 1000));
  }
}
