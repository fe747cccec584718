import { Database } from '@app/database';
import { afterCrash } from '@app/work';
import { Injectable } from '@nestjs/common';
import { PEER, SYNC_LEASE, type SyncError } from './course-syncs.repository';

export interface PendingSync {
  courseId: number;
  credentialId: number;
  dispatch: number;
}

const CRASHED = afterCrash({ prefix: 'sync_', status: 'sync_status', waiting: 'queued' });
const PENDING = `course_id AS "courseId", credential_id AS "credentialId", sync_dispatch AS dispatch`;

/** Readings of courses that somebody waits for, until a worker takes them. */
@Injectable()
export class RequestedSyncsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Asks for a reading; one that waits or runs is enough.
   * @param anew everything is looked at again, with this account: after a reading that runs there is another
   */
  async request(courseId: number, credentialId: number, { anew }: { anew: boolean }): Promise<void> {
    const queues = (column: string, value: string) =>
      `${column} = CASE WHEN sync_status IN ('queued', 'running') THEN ${column} ELSE ${value} END`;
    await this.database.affected(
      `UPDATE course_access SET sync_anew = sync_anew OR $3, sync_again = sync_status = 'running',
         ${queues('sync_status', `'queued'`)}, ${queues('sync_dispatch', 'sync_dispatch + 1')},
         ${queues('sync_asked_at', 'now()')}, ${queues('sync_run_at', 'now()')}, ${queues('sync_crash_count', '0')},
         ${queues('sync_error_code', 'NULL')}, ${queues('sync_error_message', 'NULL')},
         ${queues('sync_error_hint', 'NULL')}, sync_admitted_at = CASE sync_status WHEN 'queued' THEN sync_admitted_at END
       WHERE course_id = $1 AND credential_id = $2 AND (sync_status NOT IN ('queued', 'running') OR $3)`,
      [courseId, credentialId, anew],
    );
  }

  /**
   * Marks waiting readings as handed to the queue and answers them. Of the accounts that may share one reading of a
   * course the first goes ahead, and the others when it has ended.
   * @param freshMs COURSES_CACHE_TTL
   */
  async enqueue(limit: number, freshMs: number): Promise<PendingSync[]> {
    return this.database.rows<PendingSync>(
      `UPDATE course_access c SET sync_admitted_at = now() FROM (
         SELECT a.course_id AS course, a.credential_id AS account FROM course_access a
         WHERE a.sync_status = 'queued' AND a.sync_admitted_at IS NULL AND a.sync_run_at <= now()
           AND (a.sync_anew OR a.own_due_at <= now()
             OR EXISTS (SELECT 1 FROM course_access o
               WHERE ${PEER} AND o.listed_at > LEAST(now() - $2 * interval '1 millisecond', a.sync_asked_at))
             OR NOT EXISTS (SELECT 1 FROM course_access o
               WHERE ${PEER} AND (
                 o.sync_status = 'running' AND o.sync_lists AND o.sync_heartbeat_at >= now() - ${SYNC_LEASE}
                 OR o.sync_status = 'queued' AND o.sync_run_at <= now()
                   AND (o.sync_asked_at, o.credential_id) < (a.sync_asked_at, a.credential_id))))
         ORDER BY a.sync_asked_at LIMIT $1 FOR UPDATE SKIP LOCKED) due
       WHERE c.course_id = due.course AND c.credential_id = due.account
       RETURNING ${PENDING}`,
      [limit, freshMs],
    );
  }

  /** Handed to the queue, but not begun for a while: their jobs may be lost. */
  async admittedLongAgo(): Promise<PendingSync[]> {
    return this.database.rows<PendingSync>(
      `SELECT ${PENDING} FROM course_access
       WHERE sync_status = 'queued' AND sync_admitted_at < now() - interval '10 seconds'`,
    );
  }

  /** Readings whose reader died are queued again, or given up as poison. The latter. */
  async requeueDead(poison: SyncError): Promise<{ courseId: number; credentialId: number }[]> {
    const rows = await this.database.rows<{ courseId: number; credentialId: number; status: string }>(
      `UPDATE course_access SET ${CRASHED.set}, sync_lists = false,
         sync_error_hint = CASE WHEN ${CRASHED.isPoison} THEN $3 ELSE sync_error_hint END
       WHERE sync_status = 'running' AND sync_heartbeat_at < now() - ${SYNC_LEASE}
       RETURNING course_id AS "courseId", credential_id AS "credentialId", sync_status AS status`,
      [poison.code, poison.message, poison.hint ?? null],
    );
    return rows.filter(({ status }) => status === 'failed');
  }
}
