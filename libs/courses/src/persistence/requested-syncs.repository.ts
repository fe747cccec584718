import { Database, isOlderThan, selectList } from '@app/database';
import { afterCrash } from '@app/work';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { CourseAccessEntity } from './course.entity';
import { PEER, SYNC_LEASE, type SyncError } from './course-syncs.repository';

const CRASHED = afterCrash({ prefix: 'sync_', status: 'sync_status', waiting: 'queued' });
const PENDING = ['courseId', 'credentialId', 'syncDispatch'] as const;

export type PendingSync = Pick<CourseAccessEntity, (typeof PENDING)[number]>;

/** As SQL: a value for a reading that neither waits nor runs; others keep theirs. */
const unlessPending = (column: string, value: string) => () =>
  `CASE WHEN sync_status IN ('queued', 'running') THEN ${column} ELSE ${value} END`;

/** Readings of courses that somebody waits for, until a worker takes them. */
@Injectable()
export class RequestedSyncsRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(CourseAccessEntity) private readonly accesses: Repository<CourseAccessEntity>,
  ) {}

  /**
   * Asks for a reading; one that waits or runs is enough.
   * @param anew everything is looked at again, with this account: after a reading that runs there is another
   */
  async request(courseId: number, credentialId: number, { anew }: { anew: boolean }): Promise<void> {
    await this.accesses
      .createQueryBuilder()
      .update()
      .set({
        syncAnew: () => 'sync_anew OR :anew',
        syncAgain: () => `sync_status = 'running'`,
        syncStatus: unlessPending('sync_status', `'queued'`),
        syncDispatch: unlessPending('sync_dispatch', 'sync_dispatch + 1'),
        syncAskedAt: unlessPending('sync_asked_at', 'now()'),
        syncRunAt: unlessPending('sync_run_at', 'now()'),
        syncCrashCount: unlessPending('sync_crash_count', '0'),
        syncErrorCode: unlessPending('sync_error_code', 'NULL'),
        syncErrorMessage: unlessPending('sync_error_message', 'NULL'),
        syncErrorHint: unlessPending('sync_error_hint', 'NULL'),
        syncAdmittedAt: () => `CASE sync_status WHEN 'queued' THEN sync_admitted_at END`,
      })
      .where({ courseId, credentialId })
      .andWhere(`(sync_status NOT IN ('queued', 'running') OR :anew)`, { anew })
      .execute();
  }

  /**
   * Marks waiting readings as handed to the queue and answers them. Of the accounts that may share one reading of a
   * course the first goes ahead, and the others when it has ended. SQL: what is
   * updated comes from a SELECT that skips locked rows.
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
       RETURNING ${selectList(this.accesses, 'c', PENDING)}`,
      [limit, freshMs],
    );
  }

  /** Handed to the queue, but not begun for a while: their jobs may be lost. */
  listEnqueuedLongAgo(): Promise<PendingSync[]> {
    return this.accesses.find({
      select: { courseId: true, credentialId: true, syncDispatch: true },
      where: {
        syncStatus: 'queued',
        syncAdmittedAt: isOlderThan({ secs: 10 }),
      },
    });
  }

  /**
   * Readings whose reader died are queued again, or given up as poison. The latter. SQL: the assignments are those of
   * all claimed work.
   */
  async rescueStale(poison: SyncError): Promise<Pick<CourseAccessEntity, 'courseId' | 'credentialId'>[]> {
    const changed = selectList(this.accesses, 'a', ['courseId', 'credentialId', 'syncStatus']);
    const rows = await this.database.rows<
      Pick<CourseAccessEntity, 'courseId' | 'credentialId' | 'syncStatus'>
    >(
      `UPDATE course_access a SET ${CRASHED.set}, sync_lists = false,
         sync_error_hint = CASE WHEN ${CRASHED.isPoison} THEN $3 ELSE sync_error_hint END
       WHERE sync_status = 'running' AND sync_heartbeat_at < now() - ${SYNC_LEASE}
       RETURNING ${changed}`,
      [poison.code, poison.message, poison.hint ?? null],
    );
    return rows.filter(({ syncStatus }) => syncStatus === 'failed');
  }
}
