import type { ClassroomClient, Credential } from '@app/google';
import type { Course } from '../course';
import type { CoursesRepository } from '../persistence/courses.repository';
import type { CourseView, CourseworkRepository } from './persistence/coursework.repository';
import { ReadCourse, unreadableKinds } from './read-course.service';
import type { SyncKind } from './sync-kind.service';
import type { TakeOver, TakeOverReading } from './take-over-reading.service';

const ANNOUNCEMENTS = 'https://www.googleapis.com/auth/classroom.announcements.readonly';
const course = { id: 1, googleId: 'g' } as unknown as Course;
const credential = { id: 7, tenantId: 'school', scopes: [ANNOUNCEMENTS] } as unknown as Credential;
const reading = {
  course,
  credential,
  claim: { courseId: 1, credentialId: 7, runId: 'r' },
  visit: { credentialId: 7, mayRead: false },
};

describe(ReadCourse, () => {
  it('should prune what was not seen since a moment of the database, whatever our clock says', async () => {
    const moment = new Date('2020-01-01T00:00:00.000Z');
    const pruned: Date[] = [];
    const coursework = {
      databaseNow: () => Promise.resolve(moment),
      pruneUnseen: (_view: CourseView, _kind: string, since: Date) => {
        pruned.push(since);
        return Promise.resolve();
      },
    };
    const read = new ReadCourse(
      {} as ClassroomClient,
      {} as CoursesRepository,
      coursework as unknown as CourseworkRepository,
      { readKind: () => Promise.resolve() } as unknown as SyncKind,
      {} as TakeOverReading,
    );
    await read.atGoogle(reading, { anew: true, whole: true });
    expect(pruned).toEqual([moment]);
  });

  it('should take over only the kinds that the person allowed', async () => {
    const taken: string[] = [];
    const takeOver = { takeOver: async ({ kind }: TakeOver) => void taken.push(kind) };
    const read = new ReadCourse(
      {} as ClassroomClient,
      {} as CoursesRepository,
      {} as CourseworkRepository,
      {} as SyncKind,
      takeOver as unknown as TakeOverReading,
    );
    expect(await read.from(8, reading)).toEqual(['assignment', 'material']);
    expect(taken).toEqual(['announcement']);
  });
});

describe(unreadableKinds, () => {
  it('should name the kinds that the person did not tick', () => {
    expect(unreadableKinds(credential)).toEqual(['assignment', 'material']);
  });
});
