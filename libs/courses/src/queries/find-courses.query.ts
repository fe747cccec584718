import type { Viewer } from '@app/kernel';
import { type CourseRole, type CourseworkKind, type Credential, FindCredentials } from '@app/google';
import { Signals } from '@app/queue';
import { Injectable } from '@nestjs/common';
import type { Course, CourseworkItem, ListPage } from '../course';
import { isMomentOrNull, isName, readPageToken, writePageToken } from './page-token';
import { CoursesRepository } from '../persistence/courses.repository';
import { RequestedSyncsRepository } from '../sync/persistence/requested-syncs.repository';
import { VideosRepository } from '../persistence/videos.repository';
import { KeepCourseFresh } from '../sync/keep-course-fresh.service';
import { SyncCourseList } from '../sync/sync-course-list.service';

/** A course that we do not know may be in a list that is still being read. */
const UNKNOWN_WAIT_MS = 20_000;

export interface ListCourses {
  credentialId: number;
  state?: string;
  role?: CourseRole;
  pageSize: number;
  pageToken?: string;
}

export interface ListCoursework {
  credentialId: number;
  kind?: CourseworkKind;
  hasVideo?: boolean;
  pageSize: number;
  pageToken?: string;
}

/** Courses and their items, from our tables; what is not there yet or too old is read from Google first. */
@Injectable()
export class FindCourses {
  constructor(
    private readonly credentials: FindCredentials,
    private readonly lists: SyncCourseList,
    private readonly fresh: KeepCourseFresh,
    private readonly courses: CoursesRepository,
    private readonly videos: VideosRepository,
    private readonly syncs: RequestedSyncsRepository,
    private readonly signals: Signals,
  ) {}

  async listCourses(request: ListCourses, viewer: Viewer): Promise<ListPage<Course>> {
    const after = readPageToken(request.pageToken, isName);
    const credential = await this.credentials.usable(request.credentialId, viewer);
    await this.lists.ifStale(credential);
    const { state, role, pageSize } = request;
    const page = { state, role, limit: pageSize + 1, after };
    const found = await this.courses.listCourses({
      tenantId: viewer.tenantId,
      credentialId: credential.id,
      ...page,
    });
    const items = found.slice(0, pageSize);
    const last = items.at(-1);
    return {
      items,
      nextPageToken: found.length > pageSize && last ? writePageToken([last.name, last.id]) : null,
    };
  }

  async findCourse(courseId: string, credentialId: number, viewer: Viewer): Promise<Course> {
    return (await this.withCredential(courseId, credentialId, viewer)).course;
  }

  /** Google's own answer for a course, as this account got it. */
  raw(course: Course, credentialId: number): Promise<unknown> {
    return this.courses.findRaw(course.id, credentialId);
  }

  async coursework(
    courseId: string,
    request: ListCoursework,
    viewer: Viewer,
  ): Promise<ListPage<CourseworkItem> & { course: Course }> {
    const after = readPageToken(request.pageToken, isMomentOrNull);
    const { course, credential } = await this.upToDate(courseId, request.credentialId, viewer);
    const { kind, hasVideo, pageSize } = request;
    const filter = { courseId: course.id, credentialId: credential.id, kind, hasVideo, after };
    const found = await this.videos.listItems({ ...filter, limit: pageSize + 1 });
    const items = found.slice(0, pageSize);
    const last = items.at(-1);
    const more = found.length > pageSize && last;
    return {
      course,
      items,
      nextPageToken: more ? writePageToken([last.updatedAt?.toISOString() ?? null, last.id]) : null,
    };
  }

  /** A course that was read from Google, now if need be. */
  async upToDate(
    courseId: string,
    credentialId: number,
    viewer: Viewer,
  ): Promise<{ course: Course; credential: Credential }> {
    const { course, credential } = await this.withCredential(courseId, credentialId, viewer);
    return { course: await this.fresh.ensure(course, credential), credential };
  }

  /** Asks the workers to read the whole course again. */
  async requestSync(courseId: string, credentialId: number, viewer: Viewer): Promise<Course> {
    const { course } = await this.withCredential(courseId, credentialId, viewer);
    await this.syncs.requestSync(course.id, credentialId, { anew: true });
    await this.signals.send('backlog.changed', {});
    return (await this.courses.findByGoogleId(viewer.tenantId, credentialId, courseId)) ?? course;
  }

  /** A course and the usable account through which it is seen. @throws CourseNotFound, CredentialNotFound, … */
  async withCredential(
    courseId: string,
    credentialId: number,
    viewer: Viewer,
  ): Promise<{ course: Course; credential: Credential }> {
    const credential = await this.credentials.usable(credentialId, viewer);
    return { course: await this.lists.findCourse(courseId, credential, UNKNOWN_WAIT_MS), credential };
  }
}
