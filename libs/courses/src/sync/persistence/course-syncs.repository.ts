import { Database, now } from '@app/database';
import type { CourseworkKind } from '@app/google';
import { ClaimedWork, type WorkError } from '@app/work';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { CourseAccessEntity } from '../../persistence/course-access.entity';
import { CourseEntity } from '../../persistence/course.entity';
import { SYNC_LEASE, SYNC_WORK, type SyncKey } from './sync-work';

export interface SyncClaim extends SyncKey {
  runId: string;
  /** The job's number; undefined when it is run directly. */
  generation?: number;
}

export interface SyncRequirements {
  /** With the account itself, whoever has read the course. */
  own: boolean;
  /** Kinds that the account does not let us read. */
  unreadKinds: CourseworkKind[];
  /** COURSES_CACHE_TTL: another account's reading that is younger will do. */
  freshMs: number;
  /** When the course was read last as far as the reader knows: what was read since is not read again. */
  knownReadAt: Date | null;
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
  syncGeneration: () => 'sync_generation + sync_again::int',
  syncEnqueuedAt: null,
  syncRunAt: now,
  syncAskedAt: now,
  syncAnew: () => 'sync_again',
  syncAgain: false,
  syncLists: false,
  syncCrashCount: 0,
});

/** The row while this reading runs: it keeps the id of its run when it waits again. */
const heldBy = ({ courseId, credentialId, runId: syncRunId }: SyncClaim) => ({
  courseId,
  credentialId,
  syncRunId,
  syncStatus: 'running' as const,
});

/** As SQL: items of the course whose folders were not read to their end. */
const TRUNCATED_ITEMS = `(SELECT count(*) FROM coursework_access i JOIN coursework w ON w.id = i.coursework_id
  WHERE w.course_id = :courseId AND i.credential_id = :credentialId AND i.truncated)`;

/** Another account lists the course just now: that takes a while. */
const POSTPONED_MS = 1_000;

/** Others (`o`) who see the same of a course as `a`: another role is told more or less. */
export const PEER = `o.course_id = a.course_id AND o.role = a.role AND o.credential_id <> a.credential_id`;

/**
 * Who reads which course when. One at a time reads a course through an account, and one of all accounts of a role lists
 * it at Google; a dead reader is replaced.
 */
@Injectable()
export class CourseSyncsRepository {
  private readonly work: ClaimedWork<SyncKey>;

  constructor(
    private readonly database: Database,
    @InjectRepository(CourseAccessEntity) private readonly accesses: Repository<CourseAccessEntity>,
    @InjectRepository(CourseEntity) private readonly courses: Repository<CourseEntity>,
  ) {
    this.work = new ClaimedWork(database, SYNC_WORK);
  }

  /** What the reading before left; undefined when another process reads this course, or has read it meanwhile. */
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
      if (shared.own) return this.take(claim, required, null);
      if (shared.sharedFrom === null && shared.isListed) return this.postpone(claim);
      return this.take(claim, required, shared.sharedFrom);
    });
  }

  /** False when another reader took it over. */
  heartbeat(claim: SyncClaim): Promise<boolean> {
    return this.work.heartbeat(claim);
  }

  async finish(claim: SyncClaim, { unreadKinds, anew, listedAt }: FinishedSync): Promise<void> {
    const { courseId, credentialId } = claim;
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
      .where(heldBy(claim))
      .setParameters({ courseId, credentialId })
      .execute();
  }

  /** @param anew the reading was to look at everything again: the next one has to */
  async fail(claim: SyncClaim, { code, message, hint }: WorkError, anew: boolean): Promise<void> {
    await this.accesses.update(heldBy(claim), {
      ...ended('failed'),
      syncErrorCode: code,
      syncErrorMessage: message,
      syncErrorHint: hint ?? null,
      ...(anew ? { fullSyncedAt: null } : {}),
    });
  }

  /** Back to queued, for another worker; after a pause when there is a reason for one. */
  async requeue(claim: SyncClaim, reason?: WorkError & { delayMs: number }): Promise<void> {
    await this.work.requeue(claim, {
      delayMs: reason?.delayMs ?? 0,
      spentAttempts: 0,
      error: reason ?? null,
    });
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

  private take(
    claim: SyncClaim,
    { knownReadAt }: SyncRequirements,
    sharedFrom: number | null,
  ): Promise<SyncBefore | undefined> {
    return this.work.claim<SyncBefore>({
      claim,
      old: ['sync_again', 'listed_at'],
      // What is known of it has no microseconds.
      onlyIf: (bind) =>
        `date_trunc('milliseconds', a.synced_at) IS NOT DISTINCT FROM ${bind(knownReadAt)}::timestamptz`,
      set: () => ({
        sync_enqueued_at: 'NULL',
        sync_again: 'false',
        sync_lists: String(sharedFrom === null),
        listed_at: sharedFrom === null ? 'NULL' : 'a.listed_at',
        sync_asked_at: `CASE WHEN old.status IN ('queued', 'running') THEN a.sync_asked_at ELSE now() END`,
      }),
      returning: (bind) => `old.status = 'queued' OR old.sync_again AS requested, a.sync_anew AS anew,
        old.listed_at IS NULL AS unfinished, now() AS "startedAt", ${bind(sharedFrom)}::integer AS "sharedFrom",
        (extract(epoch FROM now() - a.sync_asked_at) * 1000)::float8 AS "ageMs"`,
    });
  }

  /** It takes the reading over that another account makes just now. */
  private async postpone(claim: SyncClaim): Promise<undefined> {
    if (claim.generation !== undefined) await this.work.postpone(claim, claim.generation, POSTPONED_MS);
  }
}
