import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadBody } from '@app/testing/client';
import { clipOf } from '@app/testing/clip-of';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

describe('RF-007 the height that was asked for', () => {
  const system = useSystem();
  const client = setUp(() => system.client());

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

  describe('the container', () => {
    const small = ['-s', '64x36', '-deadline', 'realtime', '-cpu-used', '8'];
    const VP9 = ['-c:v', 'libvpx-vp9', ...small, '-c:a', 'libopus'];
    const VP8 = ['-c:v', 'libvpx', ...small, '-c:a', 'libvorbis'];

    /** Serves two seconds of the sandbox's film as another kind of file: its path. */
    async function served(name: string, codecs: string[]): Promise<string> {
      const { sandbox, directory } = system;
      const film = sandbox.web.get('aula-1.mp4') ?? '';
      sandbox.web.set(name, await clipOf(film, join(directory, name), codecs));
      return `/media/${name}`;
    }

    async function ended(path: string, options: object = {}): Promise<DownloadBody> {
      const url = system.sandbox.origin + path;
      const { body, status } = await client.post<DownloadBody>('/downloads', { url, ...options });
      expect(status).toBe(201);
      return client.ended(body.id, 60_000);
    }

    it.each([
      ['recorded.mkv', ['-c', 'copy'], 'h264'],
      ['recorded.flv', ['-c', 'copy'], 'h264'],
      ['recorded.ts', ['-c', 'copy'], 'h264'],
      ['recorded.webm', VP9, 'vp9'],
    ])('should be MP4 when %s came, as it is encoded', async (name, codecs, codec) => {
      const done = await ended(await served(name, codecs));
      expect(done).toMatchObject({
        status: 'completed',
        warnings: [],
        video_metadata: { format: 'mp4', video_codec: codec },
      });
      const { body, headers } = await client.get<string>(`/downloads/${done.id}/file`);
      expect(headers.get('content-type')).toBe('video/mp4');
      expect(body.slice(4, 8)).toBe('ftyp');
      expect(Number(headers.get('content-length'))).toBe(done.file_size_bytes);
    });

    it('should stay when MP4 does not take what is in it, with a warning, or when that was asked for', async () => {
      const path = await served('old.webm', VP8);
      expect(await ended(path)).toMatchObject({
        status: 'completed',
        warnings: [{ code: 'container.kept', message: expect.stringContaining('vp8') as string }],
        video_metadata: { format: 'webm' },
      });
      const mkv = await served('asked.mkv', ['-c', 'copy']);
      const original = await ended(mkv, { container: 'original' });
      expect(original).toMatchObject({ warnings: [], video_metadata: { format: 'mkv' } });
      expect(await ended(mkv)).toMatchObject({ warnings: [], video_metadata: { format: 'mp4' } });
      const { status } = await client.post('/downloads', { url: system.sandbox.origin, container: 'avi' });
      expect(status).toBe(400);
    });

    it('should be MP4 when yt-dlp brought another one from a page', async () => {
      const source = await served('in-a-page.webm', VP9);
      const page = join(system.directory, 'lesson.html');
      await writeFile(page, `<!doctype html><title>Lesson</title><video src="${source}" controls></video>`);
      system.sandbox.web.set('lesson.html', page);
      expect(await ended('/media/lesson.html')).toMatchObject({
        status: 'completed',
        source: 'other',
        video_metadata: { format: 'mp4', video_codec: 'vp9' },
      });
    });
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
