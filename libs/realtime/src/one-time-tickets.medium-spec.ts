import { type Clock } from '@app/kernel';
import { testConfig } from '@app/testing/test-config';
import { OneTimeTickets } from './one-time-tickets';

const CLOCK: Clock = { now: () => new Date() };

describe(OneTimeTickets, () => {
  it.each([
    ['no Redis', 'redis://127.0.0.1:1'],
    ['no sentinel', 'redis+sentinel://127.0.0.1:1/videos'],
  ])('should say so while %s answers, to everybody who asks', async (_, url) => {
    const tickets = new OneTimeTickets(testConfig({ REDIS_URL: url }), CLOCK);
    const asked = [tickets.issue({ user: 1 }), tickets.issue({ user: 2 })];
    for (const answer of await Promise.allSettled(asked))
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'service.unavailable' } });
    tickets.onApplicationShutdown();
  });
});
