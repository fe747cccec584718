import { until } from '@app/testing/until';
import { useDatabase } from '@app/testing/use-database';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { Database } from './database';
import { isConnectionLoss } from './database-errors';
import { LeaderLeaseEntity } from './persistence/leader-lease.entity';

describe(Database, () => {
  const { source, database } = useDatabase(LeaderLeaseEntity);

  beforeAll(() => database.rows('CREATE TABLE notes (id int PRIMARY KEY, text text, data jsonb)'));

  beforeEach(() => database.affected('DELETE FROM notes'));

  const add = (id: number) => database.rows('INSERT INTO notes (id) VALUES ($1)', [id]);
  /** What everybody else sees. */
  const ids = async () =>
    (await source.query<{ id: number }[]>('SELECT id FROM notes ORDER BY id')).map(({ id }) => id);

  it('should answer rows, one row or none, and how many were changed', async () => {
    await Promise.all([1, 2, 3].map(add));
    await expect(database.rows('SELECT id FROM notes WHERE id > $1 ORDER BY id', [1])).resolves.toEqual([
      { id: 2 },
      { id: 3 },
    ]);
    await expect(database.row('SELECT id FROM notes WHERE id = $1', [2])).resolves.toEqual({ id: 2 });
    await expect(database.row('SELECT id FROM notes WHERE id = $1', [9])).resolves.toBeUndefined();
    await expect(database.affected('UPDATE notes SET text = $1 WHERE id < 3', ['x'])).resolves.toBe(2);
    await expect(database.affected('DELETE FROM notes WHERE id = 9')).resolves.toBe(0);
    await expect(
      database.rows('UPDATE notes SET text = $1 WHERE id = 3 RETURNING id', ['y']),
    ).resolves.toEqual([{ id: 3 }]);
  });

  it('should keep what PostgreSQL cannot hold from failing a statement', async () => {
    const odd = 'a\0b\ud83d';
    await database.rows('INSERT INTO notes VALUES (1, $1, $2)', [odd, JSON.stringify({ odd })]);
    await expect(database.row('SELECT text, data FROM notes')).resolves.toEqual({
      text: 'a\ufffdb\ufffd',
      data: { odd: 'a\ufffdb\ufffd' },
    });
    await expect(database.rows('SELECT id FROM notes WHERE text = ANY ($1)', [[odd]])).resolves.toEqual([
      { id: 1 },
    ]);
  });

  it('should wait for a connection that fails, until it is told not to', async () => {
    const lost = Object.assign(new Error('the connection is gone'), { code: 'ECONNREFUSED' });
    let tries = 0;
    await expect(
      database.retryOnConnectionLoss(() =>
        (tries += 1) === 1 ? Promise.reject(lost) : Promise.resolve('back'),
      ),
    ).resolves.toBe('back');
    const stop = new AbortController();
    const waiting = database.retryOnConnectionLoss(() => {
      stop.abort(new Error('stopped'));
      return Promise.reject(lost);
    }, stop.signal);
    await expect(waiting).rejects.toThrow('stopped');
  });

  it('should see one state of everything in a snapshot, whatever others write meanwhile', async () => {
    await add(1);
    await database.snapshot(async () => {
      await expect(database.rows('SELECT id FROM notes')).resolves.toEqual([{ id: 1 }]);
      await source.query('INSERT INTO notes (id) VALUES (2)');
      await expect(database.rows('SELECT id FROM notes')).resolves.toEqual([{ id: 1 }]);
    });
    await expect(ids()).resolves.toEqual([1, 2]);
  });

  it('should begin no snapshot where a transaction has looked already', async () => {
    const inside = database.transaction(() => database.snapshot(ids));
    await expect(inside).rejects.toThrow('begins with its transaction');
  });

  describe('in a transaction', () => {
    it('should show others nothing before it ends, and everything after', async () => {
      await database.transaction(async () => {
        await add(1);
        await expect(database.rows('SELECT id FROM notes')).resolves.toEqual([{ id: 1 }]);
        await expect(ids()).resolves.toEqual([]);
      });
      await expect(ids()).resolves.toEqual([1]);
    });

    it('should leave nothing behind when it fails', async () => {
      const failing = database.transaction(async () => {
        await add(1);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await expect(ids()).resolves.toEqual([]);
    });

    it('should be one with those that are opened inside', async () => {
      const failing = database.transaction(async () => {
        await database.transaction(() => add(1));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await expect(ids()).resolves.toEqual([]);
    });

    it('should not mix with another that runs at the same time', async () => {
      const { promise: bothBegun, resolve } = Promise.withResolvers<undefined>();
      const first = database.transaction(async () => {
        await add(1);
        await bothBegun;
        throw new Error('no');
      });
      const second = database.transaction(async () => {
        await add(2);
        resolve(undefined);
      });
      await expect(first).rejects.toThrow('no');
      await second;
      await expect(ids()).resolves.toEqual([2]);
    });

    describe('whose connection breaks between two statements', () => {
      const { connectedQueryRunners } = source.driver as PostgresDriver;

      /** As a server that stops ends every connection, and after this process has heard of it. */
      async function breakConnection(): Promise<void> {
        const { pid } = await database.onlyRow<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await source.query('SELECT pg_terminate_backend($1)', [pid]);
        await until(() => connectedQueryRunners.length === 0);
      }

      it.each([
        ['a statement', () => add(1)],
        ['a call of a repository', () => database.repository(LeaderLeaseEntity).count()],
        ['the commit', async () => undefined],
      ])('should know it for that, when %s comes next', async (_, next) => {
        const failing = database.transaction(async () => {
          await breakConnection();
          await next();
        });
        const failure: unknown = await failing.catch((error: unknown) => error);
        expect(isConnectionLoss(failure)).toBe(true);
      });

      it('should be done again where that is wanted', async () => {
        let tries = 0;
        await database.retryOnConnectionLoss(() =>
          database.transaction(async () => {
            await add(1);
            if ((tries += 1) === 1) await breakConnection();
            await add(2);
          }),
        );
        expect([tries, await ids()]).toEqual([2, [1, 2]]);
      });
    });

    it('should do afterwards what must not happen before others see it, and not at all when it fails', async () => {
      const seen: number[][] = [];
      const look = () => database.afterCommit(async () => void seen.push(await ids()));
      await database.transaction(async () => {
        await look();
        await add(1);
      });
      expect(seen).toEqual([[1]]);
      const failing = database.transaction(async () => {
        await look();
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(seen).toHaveLength(1);
      await look();
      expect(seen).toHaveLength(2);
    });
  });
});
