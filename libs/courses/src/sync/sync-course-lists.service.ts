import { AppConfig } from '@app/config';
import { AppError, Clock, mapConcurrently, within } from '@app/kernel';
import type { Credential } from '@app/google';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CourseListNotRead } from '../course.errors';
import { CoursesRepository } from '../persistence/courses.repository';
import { SyncCourseList } from './sync-course-list.service';

/** Of one request; the next one goes on with others. */
const MAX_LISTS = 20;
const CONCURRENT_LISTS = 4;
/** The reading goes on when nobody waits any more. */
const WAIT_MS = { known: 3_000, unknown: 8_000 };
const MAX_REFUSALS = 10_000;

interface Refusal {
  at: number;
  error: AppError;
}

/** Keeps our lists of many accounts as Google has them, as far as one request should wait for it. */
@Injectable()
export class SyncCourseLists {
  private readonly logger = new Logger(SyncCourseLists.name);
  /** By account. Those that can be read would never have their turn behind those that cannot. */
  private readonly refusals = new LRUCache<number, Refusal>({ max: MAX_REFUSALS });

  constructor(
    private readonly list: SyncCourseList,
    private readonly courses: CoursesRepository,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads lists that are older than COURSES_CACHE_TTL: first those of accounts that were never tried, then the oldest.
   * @returns accounts of which nothing is known yet, by their ids, and why
   */
  async refresh(accounts: readonly Credential[]): Promise<Map<number, AppError>> {
    const syncedAt = await this.courses.listListsSyncedAt(accounts);
    const readAt = ({ id }: Credential) => syncedAt.get(id)?.getTime() ?? 0;
    const limit = this.clock.now().getTime() - this.config.courses.cacheTtlMs;
    const stale = accounts.filter((account) => readAt(account) <= limit);
    const unread = new Map<number, AppError>();
    for (const account of stale)
      if (!syncedAt.has(account.id))
        unread.set(account.id, this.refusalOf(account)?.error ?? new CourseListNotRead());
    const triedAt = (account: Credential) => Math.max(readAt(account), this.refusalOf(account)?.at ?? 0);
    const due = stale.sort((a, b) => triedAt(a) - triedAt(b)).slice(0, MAX_LISTS);
    const reading = mapConcurrently(due, CONCURRENT_LISTS, (account) => this.read(account, unread));
    await within(unread.size > 0 ? WAIT_MS.unknown : WAIT_MS.known, reading);
    // What is read later does not change what is answered now.
    return new Map(unread);
  }

  private async read(account: Credential, unread: Map<number, AppError>): Promise<void> {
    try {
      await this.list.readNow(account);
      unread.delete(account.id);
      this.refusals.delete(account.id);
    } catch (error) {
      this.logger.warn({ message: 'courses of an account not read', credential_id: account.id, error });
      const told = error instanceof AppError ? error : new CourseListNotRead(error);
      this.refusals.set(account.id, { at: this.clock.now().getTime(), error: told });
      if (unread.has(account.id)) unread.set(account.id, told);
    }
  }

  /** Who has connected the account again since has perhaps allowed more. */
  private refusalOf({ id, connectedAt }: Credential): Refusal | undefined {
    const refusal = this.refusals.peek(id);
    return refusal && refusal.at >= connectedAt.getTime() ? refusal : undefined;
  }
}
