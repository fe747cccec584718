import type { NoticesRepository } from './persistence/notices.repository';
import { PresentNotices } from './present-notices';

const NOTICE = {
  id: 'n',
  tenantId: 'a',
  kind: 'info' as const,
  message: 'New lessons',
  createdAt: new Date(0),
  endsAt: new Date(1),
};

describe(PresentNotices, () => {
  let asked: string[];
  let fails: boolean;
  let notices: PresentNotices;

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    asked = [];
    fails = false;
    const listFor = (tenantId: string) => {
      asked.push(tenantId);
      return fails ? Promise.reject(new Error('away')) : Promise.resolve([NOTICE]);
    };
    notices = new PresentNotices({ listFor } as unknown as NoticesRepository);
  });
  afterEach(() => jest.useRealTimers());

  it('should be read once for all who show them at the same time, and for each tenant by itself', async () => {
    await expect(Promise.all([notices.of('a'), notices.of('a')])).resolves.toMatchObject([
      [{ message: 'New lessons', for_all: false }],
      [{ id: 'n' }],
    ]);
    await notices.of('b');
    expect(asked).toEqual(['a', 'b']);
  });

  it('should be read anew after a second, at once when one was made, and when they could not be', async () => {
    await notices.of('a');
    jest.advanceTimersByTime(1_001);
    await notices.of('a');
    notices.forget();
    fails = true;
    await expect(notices.of('a')).rejects.toThrow('away');
    fails = false;
    await expect(notices.of('a')).resolves.toHaveLength(1);
    expect(asked).toHaveLength(4);
  });
});
