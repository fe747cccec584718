import { ownPath } from '../../apps/api/src/http/own-path';
import { canonicalUrl } from '../../apps/api/src/http/bare-paths';
import { escaped } from '../../apps/api/src/http/page';
import { sanitizeText } from '../../apps/api/src/security/sanitize-text';
import { problemOf } from '../../apps/api/src/http/problem';
import { readSignature } from '../../libs/auth/src/on-behalf/signed-request';
import { anotherName, nameFrom } from '../../libs/auth/src/users/user-name';
import { linksOfItem } from '../../libs/courses/src/discovery/item-links';
import { titleOf } from '../../libs/courses/src/discovery/item-title';
import { linksInText } from '../../libs/courses/src/discovery/links-in-text';
import { classifyLink } from '../../libs/courses/src/discovery/video-links';
import { isMomentOrNull, readPageToken } from '../../libs/courses/src/queries/page-token';
import { sanitizeForPostgres } from '../../libs/database/src/sanitize-for-postgres';
import { classifyRequestedUrl } from '../../libs/downloads/src/requests/requested-url';
import { inBlock, isPublicAddress, literalAddress } from '../../libs/egress/src/address-rules';
import { isVideoFile, readDriveFile } from '../../libs/google/src/api/drive-file';
import { readGoogleFailure } from '../../libs/google/src/google-failure';
import { allowedReturnTo } from '../../libs/google/src/oauth/return-to';
import { isUuid } from '../../libs/kernel/src/ids';
import { addressKey, plainAddress } from '../../libs/limits/src/address-key';
import { contentRange, isMediaResponse, strongEtag } from '../../libs/media/src/direct/http-range';
import { readProbe } from '../../libs/media/src/inspection/ffprobe-output';
import { errorFromYtdlp } from '../../libs/media/src/ytdlp/ytdlp-failures';
import { MARKS } from '../../libs/media/src/ytdlp/ytdlp-config';
import { readYtdlpLine } from '../../libs/media/src/ytdlp/ytdlp-output';
import { acceptCorrelationId } from '../../libs/observability/src/correlation';
import { describeError } from '../../libs/observability/src/log-fields';
import { scrub } from '../../libs/observability/src/scrub';
import { LineSplitter } from '../../libs/process/src/line-splitter';
import { fileNameFrom } from '../../libs/storage/src/file-name';
import { preferredLanguage } from '@app/texts';
import { testConfig } from '@app/testing/test-config';

const config = testConfig();
const attempt = (work: () => unknown) => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** Everything pure that is given text from outside: what people type, what Classroom, sites and programs answer. */
const FUNCTIONS: Record<string, (text: string) => unknown> = {
  linksInText,
  linksOfItem: (text) => linksOfItem({ id: '1', title: null, text, description: null, materials: [] }),
  titleOf: (text) => titleOf({ title: text, text: null, description: null }),
  classifyLink,
  'classifyLink of an address': (text) => classifyLink(`https://h.example/${text}`),
  fileNameFrom: (text) => fileNameFrom(text, text),
  scrub,
  describeError: (text) => describeError(new Error(text)),
  sanitizeForPostgres: (text) => sanitizeForPostgres({ text }),
  acceptCorrelationId,
  readYtdlpLine,
  'readYtdlpLine of what it prints': (text) => attempt(() => readYtdlpLine(MARKS.info + text)),
  errorFromYtdlp: (text) => errorFromYtdlp(text, undefined),
  'errorFromYtdlp of an error': (text) => errorFromYtdlp(`ERROR: [generic] ${text}`, undefined),
  readProbe,
  LineSplitter: (text) => {
    const splitter = new LineSplitter(() => undefined);
    for (let at = 0; at < text.length; at += 1_000) splitter.write(Buffer.from(text.slice(at, at + 1_000)));
  },
  nameFrom,
  anotherName,
  readSignature,
  classifyRequestedUrl: (text) => classifyRequestedUrl(text),
  plainAddress,
  addressKey,
  isPublicAddress,
  literalAddress,
  inBlock: (text) => inBlock(text, '10.0.0.0/8'),
  isUuid,
  allowedReturnTo: (text) => allowedReturnTo(text, config),
  escaped,
  // A request may hold so many characters of it.
  sanitizeText: (text) => sanitizeText(text.slice(0, 2_000)),
  canonicalUrl,
  preferredLanguage,
  ownPath,
  problemOf: (text) => problemOf(new Error(text), '/'),
  readPageToken: (text) => readPageToken(text, isMomentOrNull),
  strongEtag: (text) => strongEtag({ etag: text }),
  contentRange: (text) => contentRange({ 'content-range': text }),
  isMediaResponse: (text) => isMediaResponse({ 'content-type': text }),
  isVideoFile: (text) => isVideoFile({ mimeType: text, name: text }),
  readDriveFile: (text) => readDriveFile({ id: '1', name: text, size: text, modifiedTime: text }),
  'readGoogleFailure of a body': (text) => readGoogleFailure(403, { error: text }),
  'readGoogleFailure of a header': (text) => readGoogleFailure(429, {}, text),
};

const ODD = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~0aZ'.split('');
const OTHERS = [
  '\0',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\u00a0',
  'ã',
  '–',
  '\u0300',
  '\u200f',
  '漢',
  '👩',
  '👩‍👩‍👧',
  '\ud800',
];
const PAIRS = [
  ' -',
  'a ',
  'a.',
  '@a',
  'a@',
  '@a.',
  'a-',
  '-.',
  '/a',
  '%2',
  '%%',
  ';=',
  '=;',
  '":',
  "':",
  '{"a":',
  '[]',
  '((',
  '()',
  '\u0300\u0316',
  'http://',
  'http://a',
  'https://a.b ',
  'www.',
  'www.a',
  'http://a@',
  '://',
  '://:',
  '://a:',
  '://a:b',
  'bearer ',
  'basic ',
  'cookie:',
  'cookie: "',
  'eyJ',
  'eyJ-',
  'eyJaaaaaaaa-',
  'eyJaaaaaaaa.',
  '-eyJaaaaaaaa',
  'cdl_',
  'cdl_-',
  'ya29.',
  '1//',
  'token=',
  '&token=',
  'token= ',
  '&key ',
  '1.',
  '1:',
  '::',
  '[a',
  'ERROR: ',
  'ERROR:\n',
  '[x] ',
  'youtu.be/',
  'watch?v=',
  'drive.google.com/',
  '…',
  '&amp;',
  '<a ',
  '<a href="',
  '\\',
  '\\"',
  '\\u00',
  't=1,v1=',
  '--',
  '/../',
];
const PATTERNS = [...ODD, ...OTHERS, ...PAIRS];
const LENGTH = 100_000;
/** Below this nothing can be told, and nothing is at stake. */
const CHEAP_MS = 15;
/** The clock of a thread may go in steps of 4 ms: a ratio is taken of times that are many such steps. */
const MEASURED_MS = 100;
/** The whole text takes about as long as its quarter four times; what is quadratic takes four times as long. */
const TIMES = 4;
const MAX_RATIO = 2.25;
const TRIES = 5;

/** CPU time of this thread: other processes of a busy machine do not count. */
function cpuMsOf(work: () => unknown, times = 1): number {
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time += 1) attempt(work);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** How much longer the whole text takes than its parts; 1 when it is too little to measure. */
function ratioOf(work: (text: string) => unknown, pattern: string, characters = LENGTH): number {
  const text = (length: number) => pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);
  const [part, whole] = [text(characters / TIMES), text(characters)];
  if (cpuMsOf(() => work(whole)) < CHEAP_MS) return 1;
  // The first time, V8 interprets an expression that it compiles from then on.
  const onceMs = Math.max(
    1,
    cpuMsOf(() => work(whole)),
  );
  const times = Math.ceil(MEASURED_MS / onceMs);
  return cpuMsOf(() => work(whole), times) / cpuMsOf(() => work(part), times * TIMES);
}

describe('text from outside', () => {
  it.each(Object.keys(FUNCTIONS))(
    'should take time in proportion to its length: %s',
    (name) => {
      const work = FUNCTIONS[name]!;
      const slow = PATTERNS.filter((pattern) => {
        let ratio = Infinity;
        for (let tried = 0; tried < TRIES && ratio > MAX_RATIO; tried += 1) ratio = ratioOf(work, pattern);
        return ratio > MAX_RATIO;
      });
      expect(slow).toEqual([]);
    },
    120_000,
  );

  it('should take no longer where the addresses in it have no end', () => {
    expect(ratioOf(linksInText, "http://a.b/'a", 30_000)).toBeLessThan(MAX_RATIO);
  });

  it('should be found when it is not in proportion', () => {
    expect(ratioOf((text) => `${text}x`.replace(/[\s:;,–-]+$/, ''), ':', 8_000)).toBeGreaterThan(MAX_RATIO);
  });
});
