import { randomUUID } from 'node:crypto';
import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { AppError, Clock, messageOf } from '@app/kernel';
import { type CourseworkKind, type Credential, hasFeature } from '@app/google';
import { Signals } from '@app/queue';
import { decideRetry, LeaseLost, whileHeld, type WorkError } from '@app/work';
import { Injectable, Logger } from '@nestjs/common';
import type { Course } from '../course';
import {
  CourseSyncsRepository,
  type SyncBefore,
  type SyncClaim,
} from './persistence/course-syncs.repository';
import { ReadCourse, unreadableKinds } from './read-course.service';

/** Lists never tell of deletions, nor items of what changed in their folders: this often everything is looked at again. */
const ANEW_EVERY_MS = 7 * 24 * 3_600_000;

const UNEXPECTED: WorkError = { code: 'internal', message: 'Something unexpected went wrong.' };

export interface SyncOptions {
  /** Looks at every item again, also at those that did not change. */
  anew?: boolean;
  generation?: number;
  signal?: AbortSignal;
}

/** Brings what an account sees of a course up to date, once at a time. */
@Injectable()
export class SyncCourse {
  private readonly logger = new Logger(SyncCourse.name);

  constructor(
    private readonly syncs: CourseSyncsRepository,
    private readonly reading: ReadCourse,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly signals: Signals,
    private readonly config: AppConfig,
  ) {}

  /** False when another process reads this course just now, or has since it was looked at. @throws what Google answers. */
  async syncCourse(course: Course, credential: Credential, options: SyncOptions = {}): Promise<boolean> {
    const { generation, signal } = options;
    const claim = { courseId: course.id, credentialId: credential.id, runId: randomUUID(), generation };
    const unreadKinds = unreadableKinds(credential);
    const before = await this.syncs.claim(claim, {
      own: options.anew === true,
      unreadKinds,
      freshMs: this.config.courses.cacheTtlMs,
      knownReadAt: course.sync.syncedAt,
    });
    if (!before) return false;
    const anew = this.isAnew(course, before, options);
    const heartbeat = () => this.syncs.heartbeat(claim);
    try {
      await whileHeld(heartbeat, signal, (held) =>
        this.read(course, credential, { claim, before, anew, signal: held }),
      );
      return true;
    } catch (error) {
      // Asked first: the signal's reason may be a lease that is lost elsewhere.
      if (signal?.aborted) await this.settle(() => this.syncs.requeue(claim));
      else if (error instanceof LeaseLost) return this.leave(course);
      else await this.end(claim, before, error, anew);
      throw error;
    }
  }

  /** The row is another reader's. */
  private leave({ id }: Course): false {
    this.logger.log({ message: 'course reading stopped: taken over', course_id: id });
    return false;
  }

  private isAnew({ sync }: Course, { anew, sharedFrom }: SyncBefore, options: SyncOptions): boolean {
    if (sharedFrom !== null) return false;
    const sinceAnewMs = this.clock.now().getTime() - (sync.fullSyncedAt?.getTime() ?? 0);
    return options.anew === true || anew || sinceAnewMs > ANEW_EVERY_MS;
  }

  private async read(
    course: Course,
    credential: Credential,
    {
      claim,
      before,
      anew,
      signal,
    }: { claim: SyncClaim; before: SyncBefore; anew: boolean; signal?: AbortSignal },
  ): Promise<void> {
    const { sharedFrom, unfinished, startedAt } = before;
    const visit = { credentialId: credential.id, mayRead: hasFeature(credential.scopes, 'drive'), signal };
    const reading = { course, credential, claim, visit };
    const unreadKinds: CourseworkKind[] =
      sharedFrom === null
        ? await this.reading.atGoogle(reading, { anew, whole: anew || unfinished })
        : await this.reading.from(sharedFrom, reading);
    const listedAt = sharedFrom === null ? startedAt : null;
    await this.settle(() => this.syncs.finish(claim, { unreadKinds, anew, listedAt }));
    // Those who waited for it take it over.
    if (listedAt) await this.signals.send('backlog.changed', {});
  }

  /** What somebody waits for outlives outages and quotas as downloads do; who reads by themselves is told. */
  private async end(claim: SyncClaim, before: SyncBefore, error: unknown, anew: boolean): Promise<void> {
    const reason: WorkError = error instanceof AppError ? error : UNEXPECTED;
    const decision = decideRetry(error, { attempt: 0, maxRuns: 1, ageMs: before.ageMs });
    if (before.requested && decision.kind === 'queued') {
      const { code, message, hint } = reason;
      const { delayMs } = decision;
      await this.settle(() => this.syncs.requeue(claim, { code, message, hint, delayMs }));
    } else {
      await this.settle(() => this.syncs.fail(claim, reason, anew));
    }
    this.logger.warn({ message: `course not read: ${messageOf(error)}`, course_id: claim.courseId, error });
  }

  private settle(work: () => Promise<void>): Promise<void> {
    return this.database.retryOnConnectionLoss(work);
  }
}
