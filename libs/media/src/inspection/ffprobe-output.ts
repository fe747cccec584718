import { NotAVideo } from '../media.errors';
import type { MediaFacts } from './media-facts';

interface Stream {
  codec_type?: string;
  codec_name?: string;
  width?: number;
  height?: number;
  duration?: string;
  disposition?: { attached_pic?: number };
}

interface Probe {
  streams?: Stream[];
  format?: { format_name?: string; duration?: string };
}

const EXTENSIONS: readonly [format: RegExp, extension: string][] = [
  [/mp4|mov/, 'mp4'],
  [/matroska/, 'mkv'],
  [/avi/, 'avi'],
  [/mpegts/, 'ts'],
  [/flv/, 'flv'],
  [/asf/, 'wmv'],
  [/mp3/, 'mp3'],
  [/ogg/, 'ogv'],
  [/mpeg/, 'mpg'],
  [/wav/, 'wav'],
];

/** @throws NotAVideo when there is neither picture nor sound, or no time in it. */
export function readProbe(json: string): MediaFacts {
  const probe = JSON.parse(json) as Probe;
  const streams = probe.streams ?? [];
  const video = streams.find((one) => one.codec_type === 'video' && one.disposition?.attached_pic !== 1);
  const audio = streams.find((one) => one.codec_type === 'audio');
  const durationSeconds = durationOf(probe);
  if (!video && !audio) throw new NotAVideo('it has neither picture nor sound');
  if (!(durationSeconds > 0)) throw new NotAVideo('it has no length');
  return {
    durationSeconds,
    extension: extensionOf(probe.format?.format_name ?? '', video?.codec_name),
    width: video?.width ?? null,
    height: video?.height ?? null,
    videoCodec: video?.codec_name ?? null,
    audioCodec: audio?.codec_name ?? null,
  };
}

function durationOf({ format, streams }: Probe): number {
  const texts = [format?.duration, ...(streams ?? []).map((stream) => stream.duration)];
  return Math.max(0, ...texts.map(Number).filter((value) => Number.isFinite(value)));
}

/** WebM is Matroska with certain codecs; ffprobe names both at once. */
function extensionOf(format: string, videoCodec: string | undefined): string {
  const extension = EXTENSIONS.find(([pattern]) => pattern.test(format))?.[1] ?? 'bin';
  if (extension === 'mkv' && /^(vp8|vp9|av1)$/.test(videoCodec ?? '')) return 'webm';
  return extension === 'mp4' && videoCodec === undefined ? 'm4a' : extension;
}
