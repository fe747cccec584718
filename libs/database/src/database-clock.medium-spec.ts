import { delay } from '@app/kernel';
import { useDatabase } from '@app/testing/use-database';
import { DatabaseClock } from './database-clock';

const HOUR_MS = 3_600_000;

describe(DatabaseClock, () => {
  const { source, database } = useDatabase();

  afterEach(() => jest.restoreAllMocks());

  async function databaseNow(): Promise<number> {
    const [{ ms }] = await source.query<[{ ms: string }]>(
      'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms',
    );
    return Number(ms);
  }

  it.each([HOUR_MS, -HOUR_MS])(
    'should tell the time of PostgreSQL on a host that is %d ms off',
    async (off) => {
      const { now } = Date;
      jest.spyOn(Date, 'now').mockImplementation(() => now() + off);
      const { timeOrigin } = performance;
      jest.spyOn(performance, 'timeOrigin', 'get').mockReturnValue(timeOrigin + off);
      const clock = new DatabaseClock(database);
      await clock.onModuleInit();
      const before = await databaseNow();
      const told = clock.now().getTime();
      expect(told).toBeGreaterThan(before - 1_000);
      expect(told).toBeLessThan((await databaseNow()) + 1_000);
      clock.onApplicationShutdown();
    },
  );

  it('should ask again when an answer took so long that it says little', async () => {
    const onlyRow = database.onlyRow.bind(database);
    const asked = jest.spyOn(database, 'onlyRow').mockImplementationOnce(async (...question) => {
      const answer = await onlyRow(...question);
      await delay(2_000);
      return answer;
    });
    const clock = new DatabaseClock(database);
    await clock.onModuleInit();
    const before = await databaseNow();
    expect(clock.now().getTime()).toBeGreaterThan(before - 500);
    expect(asked.mock.calls.length).toBeGreaterThan(1);
    clock.onApplicationShutdown();
  });
});
