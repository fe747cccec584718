import { itReturns } from '@app/testing/table';
import { NotAVideo } from '../media.errors';
import { readProbe } from './ffprobe-output';

const VIDEO = { codec_type: 'video', codec_name: 'h264', width: 1920, height: 1080 };
const AUDIO = { codec_type: 'audio', codec_name: 'aac' };
const SUBTITLE = { codec_type: 'subtitle', codec_name: 'mov_text' };
const COVER = {
  codec_type: 'video',
  codec_name: 'mjpeg',
  width: 600,
  height: 600,
  disposition: { attached_pic: 1 },
};

function probe(
  streams: object[],
  format: object = { format_name: 'mov,mp4,m4a,3gp,3g2,mj2', duration: '61.5' },
) {
  return readProbe(JSON.stringify({ streams, format }));
}

const extensionOf = (format_name: string, codec_name: string) =>
  probe([{ ...VIDEO, codec_name }], { format_name, duration: '1' }).extension;
const lengthOf = (streams: object[], format: object) =>
  probe(streams, { format_name: 'mpegts', ...format }).durationSeconds;

describe(readProbe, () => {
  it('should tell what a video is', () => {
    expect(probe([AUDIO, VIDEO])).toEqual({
      durationSeconds: 61.5,
      extension: 'mp4',
      width: 1920,
      height: 1080,
      videoCodec: 'h264',
      audioCodec: 'aac',
    });
  });

  it('should not take the cover of a song for a picture', () => {
    expect(probe([COVER, AUDIO])).toMatchObject({
      width: null,
      videoCodec: null,
      audioCodec: 'aac',
      extension: 'm4a',
    });
  });

  it('should take a video without sound', () => {
    expect(probe([VIDEO])).toMatchObject({ videoCodec: 'h264', audioCodec: null, extension: 'mp4' });
  });

  itReturns('should call %s with %s .%s', extensionOf, [
    ['mov,mp4,m4a,3gp,3g2,mj2', 'h264', 'mp4'],
    ['matroska,webm', 'h264', 'mkv'],
    ['matroska,webm', 'vp8', 'webm'],
    ['matroska,webm', 'vp9', 'webm'],
    ['matroska,webm', 'av1', 'webm'],
    ['avi', 'mpeg4', 'avi'],
    ['mpegts', 'h264', 'ts'],
    ['mpeg', 'mpeg2video', 'mpg'],
    ['mpegvideo', 'mpeg1video', 'mpg'],
    ['flv', 'h264', 'flv'],
    ['asf', 'wmv2', 'wmv'],
    ['ogg', 'theora', 'ogv'],
    ['something new', 'h264', 'bin'],
  ]);

  it.each([
    ['mp3', 'mp3'],
    ['wav', 'wav'],
    ['mov,mp4,m4a,3gp,3g2,mj2', 'm4a'],
    ['matroska,webm', 'mkv'],
  ])('should call sound in %s .%s', (format_name, extension) => {
    expect(probe([AUDIO], { format_name, duration: '1' }).extension).toBe(extension);
  });

  itReturns('should take the length %s', lengthOf, {
    'of the file': [[VIDEO], { duration: '12.25' }, 12.25],
    'of the longest track': [
      [
        { ...VIDEO, duration: '9.9' },
        { ...AUDIO, duration: '10.1' },
      ],
      {},
      10.1,
    ],
    'of a track, where the file has none': [[{ ...VIDEO, duration: '9.9' }], { duration: 'N/A' }, 9.9],
    'of the file, where a track has none': [[{ ...VIDEO, duration: 'N/A' }], { duration: '3' }, 3],
  });

  it.each<[string, object[], object]>([
    ['nothing in it', [], { duration: '10' }],
    ['only subtitles', [SUBTITLE], { duration: '10' }],
    ['only a cover', [COVER], { duration: '10' }],
    ['no length', [VIDEO, AUDIO], {}],
    ['no known length', [VIDEO], { duration: 'N/A' }],
    ['a length of nothing', [VIDEO], { duration: '0.000000' }],
    ['a negative length', [VIDEO], { duration: '-1' }],
  ])('should not take a file for a video that has %s', (_case, streams, format) => {
    expect(() => probe(streams, format)).toThrow(NotAVideo);
  });

  it('should not take for a video of what ffprobe has nothing to say', () => {
    expect(() => readProbe('{}')).toThrow(NotAVideo);
  });
});
