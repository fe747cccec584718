import type { ExpectedSize, FetchPhase, FetchProgress, FetchWatcher } from '../fetching';

/** Keeps what a fetcher says while it runs. */
export class RecordedWatcher implements FetchWatcher {
  readonly phases: FetchPhase[] = [];
  readonly said: FetchProgress[] = [];
  roomChecks = 0;
  /** What looking at the disk answers. */
  onRoomCheck: () => Promise<void> = () => Promise.resolve();

  phase(phase: FetchPhase): void {
    this.phases.push(phase);
  }

  progress(progress: FetchProgress): void {
    this.said.push(progress);
  }

  /** Sizes that were told, in order. */
  readonly sizes: number[] = [];
  /** What hearing of a size answers. */
  onSize: () => Promise<void> = () => Promise.resolve();

  expectSize({ bytes }: ExpectedSize): Promise<void> {
    this.sizes.push(bytes);
    return this.onSize();
  }

  checkRoom(): Promise<void> {
    this.roomChecks += 1;
    return this.onRoomCheck();
  }

  get bytes(): number {
    return this.said.at(-1)?.downloadedBytes ?? 0;
  }
}
