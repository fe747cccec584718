import { AppConfig } from '@app/config';
import { Clock } from '@app/kernel';
import type { Credential } from '@app/google';
import { Signals } from '@app/queue';
import { Injectable } from '@nestjs/common';
import type { Course } from '../course';
import { CourseNotRead, CoursePoisonous } from '../course.errors';
import { CoursesRepository } from '../persistence/courses.repository';
import { RequestedSyncsRepository } from './persistence/requested-syncs.repository';
import { SyncWatch } from './sync-watch';

/** The first time there is nothing to show, so it is worth waiting for; later the known state is served. */
const FIRST_WAIT_MS = 20_000;
const REFRESH_WAIT_MS = 3_000;

/** Has a course read by a worker before it is shown when our copy is too old, and waits for that only so long. */
@Injectable()
export class KeepCourseFresh {
  constructor(
    private readonly syncs: RequestedSyncsRepository,
    private readonly courses: CoursesRepository,
    private readonly watch: SyncWatch,
    private readonly signals: Signals,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** The course with its sync state after that. A reading that takes longer goes on. @throws what Google answered */
  async ensure(course: Course, credential: Credential): Promise<Course> {
    const { syncedAt, errorCode } = course.sync;
    const known = syncedAt !== null && syncedAt >= credential.connectedAt;
    const age = known ? this.clock.now().getTime() - syncedAt.getTime() : Infinity;
    if (age < this.config.courses.cacheTtlMs) return course;
    // Looking at what kills workers is no reason to read it again.
    if (errorCode === 'course.poison' && known) return course;
    if (errorCode === 'course.poison') throw new CoursePoisonous();
    // With what was allowed anew, items that did not change may hold more.
    await this.syncs.requestSync(course.id, credential.id, { anew: !known && syncedAt !== null });
    await this.signals.send('backlog.changed', {});
    await this.watch.ended(course, credential.id, known ? REFRESH_WAIT_MS : FIRST_WAIT_MS);
    const read =
      (await this.courses.findByGoogleId(credential.tenantId, credential.id, course.googleId)) ?? course;
    if (!known && read.sync.errorCode !== null) throw new CourseNotRead(read.sync);
    return read;
  }
}
