import { AppConfig } from '@app/config';
import { Clock, delay, within } from '@app/kernel';
import type { Credential } from '@app/google';
import { Injectable, Logger } from '@nestjs/common';
import type { Course } from '../course';
import { CoursePoisonous } from '../course.errors';
import { CoursesRepository } from '../persistence/courses.repository';
import { SyncCourse } from './sync-course.service';

/** The first time there is nothing to show, so it is worth waiting for; later the known state is served. */
const FIRST_WAIT_MS = 20_000;
const REFRESH_WAIT_MS = 3_000;
const POLL_MS = 100;

/** Reads a course before it is shown when our copy is too old, and waits for that only so long. */
@Injectable()
export class KeepCourseFresh {
  private readonly logger = new Logger(KeepCourseFresh.name);

  constructor(
    private readonly sync: SyncCourse,
    private readonly courses: CoursesRepository,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** The course with its sync state after that. A sync that takes longer goes on in the background. */
  async ensure(course: Course, credential: Credential): Promise<Course> {
    const { syncedAt } = course.sync;
    const known = syncedAt !== null && syncedAt >= credential.connectedAt;
    const age = known ? this.clock.now().getTime() - syncedAt.getTime() : Infinity;
    if (age < this.config.courses.cacheTtlMs) return course;
    if (course.sync.errorCode === 'course.poison') return this.poisonous(course, known);
    const running = this.sync.run(course, credential, { anew: !known });
    running.catch((error: unknown) => this.logger.debug({ message: 'background sync failed', error }));
    const waited = new AbortController();
    const settled = this.settled(running, course, credential, waited.signal);
    try {
      await within(known ? REFRESH_WAIT_MS : FIRST_WAIT_MS, settled);
    } catch (error) {
      if (!known) throw error;
    } finally {
      waited.abort();
      settled.catch(() => undefined);
    }
    return (await this.courses.find(credential.tenantId, credential.id, course.googleId)) ?? course;
  }

  /** Looking at what kills workers is no reason to read it again. */
  private poisonous(course: Course, known: boolean): Course {
    if (known) return course;
    throw new CoursePoisonous();
  }

  private async settled(
    running: Promise<boolean>,
    course: Course,
    credential: Credential,
    signal: AbortSignal,
  ): Promise<void> {
    if (!(await running)) await this.otherFinished(course, credential, signal);
  }

  /** Another process reads the course already: wait until it has. */
  private async otherFinished(course: Course, credential: Credential, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = await this.courses.find(credential.tenantId, credential.id, course.googleId);
      if (now?.sync.status !== 'running') return;
      await delay(POLL_MS);
    }
  }
}
