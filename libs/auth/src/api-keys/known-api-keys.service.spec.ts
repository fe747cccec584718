import type { Signals } from '@app/queue';
import type { ApiKey, ApiKeysRepository } from './persistence/api-keys.repository';
import { KnownApiKeys } from './known-api-keys.service';

const KEY = { id: 'k1', revokedAt: null, lastUsedAt: null } as ApiKey;

describe(KnownApiKeys, () => {
  let stored: ApiKey | undefined;
  let reads: number;
  /** What has to happen before a reading is answered. */
  let answered: Promise<void>;
  let sent: string[];
  let hear: () => void;
  let known: KnownApiKeys;

  beforeEach(() => {
    [stored, reads, answered, sent] = [{ ...KEY }, 0, Promise.resolve(), []];
    const keys = {
      findByHash: async () => {
        reads += 1;
        const found = stored;
        await answered;
        return found;
      },
      markUsed: () => Promise.resolve(),
    };
    const signals = {
      on: (_name: string, listener: () => void) => (hear = listener),
      send: (name: string) => Promise.resolve(void sent.push(name)),
    };
    known = new KnownApiKeys(keys as unknown as ApiKeysRepository, signals as unknown as Signals);
    known.onApplicationBootstrap();
  });

  const revoke = () => (stored = { ...KEY, revokedAt: new Date() });

  it('should read a key once for many requests', async () => {
    for (let time = 0; time < 5; time += 1) await expect(known.find('hash')).resolves.toMatchObject(KEY);
    expect(reads).toBe(1);
  });

  it('should read it again after two seconds, so that it ends without a signal, too', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000_000);
    await known.find('hash');
    revoke();
    now.mockReturnValue(1_002_001);
    await expect(known.find('hash')).resolves.toMatchObject({ revokedAt: expect.any(Date) as Date });
    now.mockRestore();
  });

  it('should forget it at once where a key was revoked, here or elsewhere, and tell the others', async () => {
    await known.find('hash');
    hear();
    await known.find('hash');
    await known.announceRevocation();
    await known.find('hash');
    expect(reads).toBe(3);
    expect(sent).toEqual(['api-key.revoked']);
  });

  it('should not keep what was read before a key was revoked', async () => {
    let answer: () => void = () => undefined;
    answered = new Promise((resolve) => (answer = resolve));
    const asked = known.find('hash');
    revoke();
    hear();
    answer();
    await asked;
    await expect(known.find('hash')).resolves.toMatchObject({ revokedAt: expect.any(Date) as Date });
  });

  it('should keep neither a key that has ended nor one that is unknown', async () => {
    revoke();
    await known.find('hash');
    await known.find('hash');
    stored = undefined;
    await known.find('hash');
    await known.find('hash');
    expect(reads).toBe(4);
  });

  it('should know that a key is in use without reading it again', async () => {
    const key = await known.find('hash');
    const now = new Date();
    if (key) await known.markUsed(key, now);
    await expect(known.find('hash')).resolves.toMatchObject({ lastUsedAt: now });
  });

  it('should let what waits in the event loop go on between many requests of one moment', async () => {
    await known.find('hash');
    let served = 0;
    const all = Array.from({ length: 1_000 }, () => known.find('hash').then(() => (served += 1)));
    const seen: number[] = [];
    const watch = () => {
      seen.push(served);
      if (served < all.length) setImmediate(watch);
    };
    setImmediate(watch);
    await Promise.all(all);
    const steps = seen.map((count, index) => count - (seen[index - 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThanOrEqual(50);
  });
});
