import { EgressForbidden } from '@app/egress';
import { type ErrorCode, PermanentError, RetryableError, SnoozeError } from '@app/kernel';
import { HostUnreachable } from '../media.errors';
import { errorFromYtdlp } from './ytdlp-failures';

const LOGIN =
  'Use --cookies-from-browser or --cookies for the authentication. See  https://github.com/yt-dlp/yt-dlp/wiki/FAQ#how-do-i-pass-cookies-to-yt-dlp  for how to manually pass cookies. Also see  https://github.com/yt-dlp/yt-dlp/wiki/Extractors#exporting-youtube-cookies  for tips on effectively exporting YouTube cookies';
const REPORT =
  'please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the appropriate issue template. Confirm you are on the latest version using  yt-dlp -U';

type Row = [code: ErrorCode, message: string];

const PERMANENT: Row[] = [
  [
    'source.private',
    `ERROR: [youtube] abc: Private video. Sign in if you've been granted access to this video. ${LOGIN}`,
  ],
  ['source.private', 'ERROR: [youtube] abc: This video is private'],
  ['source.private', 'ERROR: [dailymotion] x8: This video is private'],
  [
    'source.members-only',
    'ERROR: [youtube] abc: Join this channel to get access to members-only content like this video, and other exclusive perks.',
  ],
  [
    'source.members-only',
    "ERROR: [youtube] abc: This video is available to this channel's members on level: Assistant (or any higher level). Join this channel to get access to members-only content and other exclusive perks.",
  ],
  [
    'source.age-restricted',
    `ERROR: [youtube] abc: Sign in to confirm your age. This video may be inappropriate for some users. ${LOGIN}`,
  ],
  [
    'source.age-restricted',
    'ERROR: [youtube] abc: This video is age-restricted and only available on YouTube.',
  ],
  [
    'source.geo-blocked',
    'ERROR: [youtube] abc: The uploader has not made this video available in your country\nThis video is available in Brazil, Portugal.\nYou might want to use a VPN or a proxy server (with --proxy) to workaround.',
  ],
  [
    'source.geo-blocked',
    'ERROR: [youtube] abc: Video unavailable. The uploader has not made this video available in your country',
  ],
  [
    'source.geo-blocked',
    'ERROR: [youtube] abc: Video unavailable. This video contains content from SME, who has blocked it in your country on copyright grounds',
  ],
  [
    'source.geo-blocked',
    'ERROR: [globo] abc: This video is not available from your location due to geo restriction\nYou might want to use a VPN or a proxy server (with --proxy) to workaround.',
  ],
  [
    'source.geo-blocked',
    'ERROR: [generic] Access to this webpage has been blocked by Websense filtering software in your network.',
  ],
  ['source.removed', 'ERROR: [youtube] abc: Video unavailable'],
  [
    'source.removed',
    'ERROR: [youtube] abc: Video unavailable. This video is no longer available because the YouTube account associated with this video has been terminated.',
  ],
  ['source.removed', 'ERROR: [youtube] abc: Video unavailable. This video has been removed by the uploader'],
  [
    'source.removed',
    "ERROR: [youtube] abc: This video has been removed for violating YouTube's Terms of Service",
  ],
  ['source.removed', "ERROR: [youtube] abc: This video isn't available anymore"],
  [
    'source.removed',
    'ERROR: [generic] Unable to download webpage: HTTP Error 404: Not Found (caused by <HTTPError 404: Not Found>)',
  ],
  [
    'source.removed',
    'ERROR: [vimeo] 1: Unable to download JSON metadata: HTTP Error 410: Gone (caused by <HTTPError 410: Gone>)',
  ],
  ['source.protected', 'ERROR: [generic] abc: This video is DRM protected'],
  [
    'source.protected',
    'ERROR: This format is DRM protected; Try selecting another format with --format or add --check-formats to automatically fallback to the next best format',
  ],
  [
    'source.protected',
    'ERROR: [DRM] The requested site is known to use DRM protection. It will NOT be supported.\nPlease DO NOT open an issue, unless you have evidence that the video is not DRM protected',
  ],
  [
    'source.no-format',
    'ERROR: [youtube] abc: Requested format is not available. Use --list-formats for a list of available formats',
  ],
  ['source.no-format', `ERROR: [generic] abc: No video formats found!; ${REPORT}`],
  [
    'source.login-required',
    `ERROR: [facebook] 1: This video is only available for registered users. ${LOGIN}`,
  ],
  ['source.login-required', `ERROR: [youtube] abc: Please sign in. ${LOGIN}`],
  [
    'source.login-required',
    'ERROR: [generic] Unable to download webpage: HTTP Error 401: Unauthorized (caused by <HTTPError 401: Unauthorized>)',
  ],
  [
    'source.login-required',
    'ERROR: [vimeo] 1: This video is protected by a password, use the --video-password option',
  ],
  [
    'source.login-required',
    'ERROR: [loom] 1: This video is password-protected, use the --video-password option',
  ],
  ['source.not-a-video', 'ERROR: Unsupported URL: https://escola.example/apostila'],
  ['source.not-a-video', "ERROR: [generic] 'https://' is not a valid URL"],
  ['source.not-a-video', 'ERROR: [twitter] 1: No video could be found in this tweet'],
  ['source.not-a-video', 'ERROR: No suitable extractor (Youtube) found for URL https://escola.example/'],
  ['source.too-complex', 'Traceback (most recent call last):\n  File "x.py"\nMemoryError'],
  ['source.too-complex', 'ERROR: \r[generic] manifest: MemoryError: '],
];

const LATER: Row[] = [
  ['source.bot-check', `ERROR: [youtube] abc: Sign in to confirm you’re not a bot. ${LOGIN}`],
  ['source.bot-check', `ERROR: [youtube] abc: Sign in to confirm you're not a bot. ${LOGIN}`],
  [
    'source.bot-check',
    'ERROR: [youtube] abc: Video unavailable. YouTube is requiring a captcha challenge before playback',
  ],
  [
    'source.bot-check',
    'ERROR: [youtube] abc: All player responses are invalid. Your IP is likely being blocked by Youtube',
  ],
  [
    'source.bot-check',
    'ERROR: [generic] Got HTTP Error 403 caused by Cloudflare anti-bot challenge; see  https://github.com/yt-dlp/yt-dlp#impersonation  for how to install the required impersonation dependency, and try again with  --extractor-args "generic:impersonate"',
  ],
  [
    'source.rate-limited',
    'ERROR: [generic] Unable to download webpage: HTTP Error 429: Too Many Requests (caused by <HTTPError 429: Too Many Requests>)',
  ],
  [
    'source.rate-limited',
    "ERROR: [youtube] abc: Video unavailable. This content isn't available, try again later. The current session has been rate-limited by YouTube for up to an hour. It is recommended to use `-t sleep` to add a delay between video requests to avoid exceeding the rate limit.",
  ],
  ['source.rate-limited', 'ERROR: unable to download video data: HTTP Error 429: Too Many Requests'],
  ['source.not-begun', 'ERROR: [youtube] abc: This live event will begin in 3 hours.'],
  ['source.not-begun', 'ERROR: [youtube] abc: This live event will begin in a few moments.'],
  ['source.not-begun', 'ERROR: [youtube] abc: Premieres in 2 hours'],
  ['source.not-begun', 'ERROR: [youtube] abc: Premiere will begin shortly'],
  ['source.not-begun', 'ERROR: [abematv] abc: This livestream has not yet started'],
  ['source.not-begun', 'ERROR: [laracasts] abc: This event has not started yet.'],
  ['source.not-begun', 'ERROR: [vimeo:event] 1: This live event is scheduled for 2026-11-21 10:00'],
  ['source.not-begun', 'ERROR: [youtube] abc: This live stream recording is not available.'],
  ['source.not-begun', "ERROR: [youtube] abc: We're processing this video. Check back later."],
  ['source.not-begun', 'ERROR: [twitch:stream] abc: The channel is not currently live'],
  ['disk.full', 'ERROR: unable to write data: [Errno 28] No space left on device'],
  ['disk.full', "ERROR: unable to open for writing: [Errno 28] No space left on device: 'media.mp4.part'"],
  ['disk.full', 'ERROR: unable to write data: [Errno 122] Disk quota exceeded'],
];

const RETRY: Row[] = [
  ['source.expired', 'ERROR: unable to download video data: HTTP Error 403: Forbidden'],
  [
    'source.expired',
    'ERROR: [generic] Unable to download webpage: HTTP Error 403: Forbidden (caused by <HTTPError 403: Forbidden>)',
  ],
  ['source.incomplete', 'ERROR: unable to download video data: 1048576 bytes read, 2097152 more expected'],
  ['source.incomplete', 'ERROR: Did not get any data blocks'],
  ['source.incomplete', 'ERROR: content too short (expected 10485760 bytes and served 1048576)'],
  ['source.incomplete', 'ERROR: The downloaded file is empty'],
  ['source.expired', 'ERROR: \n[download] fragment 4 not found, unable to continue'],
  ['source.expired', 'ERROR: \n[download] Got error: HTTP Error 404: Not Found. Giving up after 5 retries'],
  ['source.incomplete', 'ERROR: Postprocessing: Conversion failed!'],
  // "Service Unavailable" is not "Video unavailable".
  [
    'source.unreachable',
    'ERROR: [generic] Unable to download webpage: HTTP Error 503: Service Unavailable (caused by <HTTPError 503: Service Unavailable>)',
  ],
  ['source.unreachable', 'ERROR: unable to download video data: HTTP Error 503: Service Unavailable'],
  [
    'source.unreachable',
    'ERROR: [generic] Unable to download webpage: HTTP Error 500: Internal Server Error (caused by <HTTPError 500: Internal Server Error>)',
  ],
  [
    'source.unreachable',
    'ERROR: [generic] Unable to download webpage: HTTP Error 502: Bad Gateway (caused by <HTTPError 502: Bad Gateway>)',
  ],
  [
    'source.unreachable',
    "ERROR: [generic] Unable to download webpage: The read operation timed out (caused by TransportError('The read operation timed out'))",
  ],
  ['source.unreachable', 'ERROR: [download] Got error: timed out. Giving up after 3 retries'],
  [
    'source.unreachable',
    "ERROR: [generic] Unable to download webpage: [Errno 111] Connection refused (caused by TransportError('[Errno 111] Connection refused'))",
  ],
  [
    'source.unreachable',
    'ERROR: [download] Got error: [Errno 104] Connection reset by peer. Giving up after 3 retries',
  ],
  ['source.unreachable', 'ERROR: [generic] Unable to download webpage: [Errno -2] Name or service not known'],
  [
    'source.unreachable',
    'ERROR: [generic] Unable to download webpage: [Errno -3] Temporary failure in name resolution',
  ],
  [
    'source.unreachable',
    'ERROR: [generic] Unable to download webpage: Remote end closed connection without response',
  ],
  [
    'source.unreachable',
    'ERROR: [generic] Unable to download webpage: HTTP Error 594: Connection Refused (caused by <HTTPError 594: Connection Refused>)',
  ],
  [
    'source.unreachable',
    "ERROR: [generic] Unable to download webpage: Tunnel connection failed: 594 Connection Refused (caused by ProxyError('Tunnel connection failed: 594 Connection Refused'))",
  ],
  ['source.unreachable', `ERROR: [youtube] abc: Failed to extract any player response; ${REPORT}`],
];

describe(errorFromYtdlp, () => {
  it.each(PERMANENT)('should give up with %s: %s', (code, message) => {
    const error = errorFromYtdlp(message, undefined);
    expect(error).toMatchObject({ code });
    expect(error).toBeInstanceOf(PermanentError);
    expect(error.hint).toMatch(/\S/);
  });

  it.each(LATER)('should come back later, spending no attempt, with %s: %s', (code, message) => {
    const error = errorFromYtdlp(message, undefined);
    expect(error).toMatchObject({ code });
    expect(error).toBeInstanceOf(SnoozeError);
    expect((error as SnoozeError).delayMs).toBeGreaterThanOrEqual(60_000);
  });

  it.each(RETRY)('should try again with %s: %s', (code, message) => {
    const error = errorFromYtdlp(message, undefined);
    expect(error).toMatchObject({ code });
    expect(error).toBeInstanceOf(RetryableError);
  });

  it.each([
    '[Errno 111] Connection refused',
    '[Errno -3] Temporary failure in name resolution',
    '[Errno 101] Network is unreachable',
    '[Errno 113] No route to host',
    'The read operation timed out',
    'HTTP Error 593: Not Found (caused by <HTTPError 593: Not Found>)',
    'HTTP Error 594: Connection Refused (caused by <HTTPError 594: Connection Refused>)',
    'Tunnel connection failed: 594 Connection Refused',
  ])('should tell a host that cannot be reached from one that answers badly: %s', (words) => {
    const error = errorFromYtdlp(
      `ERROR: [generic] Unable to download webpage: ${words}`,
      undefined,
      'cdn.example',
    );
    expect(error).toBeInstanceOf(HostUnreachable);
    expect(error).toMatchObject({ code: 'source.unreachable', host: 'cdn.example' });
  });

  it.each(['HTTP Error 503: Service Unavailable', 'Remote end closed connection without response'])(
    'should not blame the host for %s',
    (words) => {
      expect(errorFromYtdlp(`ERROR: [generic] x: ${words}`, undefined)).not.toBeInstanceOf(HostUnreachable);
    },
  );

  it('should see that our own proxy refused the destination', () => {
    const error = errorFromYtdlp('ERROR: [generic] Unable to download webpage: egress.forbidden', undefined);
    expect(error).toBeInstanceOf(EgressForbidden);
    const piece =
      'ERROR: \n[download] Got error: HTTP Error 470: egress.forbidden. Giving up after 5 retries';
    expect(errorFromYtdlp(piece, undefined)).toBeInstanceOf(EgressForbidden);
  });

  it.each([
    ['', 'nothing'],
    ['Killed', 'a kill'],
    [
      'Traceback (most recent call last):\nRecursionError: maximum recursion depth exceeded',
      'a bug of yt-dlp',
    ],
    ['ERROR: [newsite] abc: Something that nobody has met yet', 'the unheard-of'],
    ['yt-dlp: error: no such option: --no-plugin-dirs', 'an old yt-dlp'],
  ])('should try again after %j', (stderr) => {
    expect(errorFromYtdlp(stderr, undefined)).toMatchObject({ code: 'source.unreachable' });
    expect(errorFromYtdlp(stderr, undefined)).toBeInstanceOf(RetryableError);
  });

  it('should read a crash for which there is no error line', () => {
    const stderr = 'Traceback (most recent call last):\nOSError: [Errno 28] No space left on device';
    expect(errorFromYtdlp(stderr, undefined)).toMatchObject({ code: 'disk.full' });
  });

  it.each([
    [
      'WARNING: [youtube] abc: This video is age-restricted; some formats may be missing without authentication\nERROR: unable to download video data: HTTP Error 503: Service Unavailable',
    ],
    ['WARNING: ffmpeg-location /opt/ffmpeg does not exist! Continuing without ffmpeg'],
    ['WARNING: [youtube] Unable to download webpage: HTTP Error 404: Not Found\nTerminated'],
  ])('should not give a video up because of a warning: %s', (stderr) => {
    expect(errorFromYtdlp(stderr, undefined)).toMatchObject({ code: 'source.unreachable' });
  });

  it('should keep what was thrown', () => {
    const cause = new Error('yt-dlp ended with code 1');
    expect(errorFromYtdlp('ERROR: [youtube] abc: Video unavailable', cause).cause).toBe(cause);
    expect(errorFromYtdlp('', cause).cause).toBe(cause);
  });

  it('should not show our proxy or its password', () => {
    const stderr = 'ERROR: Unable to connect to proxy http://worker:secret@127.0.0.1:4000';
    expect(errorFromYtdlp(stderr, undefined).message).not.toMatch(/secret|127\.0\.0\.1/);
  });
});
