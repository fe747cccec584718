import { type FetchContext, type FetchPhase, PHASE_LIMITS } from '../fetching';
import { MergingTooLong, SourceStalled } from '../media.errors';
import { Patience } from '../patience';
import { RoomMeter } from '../room-meter';
import { TrackedProgress } from './track-progress';
import { readYtdlpLine, type VideoInfo } from './ytdlp-output';

const PHASES: readonly FetchPhase[] = ['resolving', 'downloading', 'merging'];

/** What is known of one run of yt-dlp while its lines come in, and how long its phases may take. */
export class YtdlpRun {
  info?: VideoInfo;
  /** What it says the file is. */
  file?: string;
  private tracked?: TrackedProgress;
  private phase: FetchPhase = 'resolving';
  private readonly patience = new Patience();
  private readonly room = new RoomMeter();

  constructor(
    private readonly context: FetchContext,
    private readonly stallMs: number,
  ) {}

  /** Aborts when it must end: a phase takes too long, or there is no room. */
  get stopped(): AbortSignal {
    return this.patience.signal;
  }

  begin(): void {
    const { watcher, limits = PHASE_LIMITS } = this.context;
    watcher.phase('resolving');
    this.patience.begin(limits.resolving, new SourceStalled(limits.resolving / 1000, 'resolving'));
  }

  end(): void {
    this.patience.end();
  }

  onStdout(line: string): void {
    if (this.phase === 'downloading') this.patience.renew();
    const event = readYtdlpLine(line);
    if (event?.kind === 'info') {
      this.info = event.info;
      this.tracked = new TrackedProgress(event.info.tracks);
      this.enter('downloading');
    } else if (event?.kind === 'progress' && this.tracked) {
      const progress = this.tracked.update(event.progress);
      this.context.watcher.progress(progress);
      if (this.room.isDue(progress.downloadedBytes)) this.checkRoom();
    } else if (event?.kind === 'file') this.file = event.path;
  }

  /** What is done after the download is told there, between words of the site's own, which are not trusted. */
  onStderr(line: string): void {
    if (readYtdlpLine(line)?.kind === 'merging') this.enter('merging');
  }

  private checkRoom(): void {
    this.context.watcher.checkRoom().catch((error: unknown) => this.patience.lose(error));
  }

  /** Phases only go forward: two pipes are read in any order. */
  private enter(phase: 'downloading' | 'merging'): void {
    if (PHASES.indexOf(phase) <= PHASES.indexOf(this.phase)) return;
    this.phase = phase;
    this.context.watcher.phase(phase);
    const { merging } = this.context.limits ?? PHASE_LIMITS;
    if (phase === 'merging') this.patience.begin(merging, new MergingTooLong(merging / 1000));
    else this.patience.begin(this.stallMs, new SourceStalled(this.stallMs / 1000));
  }
}
