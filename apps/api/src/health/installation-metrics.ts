import { CountDownloads, DURATION_BOUNDS, PausedHosts } from '@app/downloads';
import { KeptFor } from '@app/kernel';
import { WorkerRegistry } from '@app/workers';
import { Injectable } from '@nestjs/common';
import { type Sample, writeMetric } from './exposition';

/** Every kind of end is there from the beginning: a rate over a counter that appears later misses its first step. */
const NONE = ['completed', 'failed', 'cancelled'].flatMap((status) =>
  ['youtube', 'google_drive', 'direct_link', 'other'].map((source) => ({ status, source, downloads: 0 })),
);

/**
 * Metrics of the whole installation, computed from PostgreSQL and Redis. Every replica of the api answers the same
 * figures, so they are to be taken from one of them (max, not sum); nothing is counted twice and nothing is lost when
 * a process ends.
 */
@Injectable()
export class InstallationMetrics {
  private readonly text = new KeptFor<string>(2_000);

  constructor(
    private readonly counts: CountDownloads,
    private readonly registry: WorkerRegistry,
    private readonly paused: PausedHosts,
  ) {}

  render(): Promise<string> {
    return this.text.get(() => this.write());
  }

  private async write(): Promise<string> {
    const parts = await Promise.all([
      this.ended(),
      this.current(),
      this.queues(),
      this.workers(),
      this.hosts(),
    ]);
    return parts.join('');
  }

  private async ended(): Promise<string> {
    const ended = await this.counts.ended();
    const totals = sumBy(
      [...NONE, ...ended],
      ({ status, source }) => ({ status, source }),
      ({ downloads }) => downloads,
    );
    const completed = ended.filter(({ status }) => status === 'completed');
    const bytes = sumBy(
      ended,
      ({ source }) => ({ source }),
      (one) => one.bytes,
    );
    const seconds = completed.reduce((sum, one) => sum + one.seconds, 0);
    const within = (bucket: number) =>
      completed.filter((one) => one.bucket <= bucket).reduce((sum, one) => sum + one.downloads, 0);
    const count = within(DURATION_BOUNDS.length);
    const buckets: Sample[] = DURATION_BOUNDS.map((le, index) => ({
      suffix: '_bucket',
      labels: { le },
      value: within(index),
    }));
    return (
      writeMetric('cdl_downloads_total', 'counter', 'Downloads that ended', totals) +
      writeMetric('cdl_download_bytes_total', 'counter', 'Bytes fetched', bytes) +
      writeMetric('cdl_download_duration_seconds', 'histogram', 'How long completed downloads took', [
        ...buckets,
        { suffix: '_bucket', labels: { le: '+Inf' }, value: count },
        { suffix: '_sum', labels: {}, value: seconds },
        { suffix: '_count', labels: {}, value: count },
      ])
    );
  }

  private async current(): Promise<string> {
    const now = await this.counts.currentByStatus();
    const samples = now.map(({ status, downloads }) => ({ labels: { status }, value: downloads }));
    const backlog = now.find(({ status }) => status === 'queued')?.downloads ?? 0;
    return (
      writeMetric(
        'cdl_downloads_current',
        'gauge',
        'Downloads by present status; above 100,000 an estimate',
        samples,
      ) + writeMetric('cdl_backlog', 'gauge', 'Downloads that wait', [{ labels: {}, value: backlog }])
    );
  }

  private async queues(): Promise<string> {
    const depth = await this.counts.queueDepth();
    if (!depth) return '';
    const { queue, waiting, active } = depth;
    return writeMetric('cdl_queue_jobs', 'gauge', 'Jobs in Redis', [
      { labels: { queue, state: 'waiting' }, value: waiting },
      { labels: { queue, state: 'active' }, value: active },
    ]);
  }

  private async hosts(): Promise<string> {
    const paused = await this.paused.listPauses();
    const samples = paused.map(({ host, code, pausedUntil }) => ({
      labels: { host, code },
      value: Math.round(pausedUntil.getTime() / 1000),
    }));
    return writeMetric(
      'cdl_host_paused_until_seconds',
      'gauge',
      'Hosts that are paused, and until when; * is all of them',
      samples,
    );
  }

  private async workers(): Promise<string> {
    const live = await this.registry.listLive();
    const sum = (slots: (worker: (typeof live)[number]) => number) =>
      live.reduce((all, one) => all + slots(one), 0);
    return (
      writeMetric('cdl_workers', 'gauge', 'Workers seen lately', [{ labels: {}, value: live.length }]) +
      writeMetric('cdl_slots', 'gauge', 'Downloads all workers can run at once', [
        { labels: { state: 'all' }, value: sum(({ slots }) => slots) },
        { labels: { state: 'busy' }, value: sum(({ running }) => running) },
      ])
    );
  }
}

function sumBy<T>(
  items: T[],
  labelsOf: (item: T) => Record<string, string>,
  valueOf: (item: T) => number,
): Sample[] {
  const sums = new Map<string, Sample>();
  for (const item of items) {
    const labels = labelsOf(item);
    const key = JSON.stringify(labels);
    const value = (sums.get(key)?.value ?? 0) + valueOf(item);
    sums.set(key, { labels, value });
  }
  return [...sums.values()];
}
