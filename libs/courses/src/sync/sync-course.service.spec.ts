import type { Database } from '@app/database';
import type { ClassroomClient, Credential } from '@app/google';
import type { Course } from '../course';
import type { CourseSyncsRepository } from '../persistence/course-syncs.repository';
import type { CourseView, CourseworkRepository } from '../persistence/coursework.repository';
import { SyncCourse } from './sync-course.service';
import type { SyncKind } from './sync-kind.service';

describe(SyncCourse, () => {
  it('should forget what was not seen since a moment of the database, whatever our clock says', async () => {
    const moment = new Date('2020-01-01T00:00:00.000Z');
    const forgotten: Date[] = [];
    const syncs = {
      claim: () => Promise.resolve({ requested: true, unfinished: false, ageMs: 0 }),
      finish: () => Promise.resolve(),
    };
    const coursework = {
      now: () => Promise.resolve(moment),
      forgetUnseen: (_view: CourseView, _kind: string, since: Date) => {
        forgotten.push(since);
        return Promise.resolve();
      },
    };
    const sync = new SyncCourse(
      {} as ClassroomClient,
      syncs as unknown as CourseSyncsRepository,
      coursework as unknown as CourseworkRepository,
      { read: () => Promise.resolve() } as unknown as SyncKind,
      { now: () => moment },
      { retryOnConnectionLoss: (work: () => Promise<void>) => work() } as unknown as Database,
    );
    const scopes = ['https://www.googleapis.com/auth/classroom.announcements.readonly'];
    const course = { id: 1, googleId: 'g', sync: { fullSyncedAt: null } } as unknown as Course;
    await sync.run(course, { id: 7, tenantId: 'school', scopes } as unknown as Credential);
    expect(forgotten).toEqual([moment]);
  });
});
