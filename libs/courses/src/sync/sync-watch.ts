import { delay } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { Course, SyncState } from '../course';
import { CoursesRepository } from '../persistence/courses.repository';

const LOOK_EVERY_MS = 100;

type Seen = Pick<SyncState, 'status' | 'errorCode' | 'syncedAt'>;

interface Waiter {
  courseId: number;
  credentialId: number;
  before: Seen;
  until: number;
  done: () => void;
}

/** Waits for readings that workers do. One question to the database at a time for all who wait in this process. */
@Injectable()
export class SyncWatch {
  private readonly waiting = new Set<Waiter>();
  private isLooking = false;

  constructor(private readonly courses: CoursesRepository) {}

  /** Until the reading has ended, or `waitMs` have passed. */
  async ended(course: Course, credentialId: number, waitMs: number): Promise<void> {
    await new Promise<void>((done) => {
      const until = performance.now() + waitMs;
      this.waiting.add({ courseId: course.id, credentialId, before: course.sync, until, done });
      if (!this.isLooking) void this.poll();
    });
  }

  private async poll(): Promise<void> {
    this.isLooking = true;
    while (this.waiting.size > 0) {
      await delay(LOOK_EVERY_MS);
      const asked = [...this.waiting];
      // While the database is away nobody is told anything, and waits no longer than before.
      const states = await this.courses.listSyncStates(asked).catch(() => undefined);
      for (const [index, waiter] of asked.entries()) {
        const hasTime = performance.now() < waiter.until;
        if (hasTime && (!states || isUnderWay(states[index], waiter.before))) continue;
        this.waiting.delete(waiter);
        waiter.done();
      }
    }
    this.isLooking = false;
  }
}

/** What waits after an error comes later than anybody waits for it; after one reading another may run already. */
function isUnderWay(now: Seen | undefined, before: Seen): boolean {
  if (!now || now.syncedAt?.getTime() !== before.syncedAt?.getTime()) return false;
  return now.status === 'running' || (now.status === 'queued' && now.errorCode === null);
}
