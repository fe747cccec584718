import { createHash } from 'node:crypto';
import { isVideoFileName, TEXT_LIMITS } from '@app/kernel';
import type { VideoAddress } from '../course';

/** A file or folder in Drive: what it is only Drive can tell. */
export interface DriveAddress {
  fileId: string;
  resourceKey: string | null;
  isFolder: boolean;
}

export type LinkTarget =
  | { kind: 'video'; video: VideoAddress }
  | { kind: 'drive'; drive: DriveAddress }
  /** A page that may hold a video: has to be looked at. */
  | { kind: 'page'; url: string };

const YOUTUBE_ID = /^[\w-]{11}$/;
/** Players of a playlist and of a channel's live stream: eleven characters too, but no video. */
const YOUTUBE_PLAYERS = new Set(['videoseries', 'live_stream']);
const YOUTUBE_HOST = /^(?:[\w-]+\.)?(?:youtube\.com|youtube-nocookie\.com)$/;
const DRIVE_ID = /^[\w-]{10,128}$/;
const RESOURCE_KEY = /^[\w-]{1,128}$/;
/** In a link; a file of this name is as likely TypeScript. */
const TRANSPORT_STREAM = /\.ts$/i;
const MANIFEST = /\.(?:m3u8|mpd)$/i;
/** Sites whose pages are videos and that yt-dlp reads. */
const VIDEO_SITES =
  /^(?:[\w-]+\.)*(?:vimeo\.com|dailymotion\.com|dai\.ly|loom\.com|streamable\.com|ted\.com|wistia\.com|twitch\.tv|archive\.org)$/;

/** What an address is, or undefined when it is no http(s) address or too long. Nothing is fetched. */
export function classifyLink(text: string): LinkTarget | undefined {
  if (text.length > TEXT_LIMITS.url || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  // Percent-encoding makes it up to nine times as long.
  if (url.href.length > TEXT_LIMITS.url) return undefined;
  const youtubeId = youtubeIdOf(url);
  if (youtubeId !== undefined) return { kind: 'video', video: youtubeVideo(youtubeId) };
  const drive = driveAddressOf(url);
  if (drive) return { kind: 'drive', drive };
  if (isVideoFileName(url.pathname) || TRANSPORT_STREAM.test(url.pathname))
    return { kind: 'video', video: plainVideo('direct_link', url.href) };
  if (MANIFEST.test(url.pathname)) return { kind: 'video', video: plainVideo('other', url.href) };
  if (VIDEO_SITES.test(url.hostname) && url.pathname.length > 1) {
    return { kind: 'video', video: plainVideo('other', url.href) };
  }
  return { kind: 'page', url: url.href };
}

/** The id in any form of a YouTube address: watch, short link, shorts, live, embed, old /v/, redirects. */
function youtubeIdOf(url: URL): string | undefined {
  const host = url.hostname.toLowerCase();
  const [first, second] = url.pathname.split('/').filter((part) => part !== '');
  if (host === 'youtu.be') return valid(first);
  if (!YOUTUBE_HOST.test(host)) return undefined;
  const inside = url.searchParams.get('u') ?? url.searchParams.get('q');
  if ((first === 'attribution_link' || first === 'redirect') && inside && URL.canParse(inside, url.origin)) {
    const target = new URL(inside, url.origin);
    return target.pathname === url.pathname ? undefined : youtubeIdOf(target);
  }
  if (first !== undefined && ['shorts', 'live', 'embed', 'v', 'e'].includes(first)) return valid(second);
  return valid(url.searchParams.get('v') ?? url.searchParams.get('vi') ?? undefined);
}

/** Old embedding code puts parameters behind the id without a question mark: `/v/<id>&hl=pt_BR`. */
function valid(text: string | undefined): string | undefined {
  const id = text?.split('&')[0] ?? '';
  return YOUTUBE_ID.test(id) && !YOUTUBE_PLAYERS.has(id) ? id : undefined;
}

/** The file or folder in any form of a Drive address. */
function driveAddressOf(url: URL): DriveAddress | undefined {
  if (!/^(?:drive|docs|drive\.usercontent)\.google\.com$/.test(url.hostname)) return undefined;
  const path = url.pathname.replace(/\/u\/\d+\//, '/');
  const folder = /\/folders\/([\w-]+)/.exec(path)?.[1];
  const file = /\/file\/d\/([\w-]+)/.exec(path)?.[1] ?? url.searchParams.get('id');
  const fileId = folder ?? file ?? undefined;
  if (fileId === undefined || !DRIVE_ID.test(fileId)) return undefined;
  return { fileId, resourceKey: resourceKeyOf(url), isFolder: folder !== undefined };
}

/** The key that some links to Drive carry; it is sent in a header, so nothing else may stand in it. */
export function resourceKeyOf(url: URL): string | null {
  const key = url.searchParams.get('resourcekey') ?? '';
  return RESOURCE_KEY.test(key) ? key : null;
}

export function youtubeVideo(id: string): VideoAddress {
  return { source: 'youtube', sourceKey: `youtube:${id}`, url: `https://www.youtube.com/watch?v=${id}` };
}

export function driveVideo(fileId: string): VideoAddress {
  return {
    source: 'google_drive',
    sourceKey: `drive:${fileId}`,
    url: `https://drive.google.com/file/d/${fileId}/view`,
  };
}

export function plainVideo(source: 'direct_link' | 'other', url: string): VideoAddress {
  return {
    source,
    sourceKey: `url:${createHash('sha256').update(normalised(source, url)).digest('hex').slice(0, 32)}`,
    url,
  };
}

/** What mailers, advertisers and social networks put behind the addresses of any site. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id)$/;
/** What is tracking on these sites, and may name the video on others. */
const TRACKING_ON: readonly [RegExp, string][] = [
  [/(?:^|\.)(?:youtube\.com|youtu\.be|open\.spotify\.com)$/, 'si'],
  [/(?:^|\.)instagram\.com$/, 'igshid'],
];
/** A moment of the video, or words that a browser shows. Any other may be the page: `#/lessons/3`. */
const PLACE = /^#(?:t=|:~:)/;

/** The same address in one spelling: no tracking, no place in it, parameters in order. */
function normalised(source: 'direct_link' | 'other', text: string): string {
  const url = new URL(text);
  // No server is told of it: a file is the same with any.
  if (source === 'direct_link' || url.hash === '' || PLACE.test(url.hash)) url.hash = '';
  const isTracking = (name: string) =>
    TRACKING.test(name) || TRACKING_ON.some(([host, own]) => own === name && host.test(url.hostname));
  for (const name of [...url.searchParams.keys()]) if (isTracking(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  return url.href;
}
