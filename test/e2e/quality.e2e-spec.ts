import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, DownloadBody } from '../support/client';
import { TestSystem } from '../support/system';
import { until } from '../support/until';

describe('RF-007 the height that was asked for', () => {
  let system: TestSystem;
  let client: Client;

  beforeAll(async () => {
    system = await TestSystem.start();
    client = system.client();
  });

  afterAll(() => system.close());

  async function fetched(path: string, quality: string): Promise<DownloadBody> {
    const url = system.sandbox.origin + path;
    const { body } = await client.post<DownloadBody>('/downloads', { url, quality });
    return client.ended(body.id);
  }

  const metadata = (height: number, quality_note: string | null) => ({
    status: 'completed',
    video_metadata: { height, quality_note },
  });

  it('should come when the source has it', async () => {
    const done = await fetched('/media/alturas-hls/master.m3u8', '720');
    expect(done).toMatchObject({ ...metadata(720, null), retry_count: 0 });
    const apart = await fetched('/media/alturas-dash/manifest.mpd', '360');
    expect(apart).toMatchObject({ ...metadata(360, null), retry_count: 0 });
  });

  it('should come as near as the source has it, with a note', async () => {
    const note = '480p was asked for; the nearest that the source has is 360p.';
    const done = await fetched('/media/alturas-hls/master.m3u8', '480');
    expect(done).toMatchObject({ ...metadata(360, note), retry_count: 0 });
  });

  it('should be tried once more when the source has it and gives less, then kept with a note', async () => {
    const { sandbox, directory } = system;
    const path = join(directory, 'lying.m3u8');
    const piece = `${sandbox.origin}/media/alturas-hls/height-0.m3u8`;
    const variant = 'BANDWIDTH=1725900,RESOLUTION=1280x720,CODECS="avc1.42c01f,mp4a.40.2"';
    await writeFile(path, `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-STREAM-INF:${variant}\n${piece}\n`);
    sandbox.web.set('lying.m3u8', path);
    sandbox.faults.seen.length = 0;
    const note = 'The source offered 720p and gave 360p.';
    const done = await fetched('/media/lying.m3u8', '720');
    expect(done).toMatchObject({ ...metadata(360, note), retry_count: 1 });
    const pieces = sandbox.faults.seen.filter(({ url }) => url.endsWith('height-0-0.ts'));
    expect(pieces).toHaveLength(2);
  });

  describe('RF-008 progress', () => {
    it('should rise through the phases while a download runs', async () => {
      system.sandbox.throttle.bytesPerSecond = 400_000;
      const url = `${system.sandbox.origin}/media/aula-3.mp4`;
      const { body } = await client.post<DownloadBody>('/downloads', { url });
      const seen: DownloadBody[] = [];
      await until(async () => {
        seen.push(await client.download(body.id));
        return seen.at(-1)?.status === 'completed';
      });
      system.sandbox.throttle.bytesPerSecond = 0;
      const percents = seen.map(({ progress_percent }) => progress_percent);
      expect(percents).toEqual([...percents].sort((left, right) => left - right));
      expect(new Set(percents).size).toBeGreaterThan(3);
      expect(seen.filter(({ status }) => status === 'running').map(({ phase }) => phase)).toContain(
        'downloading',
      );
      expect(percents.at(-1)).toBe(100);
    });
  });
});
