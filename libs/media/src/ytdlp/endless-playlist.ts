import type { GuardedHttp } from '@app/egress';
import { LiveStreamRefused } from '../media.errors';
import { readBounded } from '../read-bounded';
import type { Track, VideoInfo } from './ytdlp-output';

const MAX_PLAYLIST_BYTES = 4 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
/** What a site has said is enough. */
const KNOWN_TO_END = new Set<string | null>(['not_live', 'was_live']);

/** A list of pieces to which more may be added (RFC 8216 §4.3.3.4). */
export function isEndless(playlist: string): boolean {
  return (
    playlist.startsWith('#EXTM3U') &&
    playlist.includes('#EXTINF:') &&
    !playlist.includes('#EXT-X-ENDLIST') &&
    !playlist.includes('#EXT-X-PLAYLIST-TYPE:VOD')
  );
}

/**
 * Looks at the playlists that are about to be fetched, because yt-dlp looks at one variant, before. What cannot be looked
 * at is no reason to refuse.
 * @throws LiveStreamRefused
 */
export async function refuseEndless(info: VideoInfo, http: GuardedHttp, signal: AbortSignal): Promise<void> {
  if (KNOWN_TO_END.has(info.liveStatus)) return;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const lists = info.tracks.filter(({ protocol }) => protocol.startsWith('m3u8'));
  const texts = await Promise.all(lists.map((track) => playlistOf(track, http, limit).catch(() => '')));
  if (texts.some(isEndless)) throw new LiveStreamRefused();
}

async function playlistOf({ url, headers }: Track, http: GuardedHttp, signal: AbortSignal): Promise<string> {
  if (url === null) return '';
  const { body } = await http.request(url, {
    headers: { ...headers, 'accept-encoding': 'identity' },
    signal,
  });
  return (await readBounded(body, MAX_PLAYLIST_BYTES)).toString('utf8');
}
