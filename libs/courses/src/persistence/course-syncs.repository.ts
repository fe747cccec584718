import { Database } from '@app/database';
import type { CourseworkKind } from '@app/google';
import { afterCrash } from '@app/work';
import { Injectable } from '@nestjs/common';

/** A sync that was not heard of for this long has died. */
const LEASE = `interval '30 seconds'`;

export interface SyncClaim {
  courseId: number;
  credentialId: number;
  runId: string;
  /** The job's number; undefined when it is run directly. */
  dispatch?: number;
}

export interface SyncBefore {
  /** Somebody asked for everything to be read again. */
  requested: boolean;
  /** It ended in the middle, if there was one: what it did not come to is not told by what it did. */
  unfinished: boolean;
  /** Since it was asked for, in milliseconds. */
  ageMs: number;
}

export interface PendingSync {
  courseId: number;
  credentialId: number;
  dispatch: number;
}

/** Why a reading has not ended well, in words. */
export interface SyncError {
  code: string;
  message: string;
  hint?: string;
}

/** A reading has ended so, unless another was asked for meanwhile: that one waits now. */
const ended = (status: 'done' | 'failed') =>
  `sync_status = CASE WHEN sync_again THEN 'queued' ELSE '${status}' END, sync_dispatch = sync_dispatch + sync_again::int,
   sync_admitted_at = NULL, sync_run_at = now(), sync_asked_at = now(), sync_again = false, sync_crash_count = 0`;

const CRASHED = afterCrash({ prefix: 'sync_', status: 'sync_status', waiting: 'queued' });

/** Who reads which course when, so that one reads at a time and a dead reader is replaced. */
@Injectable()
export class CourseSyncsRepository {
  constructor(private readonly database: Database) {}

  /** What the reading before left; undefined when another process reads this course through this account. */
  async claim({ courseId, credentialId, runId, dispatch }: SyncClaim): Promise<SyncBefore | undefined> {
    return this.database.row<SyncBefore>(
      `UPDATE course_access a SET sync_status = 'running', sync_run_id = $3, sync_heartbeat_at = now(), sync_admitted_at = NULL,
         sync_again = false, sync_crash_count = a.sync_crash_count + (old.sync_status = 'running')::int,
         sync_asked_at = CASE WHEN old.sync_status IN ('queued', 'running') THEN a.sync_asked_at ELSE now() END
       FROM (SELECT course_id, credential_id, sync_status, sync_again FROM course_access
             WHERE course_id = $1 AND credential_id = $2 FOR UPDATE) old
       WHERE a.course_id = old.course_id AND a.credential_id = old.credential_id
         AND ($4::int IS NULL OR a.sync_dispatch = $4)
         AND (a.sync_status <> 'running' OR a.sync_heartbeat_at < now() - ${LEASE})
       RETURNING old.sync_status = 'queued' OR old.sync_again AS requested, old.sync_status <> 'done' AS unfinished,
         (extract(epoch FROM now() - a.sync_asked_at) * 1000)::float8 AS "ageMs"`,
      [courseId, credentialId, runId, dispatch ?? null],
    );
  }

  /** False when another reader took it over. */
  async heartbeat({ runId, courseId }: SyncClaim): Promise<boolean> {
    const sql = `UPDATE course_access SET sync_heartbeat_at = now()
       WHERE course_id = $2 AND sync_run_id = $1 AND sync_status = 'running'`;
    return (await this.database.vital(() => this.database.affected(sql, [runId, courseId]))) === 1;
  }

  async finish(claim: SyncClaim, unreadKinds: CourseworkKind[], anew: boolean): Promise<void> {
    await this.database.affected(
      `UPDATE course_access SET ${ended('done')}, synced_at = now(), unread_kinds = $4, sync_error_code = NULL,
         sync_error_message = NULL, sync_error_hint = NULL, truncated_items = (
           SELECT count(*) FROM coursework_access i JOIN coursework w ON w.id = i.coursework_id
           WHERE w.course_id = $1 AND i.credential_id = $2 AND i.truncated),
         full_synced_at = CASE WHEN $5 THEN now() ELSE full_synced_at END
       WHERE course_id = $1 AND credential_id = $2 AND sync_run_id = $3`,
      [claim.courseId, claim.credentialId, claim.runId, unreadKinds, anew],
    );
  }

  /** @param anew the reading was to look at everything again: the next one has to */
  async fail(claim: SyncClaim, { code, message, hint }: SyncError, anew: boolean): Promise<void> {
    await this.database.affected(
      `UPDATE course_access SET ${ended('failed')}, sync_error_code = $4, sync_error_message = $5,
         sync_error_hint = $6, full_synced_at = CASE WHEN $7 THEN NULL ELSE full_synced_at END
       WHERE course_id = $1 AND credential_id = $2 AND sync_run_id = $3`,
      [claim.courseId, claim.credentialId, claim.runId, code, message, hint ?? null, anew],
    );
  }

  /** Back to queued, for another worker; after a pause when there is a reason for one. */
  async putBack(claim: SyncClaim, reason?: SyncError & { delayMs: number }): Promise<void> {
    await this.database.affected(
      `UPDATE course_access SET sync_status = 'queued', sync_dispatch = sync_dispatch + 1, sync_admitted_at = NULL,
         sync_run_at = now() + $4 * interval '1 millisecond', sync_error_code = $5, sync_error_message = $6,
         sync_error_hint = $7, sync_crash_count = 0
       WHERE course_id = $1 AND credential_id = $2 AND sync_run_id = $3 AND sync_status = 'running'`,
      [
        claim.courseId,
        claim.credentialId,
        claim.runId,
        reason?.delayMs ?? 0,
        reason?.code ?? null,
        reason?.message ?? null,
        reason?.hint ?? null,
      ],
    );
  }

  /** Asks for a sync; one that waits already is enough, and after one that runs there will be another. */
  async request(courseId: number, credentialId: number): Promise<void> {
    await this.database.affected(
      `UPDATE course_access SET sync_again = sync_status = 'running',
         sync_status = CASE sync_status WHEN 'running' THEN 'running' ELSE 'queued' END,
         sync_asked_at = CASE sync_status WHEN 'running' THEN sync_asked_at ELSE now() END,
         sync_crash_count = CASE sync_status WHEN 'running' THEN sync_crash_count ELSE 0 END,
         sync_dispatch = sync_dispatch + 1, sync_admitted_at = NULL, sync_run_at = now()
       WHERE course_id = $1 AND credential_id = $2 AND sync_status <> 'queued'`,
      [courseId, credentialId],
    );
  }

  /** Marks waiting syncs as handed to the queue and answers them. */
  async admit(limit: number): Promise<PendingSync[]> {
    return this.database.rows<PendingSync>(
      `UPDATE course_access a SET sync_admitted_at = now()
       FROM (SELECT course_id, credential_id FROM course_access
             WHERE sync_status = 'queued' AND sync_admitted_at IS NULL AND sync_run_at <= now() LIMIT $1 FOR UPDATE SKIP LOCKED) due
       WHERE a.course_id = due.course_id AND a.credential_id = due.credential_id
       RETURNING a.course_id AS "courseId", a.credential_id AS "credentialId", a.sync_dispatch AS dispatch`,
      [limit],
    );
  }

  /** Handed to the queue, but not begun for a while: their jobs may be lost. */
  async admittedLongAgo(): Promise<PendingSync[]> {
    return this.database.rows<PendingSync>(
      `SELECT course_id AS "courseId", credential_id AS "credentialId", sync_dispatch AS dispatch FROM course_access
       WHERE sync_status = 'queued' AND sync_admitted_at < now() - interval '10 seconds'`,
    );
  }

  /** Readings whose reader died are queued again, or given up as poison. The latter. */
  async requeueDead(poison: SyncError): Promise<{ courseId: number; credentialId: number }[]> {
    const rows = await this.database.rows<{ courseId: number; credentialId: number; status: string }>(
      `UPDATE course_access SET ${CRASHED.set}, sync_error_hint = CASE WHEN ${CRASHED.isPoison} THEN $3 ELSE sync_error_hint END
       WHERE sync_status = 'running' AND sync_heartbeat_at < now() - ${LEASE}
       RETURNING course_id AS "courseId", credential_id AS "credentialId", sync_status AS status`,
      [poison.code, poison.message, poison.hint ?? null],
    );
    return rows.filter(({ status }) => status === 'failed');
  }
}
