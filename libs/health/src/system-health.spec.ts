import type { Database } from '@app/database';
import type { PausedHosts } from '@app/downloads';
import type { GoogleHealth } from '@app/google';
import type { FindStorageStatus } from '@app/maintenance';
import type { RedisHealth } from '@app/queue';
import type { FileStorage } from '@app/storage';
import type { WorkerRegistry } from '@app/workers';
import { SystemHealth } from './system-health.query';

const FREE_BYTES = 10 * 1024 ** 3;
const NEVER = new Promise<never>(() => undefined);

describe(SystemHealth, () => {
  const freeBytes = jest.fn<Promise<number>, []>();
  const checkRedis = jest.fn<Promise<{ version: string }>, []>();
  let health: SystemHealth;

  beforeEach(() => {
    jest.useFakeTimers();
    freeBytes.mockReset().mockResolvedValue(FREE_BYTES);
    checkRedis.mockReset().mockResolvedValue({ version: '7' });
    const quarantine = { files: 0, bytes: 0, oldest: null };
    health = new SystemHealth(
      { row: async () => ({ version: '17' }) } as unknown as Database,
      { checkRedis } as unknown as RedisHealth,
      { checkGoogle: async () => ({ reachable: true, ms: 1, standIn: true }) } as unknown as GoogleHealth,
      { listLive: async () => [] } as unknown as WorkerRegistry,
      { freeBytes } as unknown as FileStorage,
      { listPauses: async () => [] } as unknown as PausedHosts,
      { findStatus: async () => ({ problem: null, quarantine }) } as unknown as FindStorageStatus,
    );
  });

  afterEach(() => jest.useRealTimers());

  async function reported() {
    const report = health.report();
    await jest.advanceTimersByTimeAsync(5_000);
    return report;
  }

  it('should tell what the storage has', async () => {
    await expect(reported()).resolves.toMatchObject({
      components: { storage: { status: 'ok', free_bytes: FREE_BYTES } },
    });
  });

  it('should answer although the disk of the storage hangs, and ask it nothing more before it does', async () => {
    const hanging = Promise.withResolvers<number>();
    freeBytes.mockReturnValueOnce(hanging.promise);
    for (let count = 0; count < 3; count += 1)
      await expect(reported()).resolves.toMatchObject({
        status: 'degraded',
        components: { storage: { status: 'degraded', detail: 'It does not answer.' } },
      });
    expect(freeBytes).toHaveBeenCalledTimes(1);
    hanging.resolve(0);
    await jest.advanceTimersByTimeAsync(5_000);
    await expect(reported()).resolves.toMatchObject({ components: { storage: { status: 'ok' } } });
  });

  it('should answer although Redis never does', async () => {
    checkRedis.mockReturnValue(NEVER);
    await expect(reported()).resolves.toMatchObject({
      status: 'down',
      components: { redis: { status: 'down', detail: 'It does not answer.' } },
    });
  });
});
