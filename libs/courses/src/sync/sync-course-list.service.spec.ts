import type { AppConfig } from '@app/config';
import type { Database } from '@app/database';
import type { ClassroomClient, ClassroomCourse, CourseRole, Credential } from '@app/google';
import type { CoursesRepository } from '../persistence/courses.repository';
import { SyncCourseList } from './sync-course-list.service';

type Saved = [id: string, role: CourseRole, told: string | undefined, teachers: string[]];

/** What is saved, in order, for an account that teaches and attends these courses. */
async function savedOf(taught: string[], attended: string[]): Promise<Saved[]> {
  const saved: Saved[] = [];
  const ids: string[] = [];
  const listed = { teacher: taught, student: attended };
  const classroom = {
    courses: (_id: number, role: CourseRole) =>
      Promise.resolve({ items: listed[role].map((id) => ({ id, name: `${role} of ${id}` })) }),
    teachers: (_id: number, course: string) => Promise.resolve([{ userId: `teacher of ${course}` }]),
  };
  const courses = {
    findListSyncedAt: () => Promise.resolve(undefined),
    listKnownVersions: () => Promise.resolve(new Map()),
    saveCourse: (_tenant: string, course: ClassroomCourse, teachers: { id: string }[] | null) => {
      saved.push([course.id ?? '', 'student', undefined, (teachers ?? []).map(({ id }) => id)]);
      return Promise.resolve(ids.push(course.id ?? ''));
    },
    saveAccess: (_course: number, _credential: number, role: CourseRole, raw: ClassroomCourse) => {
      const [id, , , teachers] = saved.pop() ?? ['', role, undefined, []];
      saved.push([id, role, raw.name ?? undefined, teachers]);
      return Promise.resolve();
    },
    deleteAccessExcept: () => Promise.resolve(),
    markListSynced: () => Promise.resolve(),
  };
  const database = { transaction: (work: () => Promise<void>) => work() };
  const lists = new SyncCourseList(
    classroom as unknown as ClassroomClient,
    courses as unknown as CoursesRepository,
    database as unknown as Database,
    { courses: { cacheTtlMs: 0 } } as AppConfig,
    { now: () => new Date() },
  );
  await lists.ifStale({ id: 7, tenantId: 'school', scopes: SCOPES } as unknown as Credential);
  return saved;
}

const SCOPES = ['courses.readonly', 'rosters.readonly', 'profile.emails'].map(
  (scope) => `https://www.googleapis.com/auth/classroom.${scope}`,
);

describe(SyncCourseList, () => {
  it('should save the courses in one order, whoever sees them, each with its teachers', async () => {
    const expected = ['1', '2', '3'];
    const forAna = await savedOf(['3', '1'], ['2']);
    expect(forAna.map(([id]) => id)).toEqual(expected);
    expect(forAna.map(([, , , teachers]) => teachers)).toEqual(expected.map((id) => [`teacher of ${id}`]));
    expect((await savedOf(['2'], ['3', '1'])).map(([id]) => id)).toEqual(expected);
  });

  it('should save a course that is taught and attended once, as one that is taught', async () => {
    expect(await savedOf(['5'], ['5', ''])).toEqual([['5', 'teacher', 'teacher of 5', ['teacher of 5']]]);
  });

  it('should wait for a list that does not come only as long as it is told, and not say that there is no such course', async () => {
    jest.useFakeTimers();
    try {
      const lists = new SyncCourseList(
        { courses: () => new Promise(() => undefined) } as unknown as ClassroomClient,
        {
          findListSyncedAt: () => Promise.resolve(new Date(0)),
          findByGoogleId: () => Promise.resolve(undefined),
        } as unknown as CoursesRepository,
        {} as Database,
        { courses: { cacheTtlMs: 0 } } as AppConfig,
        { now: () => new Date() },
      );
      const credential = { id: 7, tenantId: 'school', scopes: SCOPES } as unknown as Credential;
      const refused = expect(lists.findCourse('new', credential, 20_000)).rejects.toMatchObject({
        code: 'course.list-not-read',
      });
      await jest.advanceTimersByTimeAsync(24_000);
      await refused;
    } finally {
      jest.useRealTimers();
    }
  });
});
