import { Injectable } from '@nestjs/common';
import { classroom, type classroom_v1 } from 'googleapis/build/src/apis/classroom';
import { GoogleEndpoints } from '../google-endpoints';
import { GoogleCall } from './google-call';

export type CourseworkKind = 'assignment' | 'material' | 'announcement';
export type CourseRole = 'teacher' | 'student';
export type ClassroomCourse = classroom_v1.Schema$Course;
export type ClassroomMaterial = classroom_v1.Schema$Material;

/** An assignment, a material or an announcement; which fields it has depends on the kind. */
export type ClassroomItem = classroom_v1.Schema$CourseWork &
  classroom_v1.Schema$CourseWorkMaterial &
  classroom_v1.Schema$Announcement;

export interface Page<T> {
  items: T[];
  nextPageToken?: string;
}

interface PageRequest {
  pageToken?: string;
  signal?: AbortSignal;
}

const PAGE_SIZE = 100;

/** Google Classroom, read-only. A page may be empty and still have a next one. */
@Injectable()
export class ClassroomClient {
  private readonly api: classroom_v1.Classroom;

  constructor(
    private readonly google: GoogleCall,
    endpoints: GoogleEndpoints,
  ) {
    this.api = classroom({
      version: 'v1',
      // GoogleCall does that, and keeps the pauses that Google asks for.
      retry: false,
      ...(endpoints.rootUrl === undefined ? {} : { rootUrl: endpoints.rootUrl }),
    });
  }

  /** Courses in every state in which this account is a teacher, or a student. */
  async courses(
    credentialId: number,
    role: CourseRole,
    { pageToken, signal }: PageRequest,
  ): Promise<Page<ClassroomCourse>> {
    const me = role === 'teacher' ? { teacherId: 'me' } : { studentId: 'me' };
    const data = await this.google.callGoogle(
      'classroom',
      credentialId,
      (auth) => this.api.courses.list({ auth, ...me, pageSize: PAGE_SIZE, pageToken }),
      signal,
    );
    return { items: data.courses ?? [], nextPageToken: data.nextPageToken ?? undefined };
  }

  async course(credentialId: number, courseId: string, signal?: AbortSignal): Promise<ClassroomCourse> {
    return this.google.callGoogle(
      'classroom',
      credentialId,
      (auth) => this.api.courses.get({ auth, id: courseId }),
      signal,
    );
  }

  /** Names of the teachers of a course. */
  async teachers(
    credentialId: number,
    courseId: string,
    signal?: AbortSignal,
  ): Promise<classroom_v1.Schema$Teacher[]> {
    const fields = 'nextPageToken,teachers(userId,profile(id,name(fullName)))';
    const teachers: classroom_v1.Schema$Teacher[] = [];
    let pageToken: string | undefined;
    do {
      const params = { courseId, pageSize: 30, pageToken, fields };
      const data = await this.google.callGoogle(
        'classroom',
        credentialId,
        (auth) => this.api.courses.teachers.list({ auth, ...params }),
        signal,
      );
      teachers.push(...(data.teachers ?? []));
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken !== undefined);
    return teachers;
  }

  /** Names of a course's topics, by id. */
  async topics(credentialId: number, courseId: string, signal?: AbortSignal): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    let pageToken: string | undefined;
    do {
      const params = {
        courseId,
        pageSize: PAGE_SIZE,
        pageToken,
        fields: 'nextPageToken,topic(topicId,name)',
      };
      const data = await this.google.callGoogle(
        'classroom',
        credentialId,
        (auth) => this.api.courses.topics.list({ auth, ...params }),
        signal,
      );
      for (const { topicId, name } of data.topic ?? []) if (topicId) names.set(topicId, name ?? '');
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken !== undefined);
    return names;
  }

  /** Published items of one kind, the newest change first. */
  async items(
    credentialId: number,
    kind: CourseworkKind,
    courseId: string,
    { pageToken, signal }: PageRequest,
  ): Promise<Page<ClassroomItem>> {
    const params = { courseId, pageSize: PAGE_SIZE, pageToken, orderBy: 'updateTime desc' };
    const data = await this.google.callGoogle(
      'classroom',
      credentialId,
      (auth) => this.listKind(kind, { auth, ...params }),
      signal,
    );
    return { items: data.items, nextPageToken: data.nextPageToken ?? undefined };
  }

  private async listKind(
    kind: CourseworkKind,
    params: classroom_v1.Params$Resource$Courses$Coursework$List,
  ): Promise<{ data: { items: ClassroomItem[]; nextPageToken?: string | null } }> {
    switch (kind) {
      case 'assignment': {
        const { data } = await this.api.courses.courseWork.list(params);
        return {
          data: { items: data.courseWork ?? [], nextPageToken: data.nextPageToken },
        };
      }
      case 'material': {
        const { data } = await this.api.courses.courseWorkMaterials.list(params);
        return {
          data: {
            items: data.courseWorkMaterial ?? [],
            nextPageToken: data.nextPageToken,
          },
        };
      }
      case 'announcement': {
        const { data } = await this.api.courses.announcements.list(params);
        return {
          data: { items: data.announcements ?? [], nextPageToken: data.nextPageToken },
        };
      }
    }
  }
}
