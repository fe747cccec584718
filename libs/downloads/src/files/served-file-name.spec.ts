import { AppConfig } from '@app/config';
import { itReturns } from '@app/testing/table';
import { servedFileName } from './served-file-name';

const media = {
  title: 'Me at the zoo',
  description: null,
  durationSeconds: 19.1,
  format: 'mp4',
  width: 320,
  height: 240,
  videoCodec: 'h264',
  audioCodec: 'aac',
  extractor: 'Youtube',
  uploadDate: '2005-04-24',
  uploader: 'jawed',
};
const VIDEO = { title: null, sourceKey: 'youtube:jNQXAC9IVRw', file: { media } };
const named = (template: string | undefined, video: Parameters<typeof servedFileName>[0] = VIDEO) => {
  const config = new AppConfig({
    DATABASE_URL: 'postgresql://db/x',
    REDIS_URL: 'redis://r',
    ENCRYPTION_KEY: 'an encryption key for tests',
    JWT_SECRET_KEY: 'a secret that signs tokens',
    YTDLP_OUTPUT_TEMPLATE: template,
  });
  return servedFileName(video, config.downloads.fileName);
};

describe(servedFileName, () => {
  itReturns('should name it by %s', (template: string | undefined) => named(template), [
    [undefined, 'Me at the zoo.mp4'],
    ['%(id)s.%(ext)s', 'jNQXAC9IVRw.mp4'],
    [
      '%(upload_date)s %(uploader)s - %(title)s (%(resolution)s, %(duration)ds).%(ext)s',
      '20050424 jawed - Me at the zoo (320x240, 19s).mp4',
    ],
    ['%(title)s', 'Me at the zoo.mp4'],
    ['%(ext)s-%(extractor)s', 'mp4-Youtube.mp4'],
  ]);

  it('should not repeat the extension of a file that is called so', () => {
    expect(named(undefined, { ...VIDEO, title: 'Aula 1.MP4' })).toBe('Aula 1.mp4');
  });

  it('should say NA for what a source does not tell, as yt-dlp does', () => {
    const file = { media: { ...media, uploadDate: null, uploader: undefined, width: null } };
    expect(named('%(upload_date)s %(uploader)s %(resolution)s', { ...VIDEO, file })).toBe('NA NA NA.mp4');
  });

  it('should keep a hostile title from naming another place, and the extension from being cut off', () => {
    const hostile = { ...VIDEO, title: `../../etc/passwd\u202e\r\n${'x'.repeat(5_000)}` };
    const name = named('%(title)s %(title)s %(title)s.%(ext)s', hostile);
    expect(name).not.toMatch(/[/\\\r\n\u202e]|^\./);
    expect(name).toMatch(/\.mp4$/);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  });
});
