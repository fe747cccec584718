import type { MediaFacts } from './media-facts';
import type { ContainerContents } from './read-container.worker';

/** From the names of WebCodecs to those of ffprobe. What is not among them is left to ffprobe. */
const PICTURES: Partial<Record<string, string>> = {
  avc: 'h264',
  hevc: 'hevc',
  vp8: 'vp8',
  vp9: 'vp9',
  av1: 'av1',
};
const SOUNDS: Partial<Record<string, string>> = {
  aac: 'aac',
  mp3: 'mp3',
  opus: 'opus',
  vorbis: 'vorbis',
  flac: 'flac',
  ac3: 'ac3',
  eac3: 'eac3',
};

/** What ffprobe would say; undefined where only ffprobe can say it, or must say no. */
export function factsOf({
  format,
  durationSeconds,
  video,
  audio,
}: ContainerContents): MediaFacts | undefined {
  const videoCodec = video ? PICTURES[video.codec ?? ''] : null;
  const audioCodec = audio ? SOUNDS[audio.codec ?? ''] : null;
  if (videoCodec === undefined || audioCodec === undefined || (video ?? audio) === null) return undefined;
  if (durationSeconds === null || !Number.isFinite(durationSeconds) || durationSeconds <= 0) return undefined;
  if (video && !(video.width > 0 && video.height > 0)) return undefined;
  return {
    durationSeconds,
    extension: extensionOf(format, videoCodec),
    width: video?.width ?? null,
    height: video?.height ?? null,
    videoCodec,
    audioCodec,
  };
}

/** WebM is Matroska with certain codecs. */
function extensionOf(format: string, videoCodec: string | null): string {
  const isMatroska = format === 'Matroska' || format === 'WebM';
  if (!isMatroska) return videoCodec === null ? 'm4a' : 'mp4';
  return /^(vp8|vp9|av1)$/.test(videoCodec ?? '') ? 'webm' : 'mkv';
}
