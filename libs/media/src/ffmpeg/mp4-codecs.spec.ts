import { codecsOutsideMp4 } from './mp4-codecs';

const facts = (videoCodec: string | null, audioCodec: string | null) => ({
  durationSeconds: 1,
  extension: 'mkv',
  width: 1,
  height: 1,
  videoCodec,
  audioCodec,
});

describe(codecsOutsideMp4, () => {
  it.each<[string | null, string | null, string[]]>([
    ['h264', 'aac', []],
    ['vp9', 'opus', []],
    ['h264', null, []],
    [null, 'mp3', []],
    ['vp8', 'vorbis', ['vp8', 'vorbis']],
    ['h264', 'vorbis', ['vorbis']],
    ['wmv2', 'wmav2', ['wmv2', 'wmav2']],
    ['h264', 'pcm_s16le', ['pcm_s16le']],
  ])('should find what does not go into MP4 among %s and %s', (video, audio, expected) => {
    expect(codecsOutsideMp4(facts(video, audio))).toEqual(expected);
  });
});
