import { QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import type { DownloadBody } from '@app/testing/client';
import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';

interface ProgressEvent {
  download_id: string;
  tenant_id: string;
  run_id: string;
  phase: string;
  progress_percent: number;
  downloaded_bytes: number;
  total_bytes: number | null;
}

describe('RF-008 progress of a download', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  let events: QueueEvents;
  const told: ProgressEvent[] = [];

  beforeAll(async () => {
    const connection = new Redis(system.redis.url, { maxRetriesPerRequest: null });
    events = new QueueEvents('downloads', { connection, prefix: 'cdl' });
    events.on('progress', ({ data }) => told.push(data as ProgressEvent));
    await events.waitUntilReady();
    system.onClose(async () => {
      await events.close();
      connection.disconnect();
    });
  });

  it.each([
    ['a direct file', '/media/aula-1.mp4?progress', 1_200_000],
    ['picture and sound apart', '/media/palestra-dash/manifest.mpd', 0],
  ])('should rise only, stay below 100 until the file is stored, for %s', async (_case, path, speed) => {
    system.sandbox.throttle.bytesPerSecond = speed;
    // Each piece of a stream is too small for the throttle to be felt.
    system.sandbox.faults.addFault({ path: '/media/palestra-dash/', contains: '.m4s', delayMs: 1_500 });
    const { body } = await client.post<DownloadBody>('/downloads', { url: system.sandbox.origin + path });
    const rows: DownloadBody[] = [];
    for (;;) {
      const row = await client.download(body.id);
      rows.push(row);
      if (row.status === 'completed') break;
      expect(['queued', 'running']).toContain(row.status);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const percents = rows.map((row) => row.progress_percent);
    expect(percents).toEqual([...percents].sort((left, right) => left - right));
    expect(percents.at(-1)).toBe(100);
    expect(rows.filter(({ status }) => status === 'running').every((row) => row.progress_percent < 100)).toBe(
      true,
    );
    expect(new Set(percents).size).toBeGreaterThanOrEqual(3);
    expect(rows.at(-1)).toMatchObject({ file_path: expect.any(String) as string, error_message: null });
  });

  it('should be told as job events that carry run and tenant, at most two a second', () => {
    const byRun = Map.groupBy(told, ({ run_id: run }) => run);
    expect(byRun.size).toBe(2);
    for (const one of byRun.values()) {
      expect(one.every((event) => event.tenant_id === 'school' && event.download_id.length === 36)).toBe(
        true,
      );
      const percents = one.map((event) => event.progress_percent);
      expect(percents).toEqual([...percents].sort((left, right) => left - right));
      expect(new Set(one.map(({ phase }) => phase))).toContain('storing');
      expect(one.length).toBeLessThan(60);
    }
  });
});
