import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** The address of who asked for what is being done; undefined outside of requests. */
export function currentClientAddress(): string | undefined {
  return storage.getStore();
}

/** Runs `work` for a client; everything it awaits or schedules sees the same address. */
export function withClientAddress<T>(address: string, work: () => T): T {
  return storage.run(address, work);
}
