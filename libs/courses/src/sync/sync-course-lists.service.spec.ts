import type { AppConfig } from '@app/config';
import type { Credential } from '@app/google';
import { GoogleMissingScope } from '@app/google';
import type { CoursesRepository } from '../persistence/courses.repository';
import type { SyncCourseList } from './sync-course-list.service';
import { SyncCourseLists } from './sync-course-lists.service';

const NOW = new Date('2026-11-22T12:00:00Z');
const secondsAgo = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const accounts = (...ids: number[]) =>
  ids.map((id) => ({ id, connectedAt: secondsAgo(9_999) }) as Credential);

type Answer = (id: number) => Promise<void>;

/** What is read, in order, and what is not known then. */
async function refresh(ids: number[], syncedAt: [id: number, at: Date][], answer?: Answer) {
  const { lists, read } = listsWith(syncedAt, answer);
  const unread = await lists.refresh(accounts(...ids));
  return { read, unread: [...unread].map(([id, error]) => [id, error.code]) };
}

function listsWith(syncedAt: [id: number, at: Date][], answer: Answer = () => Promise.resolve()) {
  const read: number[] = [];
  const list = {
    readNow: ({ id }: Credential) => {
      read.push(id);
      return answer(id);
    },
  };
  const lists = new SyncCourseLists(
    list as unknown as SyncCourseList,
    { listListsSyncedAt: () => Promise.resolve(new Map(syncedAt)) } as unknown as CoursesRepository,
    { courses: { cacheTtlMs: 60_000 } } as AppConfig,
    { now: () => NOW },
  );
  return { lists, read };
}

describe(SyncCourseLists, () => {
  it('should read what was never read before what is old, and nothing that is fresh', async () => {
    const { read, unread } = await refresh(
      [1, 2, 3, 4],
      [
        [1, secondsAgo(100)],
        [2, secondsAgo(59)],
        [3, secondsAgo(200)],
      ],
    );
    expect(read).toEqual([4, 3, 1]);
    expect(unread).toEqual([]);
  });

  it('should tell why nothing is known of an account, and of that one only', async () => {
    const { unread } = await refresh([1, 2, 3], [[1, secondsAgo(100)]], (id) =>
      id === 3 ? Promise.resolve() : Promise.reject(new GoogleMissingScope({ missing: ['courses'] })),
    );
    expect(unread).toEqual([[2, 'google.missing-scope']]);
  });

  it('should not show what a failure of ours says', async () => {
    const { unread } = await refresh([1], [], () => Promise.reject(new Error('relation "secrets"')));
    expect(unread).toEqual([[1, 'course.list-not-read']]);
  });

  it('should read some of thousands of accounts, and say which are still to come', async () => {
    const ids = Array.from({ length: 3_000 }, (_, index) => index + 1);
    const { read, unread } = await refresh(ids, []);
    expect(read).toHaveLength(20);
    expect(unread).toHaveLength(2_980);
  });

  it('should read the others, too, where more than one request takes never can be read', async () => {
    const refused = new GoogleMissingScope({ missing: ['courses'] });
    const { lists, read } = listsWith([[50, secondsAgo(100)]], (id) =>
      id <= 25 ? Promise.reject(refused) : Promise.resolve(),
    );
    const all = accounts(...Array.from({ length: 30 }, (_, index) => index + 1), 50);
    await lists.refresh(all);
    const { size } = await lists.refresh(all);
    expect(new Set(read)).toEqual(new Set(all.map(({ id }) => id)));
    // What was refused once is still told in the words of then.
    expect(size).toBe(25);
    const codes = [...(await lists.refresh(all))].slice(0, 25).map(([, error]) => error.code);
    expect(new Set(codes)).toEqual(new Set(['google.missing-scope']));
  });

  it('should not wait for ever', async () => {
    jest.useFakeTimers();
    try {
      const answer = refresh([1, 2], [], (id) =>
        id === 1 ? new Promise(() => undefined) : Promise.resolve(),
      );
      await jest.advanceTimersByTimeAsync(8_000);
      expect((await answer).unread).toEqual([[1, 'course.list-not-read']]);
    } finally {
      jest.useRealTimers();
    }
  });
});
