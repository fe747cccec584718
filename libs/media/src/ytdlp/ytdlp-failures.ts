import { EgressForbidden } from '@app/egress';
import type { AppError, ErrorCode } from '@app/kernel';
import { REFUSED_EXIT_CODE } from '@app/process';
import { DiskFull } from '@app/storage';
import {
  BroadcastNotBegun,
  HostUnreachable,
  NotAVideo,
  SourceExpired,
  SourceIncomplete,
  SourceRefused,
  SourceRemoved,
  SourceThrottled,
  SourceTooComplex,
  SourceUnreachable,
} from '../media.errors';

type Make = (cause: unknown, host: string | null) => AppError;

interface Rule {
  pattern: RegExp;
  make: Make;
}

const MINUTE = 60_000;

const refused = (code: ErrorCode, message: string, hint: string): Make => {
  return (cause) => new SourceRefused(code, message, { hint, cause });
};
const later = (code: ErrorCode, message: string, delayMs: number): Make => {
  return (cause, host) => new SourceThrottled(code, message, delayMs, { cause, host });
};

/**
 * What yt-dlp's messages mean, the most particular first: "Service Unavailable" is not "Video unavailable".
 * Anchored on the words of yt-dlp 2026.10; each row has its message in the spec beside.
 */
const RULES: readonly Rule[] = [
  { pattern: /egress\.forbidden/, make: () => new EgressForbidden('behind this link') },
  // A memory limit ends it; the source would ask for as much the next time.
  {
    pattern: /^MemoryError|: MemoryError|Cannot allocate memory/m,
    make: (cause) => new SourceTooComplex(cause),
  },
  {
    pattern: /No space left on device|Disk quota exceeded/,
    make: (cause) => DiskFull.because(cause),
  },
  {
    pattern:
      /Sign in to confirm you.re not a bot|confirm you are not a robot|requiring a captcha challenge|Cloudflare anti-bot challenge|Your IP is likely being blocked/i,
    make: later('source.bot-check', 'The site suspects automation; we paused.', 30 * MINUTE),
  },
  {
    pattern: /HTTP Error 429|Too Many Requests|rate-limited by/i,
    make: later('source.rate-limited', 'The source asks us to slow down.', 10 * MINUTE),
  },
  {
    pattern: /Sign in to confirm your age|age.restricted|inappropriate for some users/i,
    make: refused(
      'source.age-restricted',
      'The video may only be seen by adults who are signed in.',
      'Ask the teacher for another video.',
    ),
  },
  {
    pattern: /Private video|This video is private|video is private/i,
    make: refused('source.private', 'The video is private.', 'Ask its owner to make it unlisted or public.'),
  },
  {
    pattern: /members.only|available to this channel's members|Join this channel/i,
    make: refused(
      'source.members-only',
      'The video is only for paying members of its channel.',
      'Ask the teacher for another video.',
    ),
  },
  {
    pattern:
      /not made this video available in your country|geo.?restrict|not available (in|from) your (country|location)|blocked it in your country|webpage has been blocked by/i,
    make: refused(
      'source.geo-blocked',
      'The video may not be seen in the country of this server.',
      'Ask the teacher for another video.',
    ),
  },
  {
    pattern:
      /This live event (will begin|is scheduled)|Premieres (in|on)|is not (currently )?live|not (yet )?started|live stream recording is not available|We.re processing this video|Premiere will begin shortly/i,
    make: (cause) => new BroadcastNotBegun(cause),
  },
  // A piece that is gone while others came: its address has gone stale.
  {
    pattern: /Got error: HTTP Error (403|404|410)|fragment \d+ not found/,
    make: (cause) => new SourceExpired(cause),
  },
  {
    pattern:
      /Video unavailable|This video (is no longer available|has been removed|isn.t available)|account associated with this video has been terminated|HTTP Error 40[4]|HTTP Error 410|does not exist/i,
    make: (cause) => new SourceRemoved(cause),
  },
  {
    pattern: /DRM protect(ed|ion)/i,
    make: refused('source.protected', 'The video is copy-protected.', 'It can only be watched where it is.'),
  },
  {
    pattern: /Requested format is not available|No video formats found|Only images are available/i,
    make: refused(
      'source.no-format',
      'The source has no video in the wanted form.',
      'Choose another quality; if it happens with every video, yt-dlp needs an update.',
    ),
  },
  {
    pattern:
      /login required|Use --cookies|requires authentication|HTTP Error 401|only available for registered users|--video-password/i,
    make: refused(
      'source.login-required',
      'The video can only be seen after signing in there.',
      'Ask the teacher for a link that opens without signing in.',
    ),
  },
  {
    pattern:
      /Unsupported URL|No video could be found|There.s no video|is not a valid URL|No suitable extractor/i,
    make: (cause) => new NotAVideo('the page holds none that could be found', cause),
  },
  { pattern: /HTTP Error 403|Forbidden/, make: (cause) => new SourceExpired(cause) },
  {
    pattern:
      /bytes read, \d+ more expected|Did not get any data blocks|content too short|incomplete|The downloaded file is empty|Downloaded \d+ bytes, expected/i,
    make: () => new SourceIncomplete('the connection ended too early'),
  },
  {
    // Our stand-in refused what the source wanted ffmpeg to open (REFUSED_EXIT_CODE).
    pattern: new RegExp(`ff(mpeg|probe) exited with code ${String(REFUSED_EXIT_CODE)}\\b`),
    make: refused(
      'source.no-format',
      'The source offers the video only in a form that is not safe to fetch.',
      'Ask the teacher for another link.',
    ),
  },
  {
    pattern: /ERROR: Postprocessing: /,
    make: () => new SourceIncomplete('picture and sound could not be put together'),
  },
  // The last: our proxy's own words for the same.
  {
    pattern:
      /Connection refused|Temporary failure in name resolution|Name or service not known|No route to host|(Network|Host) is unreachable|timed out|HTTP Error 59[34]|Tunnel connection failed: 59\d/i,
    make: (cause, host) => new HostUnreachable(host, 'it does not answer', { cause }),
  },
  {
    pattern:
      /HTTP Error 5\d\d|Service Unavailable|Connection (reset|aborted)|Remote end closed|Unable to connect to proxy|Tunnel connection failed|EOF occurred|IncompleteRead/i,
    make: (cause) => new SourceUnreachable('it did not answer as it should', cause),
  },
];

/**
 * yt-dlp's last error lines as one of our coded errors. What nobody has met yet may work the next time; so may what
 * ended without an error line, because a warning is no reason to give a video up.
 * @param host that is to blame where the words concern one
 */
export function errorFromYtdlp(stderr: string, cause: unknown, host: string | null = null): AppError {
  const lines = stderr.split('\n').filter((line) => !line.startsWith('WARNING:'));
  // What an error says may go on for several lines, or begin on the next.
  const first = lines.findIndex((line) => line.startsWith('ERROR:'));
  const text = lines.slice(Math.max(0, first)).join('\n');
  const rule = RULES.find(({ pattern }) => pattern.test(text));
  return rule ? rule.make(cause, host) : new SourceUnreachable('yt-dlp could not read it', cause);
}
