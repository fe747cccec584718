import type { DownloadRun } from '@app/downloads';
import { Signals } from '@app/queue';
import { LeaseLost } from '@app/work';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Interrupted } from './stop-reasons';

const shuttingDown = () => new Interrupted('the worker is shutting down');

interface LiveRun {
  run: DownloadRun;
  stop: AbortController;
  ended: Promise<null>;
  end: () => void;
}

/** The runs of this worker, and how each of them is stopped. */
@Injectable()
export class LiveRuns implements OnApplicationBootstrap {
  private readonly runs = new Map<string, LiveRun>();
  private stopping = false;

  constructor(private readonly signals: Signals) {}

  onApplicationBootstrap(): void {
    this.signals.on('download.cancelled', ({ download_id: id }) => {
      for (const { run, stop } of this.runs.values()) if (run.downloadId === id) stop.abort(new LeaseLost());
    });
  }

  /** Takes a run under care; its signal aborts with the reason when it must stop. */
  beginRun(run: DownloadRun, jobSignal: AbortSignal): AbortSignal {
    const stop = new AbortController();
    const { promise: ended, resolve } = Promise.withResolvers<null>();
    this.runs.set(run.runId, { run, stop, ended, end: () => resolve(null) });
    jobSignal.addEventListener('abort', () => stop.abort(shuttingDown()), { once: true });
    if (this.stopping || jobSignal.aborted) stop.abort(shuttingDown());
    return stop.signal;
  }

  endRun(run: DownloadRun): void {
    this.runs.get(run.runId)?.end();
    this.runs.delete(run.runId);
  }

  stop(runId: string, reason: Error): void {
    this.runs.get(runId)?.stop.abort(reason);
  }

  /** The one that began last loses the least. */
  stopNewest(reason: Error): void {
    [...this.runs.values()].at(-1)?.stop.abort(reason);
  }

  stopAll(reason: Error): void {
    for (const { stop } of this.runs.values()) stop.abort(reason);
  }

  /** Stops all, also those that are still to begin, and waits until their processes are gone. */
  async shutDown(): Promise<void> {
    this.stopping = true;
    this.stopAll(shuttingDown());
    while (this.runs.size > 0) await Promise.all([...this.runs.values()].map(({ ended }) => ended));
  }

  get ids(): string[] {
    return [...this.runs.keys()];
  }

  get count(): number {
    return this.runs.size;
  }
}
