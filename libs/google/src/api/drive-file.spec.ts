import { itAlwaysReturns, itReturns } from '@app/testing/table';
import { isVideoFile, readDriveFile } from './drive-file';

describe(readDriveFile, () => {
  it('should turn Google’s texts into numbers', () => {
    const file = readDriveFile({
      id: '1AbCdEfGhIj',
      name: 'Aula 3.mp4',
      mimeType: 'video/mp4',
      size: '734003200',
      md5Checksum: '9e107d9d372bb6826bd81d3542a419d6',
      sha256Checksum: 'd7a8fbb3',
      headRevisionId: '0Bw',
      trashed: false,
      capabilities: { canDownload: true },
      videoMediaMetadata: { width: 1920, height: 1080, durationMillis: '2712345' },
      thumbnailLink: 'https://lh3.googleusercontent.com/x',
    });
    expect(file).toEqual({
      id: '1AbCdEfGhIj',
      name: 'Aula 3.mp4',
      mimeType: 'video/mp4',
      sizeBytes: 734_003_200,
      md5: '9e107d9d372bb6826bd81d3542a419d6',
      sha256: 'd7a8fbb3',
      headRevisionId: '0Bw',
      trashed: false,
      canDownload: true,
      resourceKey: null,
      durationSeconds: 2_712.345,
      height: 1080,
      thumbnailUrl: 'https://lh3.googleusercontent.com/x',
      target: null,
    });
  });

  it('should make do with nothing at all, and take downloading as allowed', () => {
    expect(readDriveFile({})).toMatchObject({
      id: '',
      sizeBytes: null,
      md5: null,
      trashed: false,
      canDownload: true,
      durationSeconds: null,
      target: null,
    });
  });

  it('should say that the owner forbids downloading, or has trashed it', () => {
    const file = readDriveFile({ id: 'x', trashed: true, capabilities: { canDownload: false } });
    expect(file).toMatchObject({ trashed: true, canDownload: false });
  });

  itReturns('should read the size %j as %j', (size: string) => readDriveFile({ size }).sizeBytes, [
    ['0', 0],
    ['not a number', null],
  ]);

  it('should tell where a shortcut leads', () => {
    const { target } = readDriveFile({
      mimeType: 'application/vnd.google-apps.shortcut',
      shortcutDetails: { targetId: '1Target', targetMimeType: 'video/mp4', targetResourceKey: '0-key' },
    });
    expect(target).toEqual({ fileId: '1Target', mimeType: 'video/mp4', resourceKey: '0-key' });
  });

  it('should not take a shortcut without a target for one', () => {
    expect(readDriveFile({ shortcutDetails: { targetMimeType: 'video/mp4' } }).target).toBeNull();
  });
});

describe(isVideoFile, () => {
  const isVideo = (mimeType: string, name: string) => isVideoFile({ mimeType, name });

  itAlwaysReturns('should take %s %j for a video', true, isVideo, [
    ['video/mp4', 'no ending'],
    ['video/x-matroska', 'aula.mkv'],
    ['video/quicktime', ''],
    ['application/octet-stream', 'AULA.MP4'],
    ['application/octet-stream', 'gravação 12.03.webm'],
    ['application/octet-stream', 'a.mpeg'],
    ['application/octet-stream', 'a.mpg'],
    ['application/octet-stream', 'a.3gp'],
  ]);

  itAlwaysReturns('should not take %s %j for a video', false, isVideo, [
    ['application/pdf', 'aula.mp4'],
    ['application/vnd.google-apps.document', 'aula.mp4'],
    ['application/octet-stream', 'aula.mp4.pdf'],
    ['application/octet-stream', 'mp4'],
    ['application/octet-stream', ''],
    ['audio/mpeg', 'aula.mp3'],
    ['image/png', 'video.png'],
  ]);
});
