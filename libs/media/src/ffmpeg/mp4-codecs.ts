import type { MediaFacts } from '../inspection/media-facts';

/** What players find in an MP4 file and can play. MP4 would take more, such as Vorbis, that hardly any player expects there. */
const PICTURES = new Set(['h264', 'hevc', 'av1', 'vp9', 'mpeg4', 'mpeg2video', 'mpeg1video']);
const SOUNDS = new Set(['aac', 'mp3', 'mp2', 'ac3', 'eac3', 'opus', 'flac', 'alac']);

/** The codecs of a file that do not go into MP4. */
export function codecsOutsideMp4({ videoCodec, audioCodec }: MediaFacts): string[] {
  return [
    ...(videoCodec === null || PICTURES.has(videoCodec) ? [] : [videoCodec]),
    ...(audioCodec === null || SOUNDS.has(audioCodec) ? [] : [audioCodec]),
  ];
}
