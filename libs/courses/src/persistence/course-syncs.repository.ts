import { Database, fromNow, now } from '@app/database';
import type { CourseworkKind } from '@app/google';
import { afterCrash } from '@app/work';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { CourseAccessEntity, CourseEntity } from './course.entity';

/** A sync that was not heard of for this long has died. */
export const SYNC_LEASE = `interval '30 seconds'`;

export interface SyncClaim {
  courseId: number;
  credentialId: number;
  runId: string;
  /** The job's number; undefined when it is run directly. */
  dispatch?: number;
}

export interface SyncRequirements {
  /** With the account itself, whoever has read the course. */
  own: boolean;
  /** Kinds that the account does not let us read. */
  unreadKinds: CourseworkKind[];
  /** COURSES_CACHE_TTL: another account's reading that is younger will do. */
  freshMs: number;
}

export interface SyncBefore {
  /** Somebody waits for it. */
  requested: boolean;
  /** Everything is to be looked at again. */
  anew: boolean;
  /** The account's last listing ended in the middle, if there was one: what it did not come to is not told by what it did. */
  unfinished: boolean;
  /** Since it was asked for, in milliseconds. */
  ageMs: number;
  startedAt: Date;
  /** The account whose reading is taken over; null: this one lists the course at Google. */
  sharedFrom: number | null;
}

/** Why a reading has not ended well, in words. */
export interface SyncError {
  code: string;
  message: string;
  hint?: string;
}

export interface FinishedSync {
  unreadKinds: CourseworkKind[];
  /** Everything was looked at again. */
  anew: boolean;
  /** When it began to list the course; null when it took another account's reading over. */
  listedAt: Date | null;
}

interface SharedReading {
  own: boolean;
  sharedFrom: number | null;
  /** Another account lists the course just now. */
  isListed: boolean;
}

/** A reading has ended so, unless another was asked for meanwhile: that one waits now. */
const ended = (status: 'done' | 'failed') => ({
  syncStatus: () => `CASE WHEN sync_again THEN 'queued' ELSE '${status}' END`,
  syncDispatch: () => 'sync_dispatch + sync_again::int',
  syncAdmittedAt: null,
  syncRunAt: now,
  syncAskedAt: now,
  syncAnew: () => 'sync_again',
  syncAgain: false,
  syncLists: false,
  syncCrashCount: 0,
});

/** As SQL: items of the course whose folders were not read to their end. */
const TRUNCATED_ITEMS = `(SELECT count(*) FROM coursework_access i JOIN coursework w ON w.id = i.coursework_id
  WHERE w.course_id = :courseId AND i.credential_id = :credentialId AND i.truncated)`;

/** Then nobody takes it over: it is given up. */
const IS_POISON = afterCrash({ prefix: 'a.sync_', status: 'sync_status', waiting: 'queued' }).isPoison;

/** Others (`o`) who see the same of a course as `a`: another role is told more or less. */
export const PEER = `o.course_id = a.course_id AND o.role = a.role AND o.credential_id <> a.credential_id`;

/**
 * Who reads which course when. One at a time reads a course through an account, and one of all accounts of a role lists
 * it at Google; a dead reader is replaced.
 */
@Injectable()
export class CourseSyncsRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(CourseAccessEntity) private readonly accesses: Repository<CourseAccessEntity>,
    @InjectRepository(CourseEntity) private readonly courses: Repository<CourseEntity>,
  ) {}

  /** What the reading before left; undefined when another process reads this course. */
  claim(claim: SyncClaim, required: SyncRequirements): Promise<SyncBefore | undefined> {
    return this.database.transaction(async () => {
      // Of many who begin at once exactly one finds that nobody lists the course.
      await this.courses.findOne({
        select: { id: true },
        where: { id: claim.courseId },
        lock: { mode: 'for_no_key_update' },
      });
      const shared = await this.sharedReading(claim, required);
      if (!shared) return undefined;
      if (shared.own) return this.take(claim, null);
      if (shared.sharedFrom === null && shared.isListed) return this.postpone(claim);
      return this.take(claim, shared.sharedFrom);
    });
  }

  /** False when another reader took it over. SQL: a repository does not go over the vital connection. */
  async heartbeat({ runId, courseId }: SyncClaim): Promise<boolean> {
    const sql = `UPDATE course_access SET sync_heartbeat_at = now()
       WHERE course_id = $2 AND sync_run_id = $1 AND sync_status = 'running'`;
    return (await this.database.vital(() => this.database.affected(sql, [runId, courseId]))) === 1;
  }

  async finish(claim: SyncClaim, { unreadKinds, anew, listedAt }: FinishedSync): Promise<void> {
    const { courseId, credentialId, runId: syncRunId } = claim;
    await this.accesses
      .createQueryBuilder()
      .update()
      .set({
        ...ended('done'),
        syncedAt: now,
        unreadKinds,
        syncErrorCode: null,
        syncErrorMessage: null,
        syncErrorHint: null,
        truncatedItems: () => TRUNCATED_ITEMS,
        ...(anew ? { fullSyncedAt: now } : {}),
        ...(listedAt
          ? { listedAt, ownDueAt: () => `now() + (1 + random()) * interval '12 hours'` }
          : { ownDueAt: () => `COALESCE(own_due_at, now() + random() * interval '1 day')` }),
      })
      .where({ courseId, credentialId, syncRunId })
      .setParameters({ courseId, credentialId })
      .execute();
  }

  /** @param anew the reading was to look at everything again: the next one has to */
  async fail(claim: SyncClaim, { code, message, hint }: SyncError, anew: boolean): Promise<void> {
    const { courseId, credentialId, runId: syncRunId } = claim;
    await this.accesses.update(
      { courseId, credentialId, syncRunId },
      {
        ...ended('failed'),
        syncErrorCode: code,
        syncErrorMessage: message,
        syncErrorHint: hint ?? null,
        ...(anew ? { fullSyncedAt: null } : {}),
      },
    );
  }

  /** Back to queued, for another worker; after a pause when there is a reason for one. */
  async requeue(claim: SyncClaim, reason?: SyncError & { delayMs: number }): Promise<void> {
    const { courseId, credentialId, runId: syncRunId } = claim;
    await this.accesses.update(
      { courseId, credentialId, syncRunId, syncStatus: 'running' },
      {
        syncStatus: 'queued',
        syncDispatch: () => 'sync_dispatch + 1',
        syncAdmittedAt: null,
        syncRunAt: fromNow({ secs: (reason?.delayMs ?? 0) / 1000 }),
        syncErrorCode: reason?.code ?? null,
        syncErrorMessage: reason?.message ?? null,
        syncErrorHint: reason?.hint ?? null,
        syncCrashCount: 0,
      },
    );
  }

  /** SQL: every column of it is a look at other accounts' rows. */
  private sharedReading(
    { courseId, credentialId }: SyncClaim,
    { own, unreadKinds, freshMs }: SyncRequirements,
  ): Promise<SharedReading | undefined> {
    return this.database.row<SharedReading>(
      `SELECT $3::boolean OR a.sync_anew OR COALESCE(a.own_due_at <= now(), false) AS own,
         (SELECT o.credential_id FROM course_access o
          WHERE ${PEER} AND o.listed_at > LEAST(now() - $5 * interval '1 millisecond',
              CASE a.sync_status WHEN 'queued' THEN a.sync_asked_at ELSE now() END) AND o.unread_kinds <@ $4
          ORDER BY o.listed_at DESC LIMIT 1) AS "sharedFrom",
         EXISTS (SELECT 1 FROM course_access o WHERE ${PEER} AND o.sync_status = 'running' AND o.sync_lists
           AND o.sync_heartbeat_at >= now() - ${SYNC_LEASE}) AS "isListed"
       FROM course_access a WHERE a.course_id = $1 AND a.credential_id = $2`,
      [courseId, credentialId, own, unreadKinds, freshMs],
    );
  }

  /** SQL: the row is joined with what it was before. */
  private take(
    { courseId, credentialId, runId, dispatch }: SyncClaim,
    sharedFrom: number | null,
  ): Promise<SyncBefore | undefined> {
    return this.database.row<SyncBefore>(
      `UPDATE course_access a SET sync_status = 'running', sync_run_id = $3, sync_heartbeat_at = now(), sync_admitted_at = NULL,
         sync_again = false, sync_lists = $5::integer IS NULL, listed_at = CASE WHEN $5 IS NOT NULL THEN a.listed_at END,
         sync_crash_count = a.sync_crash_count + (old.sync_status = 'running')::int,
         sync_asked_at = CASE WHEN old.sync_status IN ('queued', 'running') THEN a.sync_asked_at ELSE now() END
       FROM (SELECT course_id, credential_id, sync_status, sync_again, listed_at FROM course_access
             WHERE course_id = $1 AND credential_id = $2 FOR UPDATE) old
       WHERE a.course_id = old.course_id AND a.credential_id = old.credential_id
         AND ($4::int IS NULL OR a.sync_dispatch = $4)
         AND (a.sync_status <> 'running' OR (a.sync_heartbeat_at < now() - ${SYNC_LEASE} AND NOT ${IS_POISON}))
       RETURNING old.sync_status = 'queued' OR old.sync_again AS requested, a.sync_anew AS anew,
         old.listed_at IS NULL AS unfinished, now() AS "startedAt", $5::integer AS "sharedFrom",
         (extract(epoch FROM now() - a.sync_asked_at) * 1000)::float8 AS "ageMs"`,
      [courseId, credentialId, runId, dispatch ?? null, sharedFrom],
    );
  }

  /** It takes the reading over that another account makes just now. */
  private async postpone({ courseId, credentialId, dispatch }: SyncClaim): Promise<undefined> {
    if (dispatch === undefined) return;
    await this.accesses.update(
      { courseId, credentialId, syncDispatch: dispatch, syncStatus: 'queued' },
      {
        syncDispatch: () => 'sync_dispatch + 1',
        syncAdmittedAt: null,
        syncRunAt: fromNow({ secs: 1 }),
      },
    );
  }
}
