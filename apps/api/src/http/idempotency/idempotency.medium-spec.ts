import { until } from '@app/testing/until';
import { useDatabase } from '@app/testing/use-database';
import type { ExecutionContext } from '@nestjs/common';
import { from, lastValueFrom } from 'rxjs';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { IdempotencyKeyEntity } from './persistence/idempotency-key.entity';
import { IdempotencyKeysRepository } from './persistence/idempotency-keys.repository';

describe(IdempotencyInterceptor, () => {
  const { source, database } = useDatabase(IdempotencyKeyEntity);
  const interceptor = new IdempotencyInterceptor(
    new IdempotencyKeysRepository(database.repository(IdempotencyKeyEntity)),
  );

  beforeAll(() => source.query(`INSERT INTO tenants (id, name) VALUES ('a', 'A')`));

  const caller = { tenantId: 'a', requester: 'user:ana' };
  const body = { courses: ['history'] };
  const request = { method: 'POST', url: '/downloads', body, caller, headers: { 'idempotency-key': 'k' } };
  const reply = { statusCode: 201, getHeader: () => undefined, header: () => reply, status: () => reply };
  const http = { getRequest: () => request, getResponse: () => reply };
  const context = { switchToHttp: () => http } as unknown as ExecutionContext;
  const ask = (work: () => Promise<unknown>) =>
    lastValueFrom(interceptor.intercept(context, { handle: () => from(work()) }));
  const isYoung = async () => {
    const young = `SELECT FROM idempotency_keys WHERE created_at > now() - interval '30 seconds'`;
    return (await source.query<unknown[]>(young)).length > 0;
  };

  it('should not have it done again while the first request still does it, however long', async () => {
    let finish: (answer: object) => void = () => undefined;
    const first = ask(() => new Promise((resolve) => (finish = resolve)));
    await until(isYoung);
    await source.query(`UPDATE idempotency_keys SET created_at = now() - interval '61 seconds'`);
    await until(isYoung, 20_000);
    const again = jest.fn(() => Promise.resolve({ id: 2 }));
    const second = ask(again);
    finish({ id: 1 });
    await expect(first).resolves.toEqual({ id: 1 });
    await expect(second).resolves.toEqual({ id: 1 });
    expect(again).not.toHaveBeenCalled();
  });
});
