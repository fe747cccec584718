import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();
const ACCEPTED = /^[\w.:-]{1,128}$/;

/** The id that follows one piece of work from the request through its job to the processes it starts. */
export function currentCorrelationId(): string | undefined {
  return storage.getStore();
}

/** Runs `work` under a correlation id; everything it awaits or schedules sees the same one. */
export function withCorrelationId<T>(id: string, work: () => T): T {
  return storage.run(id, work);
}

/** What a caller sent, when it is a sane id; otherwise a new one. */
export function acceptCorrelationId(offered: unknown): string {
  return typeof offered === 'string' && ACCEPTED.test(offered) ? offered : randomUUID();
}
