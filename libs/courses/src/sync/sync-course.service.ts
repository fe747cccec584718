import { randomUUID } from 'node:crypto';
import { Database } from '@app/database';
import { AppError, Clock, messageOf } from '@app/kernel';
import {
  ClassroomClient,
  type CourseworkKind,
  type Credential,
  GoogleMissingScope,
  hasFeature,
} from '@app/google';
import { decideRetry } from '@app/work';
import { Injectable, Logger } from '@nestjs/common';
import type { Course } from '../course';
import {
  CourseSyncsRepository,
  type SyncBefore,
  type SyncClaim,
  type SyncError,
} from '../persistence/course-syncs.repository';
import { CourseworkRepository } from '../persistence/coursework.repository';
import { type KindSync, SyncKind } from './sync-kind.service';

const KINDS: readonly { kind: CourseworkKind; feature: 'assignments' | 'materials' | 'announcements' }[] = [
  { kind: 'assignment', feature: 'assignments' },
  { kind: 'material', feature: 'materials' },
  { kind: 'announcement', feature: 'announcements' },
];

/** Lists never tell of deletions, nor items of what changed in their folders: this often everything is looked at again. */
const ANEW_EVERY_MS = 7 * 24 * 3_600_000;

const UNEXPECTED: SyncError = { code: 'internal', message: 'Something unexpected went wrong.' };

/** An item may take longer to look at than a reader may be silent. */
const HEARTBEAT_MS = 5_000;

export interface SyncOptions {
  /** Looks at every item again, also at those that did not change. */
  anew?: boolean;
  dispatch?: number;
  signal?: AbortSignal;
}

/** Reads one course through one account: what changed since the last time, or all of it. */
@Injectable()
export class SyncCourse {
  private readonly logger = new Logger(SyncCourse.name);

  constructor(
    private readonly classroom: ClassroomClient,
    private readonly syncs: CourseSyncsRepository,
    private readonly coursework: CourseworkRepository,
    private readonly kinds: SyncKind,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** False when another process reads this course through this account just now. @throws what Google answers. */
  async run(course: Course, credential: Credential, options: SyncOptions = {}): Promise<boolean> {
    const claim = {
      courseId: course.id,
      credentialId: credential.id,
      runId: randomUUID(),
      dispatch: options.dispatch,
    };
    const claimed = await this.syncs.claim(claim);
    if (!claimed) return false;
    const sinceAnewMs = this.clock.now().getTime() - (course.sync.fullSyncedAt?.getTime() ?? 0);
    const anew = options.anew === true || claimed.requested || sinceAnewMs > ANEW_EVERY_MS;
    const whole = anew || claimed.unfinished;
    const beat = setInterval(() => void this.syncs.heartbeat(claim).catch(() => undefined), HEARTBEAT_MS);
    try {
      const unread = await this.read(course, credential, { claim, anew, whole, signal: options.signal });
      await this.settle(() => this.syncs.finish(claim, unread, anew));
      return true;
    } catch (error) {
      if (options.signal?.aborted) await this.settle(() => this.syncs.putBack(claim));
      else await this.end(claim, claimed, error, anew);
      throw error;
    } finally {
      clearInterval(beat);
    }
  }

  private async read(
    course: Course,
    credential: Credential,
    { signal, ...reading }: Pick<KindSync, 'claim' | 'anew' | 'whole'> & { signal?: AbortSignal },
  ): Promise<CourseworkKind[]> {
    const view = { tenantId: credential.tenantId, courseId: course.id, credentialId: credential.id };
    const visit = { credentialId: credential.id, mayRead: hasFeature(credential.scopes, 'drive'), signal };
    const topics = await this.topicsOf(course, credential, signal);
    const unread: CourseworkKind[] = [];
    for (const { kind, feature } of KINDS) {
      const sync: KindSync = { kind, courseGoogleId: course.googleId, topics, view, visit, ...reading };
      const allowed = hasFeature(credential.scopes, feature);
      if (!allowed || !(await this.readKind(sync))) unread.push(kind);
    }
    return unread;
  }

  /** False when the account did not allow this kind; the others still count. */
  private async readKind(sync: KindSync): Promise<boolean> {
    try {
      const startedAt = await this.coursework.now();
      await this.kinds.read(sync);
      if (sync.whole) await this.coursework.forgetUnseen(sync.view, sync.kind, startedAt);
      return true;
    } catch (error) {
      if (error instanceof GoogleMissingScope) return false;
      throw error;
    }
  }

  private async topicsOf(
    course: Course,
    credential: Credential,
    signal?: AbortSignal,
  ): Promise<Map<string, string>> {
    if (!hasFeature(credential.scopes, 'topics')) return new Map();
    try {
      return await this.classroom.topics(credential.id, course.googleId, signal);
    } catch (error) {
      if (error instanceof GoogleMissingScope) return new Map();
      throw error;
    }
  }

  /** What was asked for waits for outages and quotas as downloads do; who reads by themselves is told. */
  private async end(claim: SyncClaim, claimed: SyncBefore, error: unknown, anew: boolean): Promise<void> {
    const reason: SyncError = error instanceof AppError ? error : UNEXPECTED;
    const decision = decideRetry(error, { attempt: 0, maxRuns: 1, ageMs: claimed.ageMs });
    if (claimed.requested && decision.kind === 'queued') {
      const { code, message, hint } = reason;
      const { delayMs } = decision;
      await this.settle(() => this.syncs.putBack(claim, { code, message, hint, delayMs }));
    } else {
      await this.settle(() => this.syncs.fail(claim, reason, anew));
    }
    this.logger.warn({ message: `course not read: ${messageOf(error)}`, course_id: claim.courseId, error });
  }

  private settle(work: () => Promise<void>): Promise<void> {
    return this.database.retryOnConnectionLoss(work);
  }
}
