import { Database } from '@app/database';
import { ClaimedWork, type Enqueued, type WorkError } from '@app/work';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { CourseAccessEntity } from '../../persistence/course-access.entity';
import { PEER } from './course-syncs.repository';
import { SYNC_LEASE, SYNC_WORK, type SyncKey } from './sync-work';

const BATCH_SIZE = 200;

/** As SQL: a value for a reading that neither waits nor runs; others keep theirs. */
const unlessPending = (column: string, value: string) => () =>
  `CASE WHEN sync_status IN ('queued', 'running') THEN ${column} ELSE ${value} END`;

/** Readings of courses that somebody waits for, until a worker takes them. */
@Injectable()
export class RequestedSyncsRepository {
  readonly work: ClaimedWork<SyncKey>;

  constructor(
    database: Database,
    @InjectRepository(CourseAccessEntity) private readonly accesses: Repository<CourseAccessEntity>,
  ) {
    this.work = new ClaimedWork(database, SYNC_WORK);
  }

  /**
   * Asks for a reading; one that waits or runs is enough.
   * @param anew everything is looked at again, with this account: after a reading that runs there is another
   */
  async requestSync(courseId: number, credentialId: number, { anew }: { anew: boolean }): Promise<void> {
    await this.accesses
      .createQueryBuilder()
      .update()
      .set({
        syncAnew: () => 'sync_anew OR :anew',
        syncAgain: () => `sync_status = 'running'`,
        syncStatus: unlessPending('sync_status', `'queued'`),
        syncGeneration: unlessPending('sync_generation', 'sync_generation + 1'),
        syncAskedAt: unlessPending('sync_asked_at', 'now()'),
        syncRunAt: unlessPending('sync_run_at', 'now()'),
        syncCrashCount: unlessPending('sync_crash_count', '0'),
        syncErrorCode: unlessPending('sync_error_code', 'NULL'),
        syncErrorMessage: unlessPending('sync_error_message', 'NULL'),
        syncErrorHint: unlessPending('sync_error_hint', 'NULL'),
        syncEnqueuedAt: () => `CASE sync_status WHEN 'queued' THEN sync_enqueued_at END`,
      })
      .where({ courseId, credentialId })
      .andWhere(`(sync_status NOT IN ('queued', 'running') OR :anew)`, { anew })
      .execute();
  }

  /**
   * Marks waiting readings as handed to the queue and answers them. Of the accounts that may share one reading of a
   * course the first goes ahead, and the others when it has ended. SQL: a SELECT that skips locked rows.
   * @param freshMs COURSES_CACHE_TTL
   */
  enqueue(freshMs: number): Promise<Enqueued<SyncKey>[]> {
    return this.work.enqueue(
      `SELECT a.course_id, a.credential_id FROM course_access a
         WHERE a.sync_status = 'queued' AND a.sync_enqueued_at IS NULL AND a.sync_run_at <= now()
           AND (a.sync_anew OR a.own_due_at <= now()
             OR EXISTS (SELECT 1 FROM course_access o
               WHERE ${PEER} AND o.listed_at > LEAST(now() - $2 * interval '1 millisecond', a.sync_asked_at))
             OR NOT EXISTS (SELECT 1 FROM course_access o
               WHERE ${PEER} AND (
                 o.sync_status = 'running' AND o.sync_lists AND o.sync_heartbeat_at >= now() - ${SYNC_LEASE}
                 OR o.sync_status = 'queued' AND o.sync_run_at <= now()
                   AND (o.sync_asked_at, o.credential_id) < (a.sync_asked_at, a.credential_id))))
         ORDER BY a.sync_asked_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [BATCH_SIZE, freshMs],
    );
  }

  /** Readings whose reader died are queued again, or given up as poison. The latter. */
  rescueStale(poison: WorkError): Promise<SyncKey[]> {
    return this.work.rescueStale(poison);
  }
}
