import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { Clock, mapConcurrently, within } from '@app/kernel';
import {
  ClassroomClient,
  type ClassroomCourse,
  type CourseRole,
  type Credential,
  GoogleMissingScope,
  hasFeature,
} from '@app/google';
import { Injectable, Logger } from '@nestjs/common';
import type { Course, Teacher } from '../course';
import { CourseListNotRead, CourseNotFound } from '../course.errors';
import { CoursesRepository } from '../persistence/courses.repository';

const CONCURRENT_TEACHER_LISTS = 5;
/** A known list is served rather than waited for longer; the reading goes on. */
const REFRESH_WAIT_MS = 3_000;

/** A reading of the list that may still go on. */
interface Refresh {
  reading: Promise<void>;
  /** It began before it was asked for, and may miss what came since. */
  isJoined: boolean;
}

interface ListedCourse {
  course: ClassroomCourse;
  role: CourseRole;
}

/** Keeps our list of an account's courses as Google has it. */
@Injectable()
export class SyncCourseList {
  private readonly logger = new Logger(SyncCourseList.name);
  private readonly running = new Map<number, Promise<void>>();

  constructor(
    private readonly classroom: ClassroomClient,
    private readonly courses: CoursesRepository,
    private readonly database: Database,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Reads the list when ours is older than COURSES_CACHE_TTL. @throws what Google answers, when there is nothing yet. */
  async ifStale(credential: Credential): Promise<void> {
    await this.refresh(credential);
  }

  /**
   * A course as the account sees it. That there is none is told by a list which was asked for after the call, or by one
   * that is no older than COURSES_CACHE_TTL.
   * @param waitMs for such a list; without it as long as that takes
   * @throws CourseNotFound, CourseListNotRead, or what Google answers
   */
  async findCourse(courseId: string, credential: Credential, waitMs?: number): Promise<Course> {
    const find = () => this.courses.findByGoogleId(credential.tenantId, credential.id, courseId);
    const refresh = await this.refresh(credential);
    const known = await find();
    if (known) return known;
    if (!refresh) throw new CourseNotFound(courseId);
    const { reading, isJoined } = refresh;
    const read = reading.then(() => (isJoined ? this.readNow(credential) : undefined)).then(() => true);
    if (!(await (waitMs === undefined ? read : within(waitMs, read)))) throw new CourseListNotRead();
    const listed = await find();
    if (!listed) throw new CourseNotFound(courseId);
    return listed;
  }

  /** However old ours is; who asks meanwhile waits for the same reading. @throws what Google answers */
  readNow(credential: Credential): Promise<void> {
    const running = this.running.get(credential.id);
    if (running) return running;
    const reading = this.read(credential).finally(() => this.running.delete(credential.id));
    this.running.set(credential.id, reading);
    return reading;
  }

  /** Undefined where our list is recent enough. */
  private async refresh(credential: Credential): Promise<Refresh | undefined> {
    const syncedAt = await this.courses.findListSyncedAt(credential.id, credential.connectedAt);
    const age = syncedAt ? this.clock.now().getTime() - syncedAt.getTime() : Infinity;
    if (age < this.config.courses.cacheTtlMs) return undefined;
    const isJoined = this.running.has(credential.id);
    const reading = this.readNow(credential);
    if (syncedAt) await within(REFRESH_WAIT_MS, reading.catch(this.warnNotRefreshed(credential)));
    else await reading;
    return { reading, isJoined };
  }

  private warnNotRefreshed(credential: Credential): (error: unknown) => void {
    const message = 'courses not refreshed, the known ones are served';
    return (error) => this.logger.warn({ message, credential_id: credential.id, error });
  }

  private async read(credential: Credential): Promise<void> {
    if (!hasFeature(credential.scopes, 'courses')) throw new GoogleMissingScope({ missing: ['courses'] });
    const [taught, attended] = await Promise.all([
      this.listed(credential.id, 'teacher'),
      this.listed(credential.id, 'student'),
    ]);
    const listed = eachOnce(taught, attended);
    const known = await this.courses.listKnownVersions(credential.tenantId);
    const teachers = await mapConcurrently(listed, CONCURRENT_TEACHER_LISTS, ({ course }) => {
      const before = known.get(course.id ?? '');
      const unchanged = before?.hasTeachers && before.updateTime === course.updateTime;
      return unchanged ? Promise.resolve(null) : this.teachersOf(credential, course.id ?? '');
    });
    await this.database.transaction(async () => {
      const ids: number[] = [];
      for (const [index, { course, role }] of listed.entries()) {
        const id = await this.courses.saveCourse(credential.tenantId, course, teachers[index] ?? null);
        await this.courses.saveAccess(id, credential.id, role, course);
        ids.push(id);
      }
      await this.courses.deleteAccessExcept(credential.id, ids);
      await this.courses.markListSynced(credential.id);
    });
  }

  private async listed(credentialId: number, role: CourseRole): Promise<ListedCourse[]> {
    const found: ListedCourse[] = [];
    let pageToken: string | undefined;
    do {
      const page = await this.classroom.courses(credentialId, role, { pageToken });
      found.push(...page.items.map((course) => ({ course, role })));
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    return found;
  }

  /** Names are a courtesy: without the scope, or when Google refuses, a course is listed without them. */
  private async teachersOf(credential: Credential, courseId: string): Promise<Teacher[] | null> {
    if (!hasFeature(credential.scopes, 'teachers')) return null;
    try {
      const teachers = await this.classroom.teachers(credential.id, courseId);
      return teachers.map(({ userId, profile }) => ({
        id: userId ?? '',
        name: profile?.name?.fullName ?? null,
      }));
    } catch (error) {
      this.logger.debug({ message: 'teachers not read', course_id: courseId, error });
      return null;
    }
  }
}

/**
 * A course that is taught and attended is taught. In one order for every account: two that save the same courses wait
 * for each other then, and not each for the other.
 */
function eachOnce(taught: ListedCourse[], attended: ListedCourse[]): ListedCourse[] {
  const byId = new Map([...attended, ...taught].map((one) => [one.course.id ?? '', one]));
  byId.delete('');
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
