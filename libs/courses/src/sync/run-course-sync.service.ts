import { AppConfig } from '@app/config';
import { Clock, delay } from '@app/kernel';
import { type Credential, FindCredentials } from '@app/google';
import { Injectable } from '@nestjs/common';
import type { Course } from '../course';
import { CourseNotFound, CoursePoisonous } from '../course.errors';
import { CoursesRepository } from '../persistence/courses.repository';
import { SyncCourse } from './sync-course.service';
import { SyncCourseList } from './sync-course-list.service';

const POLL_MS = 500;

/** Reading courses in a worker, where there is time. Whoever asked was allowed to, then. */
@Injectable()
export class RunCourseSync {
  constructor(
    private readonly credentials: FindCredentials,
    private readonly lists: SyncCourseList,
    private readonly courses: CoursesRepository,
    private readonly sync: SyncCourse,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Reads a course because somebody waits for it. An outdated job does nothing. */
  async requested(
    courseId: number,
    credentialId: number,
    generation: number,
    signal: AbortSignal,
  ): Promise<void> {
    const credential = await this.credentials.forWork(credentialId);
    const course = await this.courses.findCourse(courseId, credentialId);
    if (course) await this.sync.syncCourse(course, credential, { generation, signal });
  }

  /** A course that is as fresh as COURSES_CACHE_TTL asks, however long that takes. @throws CourseNotFound */
  async upToDate(
    courseGoogleId: string,
    credentialId: number,
    signal: AbortSignal,
  ): Promise<{ course: Course; credential: Credential }> {
    const credential = await this.credentials.forWork(credentialId);
    let course = await this.lists.findCourse(courseGoogleId, credential);
    for (;;) {
      signal.throwIfAborted();
      if (this.isFresh(course, credential)) return { course, credential };
      if (course.sync.errorCode === 'course.poison') throw new CoursePoisonous();
      // With what was allowed anew, items that did not change may hold more.
      const anew = course.sync.syncedAt !== null && course.sync.syncedAt < credential.connectedAt;
      const isRead = await this.sync.syncCourse(course, credential, { anew, signal });
      if (!isRead) await delay(POLL_MS, signal);
      const found = await this.courses.findByGoogleId(credential.tenantId, credentialId, courseGoogleId);
      if (!found) throw new CourseNotFound(courseGoogleId);
      // What was read just now is fresh, whatever any clock says.
      if (isRead) return { course: found, credential };
      course = found;
    }
  }

  private isFresh({ sync }: Course, { connectedAt }: Credential): boolean {
    if (sync.syncedAt === null || sync.syncedAt < connectedAt || sync.status === 'running') return false;
    const ttl = Math.max(this.config.courses.cacheTtlMs, 60_000);
    return this.clock.now().getTime() - sync.syncedAt.getTime() < ttl;
  }
}
