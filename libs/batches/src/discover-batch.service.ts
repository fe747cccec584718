import { randomUUID } from 'node:crypto';
import { AppConfig } from '@app/config';
import { FindVideos, type CourseVideo, RunCourseSync, warningsOf } from '@app/courses';
import { Database } from '@app/database';
import { AddBatchDownloads, DEFAULT_OPTIONS } from '@app/downloads';
import { AppError, Clock } from '@app/kernel';
import { decideRetry, LeaseLost, whileHeld } from '@app/work';
import { Injectable, Logger } from '@nestjs/common';
import { blockedByStorage, blockedByVerdict } from './blocked-in-batch';
import { BatchAccountRemoved } from './batch.errors';
import { type BatchDiscovery, BatchDiscoveryRepository } from './persistence/batch-discovery.repository';

/** A worker's side of a batch: read the course, leave out what cannot be had, queue the rest in one go. */
@Injectable()
export class DiscoverBatch {
  private readonly logger = new Logger(DiscoverBatch.name);

  constructor(
    private readonly discoveries: BatchDiscoveryRepository,
    private readonly sync: RunCourseSync,
    private readonly videos: FindVideos,
    private readonly downloads: AddBatchDownloads,
    private readonly database: Database,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  async discoverBatch(batchId: string, generation: number, signal: AbortSignal): Promise<void> {
    const discovery = await this.discoveries.claim(batchId, generation, randomUUID());
    if (!discovery) return;
    const heartbeat = () => this.discoveries.heartbeat(discovery);
    try {
      await whileHeld(heartbeat, signal, (held) => this.discover(discovery, held));
    } catch (error) {
      if (!(error instanceof LeaseLost)) await this.end(discovery, error, signal);
    }
  }

  private async discover(discovery: BatchDiscovery, signal: AbortSignal): Promise<void> {
    const { courseId, credentialId, kinds } = discovery;
    if (credentialId === null) throw new BatchAccountRemoved();
    const { course, credential } = await this.sync.upToDate(courseId, credentialId, signal);
    const all = await this.videos.ofCourse(course, credential, kinds);
    const blocked = all.filter(({ verdict }) => verdict.state === 'unavailable');
    const possible = all.filter(({ verdict }) => verdict.state !== 'unavailable');
    const { quality, subtitles } = discovery;
    const absent = discovery.skipExisting ? await this.withoutExisting(discovery, possible) : possible;
    const refusals = await this.downloads.refusals(absent, discovery, {
      ...DEFAULT_OPTIONS,
      quality,
      subtitles,
    });
    const wanted = absent.filter((video) => !refusals.has(video));
    await this.database.transaction(async () => {
      const open = await this.discoveries.finish(discovery, {
        skipped: possible.length - absent.length,
        blocked: [...blocked.map(blockedByVerdict), ...blockedByStorage(refusals)],
        warnings: warningsOf(course),
      });
      if (open) await this.add({ ...discovery, credentialId }, wanted);
    });
  }

  private async withoutExisting(
    { tenantId, requester }: BatchDiscovery,
    videos: CourseVideo[],
  ): Promise<CourseVideo[]> {
    const keys = videos.map((video) => video.sourceKey);
    const finished = await this.downloads.finishedSources(tenantId, requester, keys);
    return videos.filter((video) => !finished.has(video.sourceKey));
  }

  private add(discovery: BatchDiscovery & { credentialId: number }, videos: CourseVideo[]): Promise<void> {
    const { batchId, tenantId, requester, credentialId, correlationId, quality, subtitles } = discovery;
    const options = { ...DEFAULT_OPTIONS, quality, subtitles };
    return this.downloads.addDownloads(videos, {
      batchId,
      tenantId,
      requester,
      credentialId,
      correlationId,
      options,
    });
  }

  private async end(discovery: BatchDiscovery, error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      await this.settle(() => this.discoveries.requeue(discovery, { delayMs: 0, spentAttempts: 0 }));
      return;
    }
    const code = error instanceof AppError ? error.code : 'internal';
    const message = error instanceof AppError ? error.message : 'Something unexpected went wrong.';
    const { attempt, askedAt } = discovery;
    const { maxRuns } = this.config.downloads;
    const ageMs = this.clock.now().getTime() - askedAt.getTime();
    const decision = decideRetry(error, { attempt, maxRuns, ageMs });
    this.logger.warn({ message: `batch not discovered: ${message}`, batch_id: discovery.batchId, error });
    await this.settle(() =>
      decision.kind === 'failed'
        ? this.discoveries.failDiscovery(discovery, { code, message })
        : this.discoveries.requeue(discovery, { ...decision, error: { code, message } }),
    );
  }

  private settle(work: () => Promise<void>): Promise<void> {
    return this.database.retryOnConnectionLoss(work);
  }
}
