import type { JobPayload, JobQueue, NewJob } from '@app/queue';
import type { ClaimedWork, Enqueued } from './persistence/claimed-work';
import { correlated, QueueBacklog } from './queue-backlog';

interface Key {
  id: number;
}

const work = (id: number, generation = 0): Enqueued<Key> => ({
  id,
  generation,
  correlationId: `request-${String(id)}`,
});

describe(QueueBacklog, () => {
  let sent: NewJob<JobPayload>[];
  let dequeued: Key[];
  let late: Enqueued<Key>[];
  /** What Redis was asked for. */
  let asked: string[][];
  /** Ids of jobs that Redis holds; undefined: it is away. */
  let held: string[] | undefined;

  class Backlog extends QueueBacklog<Key, JobPayload> {
    constructor() {
      const queue = {
        missing: async (ids: string[]) => (asked.push(ids), ids).filter((id) => held?.includes(id) === false),
        add: async (jobs: NewJob<JobPayload>[]) => {
          if (!held) throw new Error('Redis does not answer.');
          sent.push(...jobs);
        },
      } as unknown as JobQueue;
      const claimed = {
        listEnqueuedBefore: async () => late,
        dequeue: async (rows: Key[]) => void dequeued.push(...rows),
      } as unknown as ClaimedWork<Key>;
      super(claimed, queue);
    }

    override enqueue(): Promise<void> {
      return this.send([work(1), work(2)]);
    }

    override reconcile(): Promise<void> {
      return this.sendLostAgain();
    }

    protected override keyOf(): Key {
      return { id: 1 };
    }

    protected override jobOf(row: Enqueued<Key>): NewJob<JobPayload> {
      return { id: `job-${String(row.id)}-${String(row.generation)}`, payload: correlated(row) };
    }
  }

  beforeEach(() => {
    [sent, dequeued, late, held, asked] = [[], [], [], [], []];
  });

  it('should send a job for each, with the id of the request that asked for it', async () => {
    await new Backlog().enqueue();
    expect(sent).toEqual([
      { id: 'job-1-0', payload: { correlation_id: 'request-1' } },
      { id: 'job-2-0', payload: { correlation_id: 'request-2' } },
    ]);
    expect(dequeued).toEqual([]);
  });

  it('should let what Redis did not take wait again', async () => {
    held = undefined;
    await expect(new Backlog().enqueue()).rejects.toThrow('Redis does not answer.');
    expect(dequeued).toEqual([work(1), work(2)]);
  });

  it('should send again only what Redis does not hold any more', async () => {
    late = [work(1, 3), work(2)];
    held = ['job-2-0'];
    await new Backlog().reconcile();
    expect(sent.map(({ id }) => id)).toEqual(['job-1-3']);
  });

  it('should not ask Redis where nothing is late', async () => {
    await new Backlog().reconcile();
    expect(asked).toEqual([]);
  });

  it('should send a payload without an id where nobody asked', () => {
    expect(correlated({ correlationId: null })).toEqual({});
  });
});
