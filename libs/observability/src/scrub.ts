const MASK = '[hidden]';

const NAMES = [
  'access_token|refresh_token|id_token|token',
  'client_secret|secret|password|assertion',
  'code|code_verifier|state',
  'key|api[-_]?key|x-api-key',
  'sig|(?:x-amz-|x-goog-)?signature',
].join('|');

/** Shapes that secrets take in the texts we handle: URLs, headers, tokens, messages of other programs. */
const SECRETS: readonly RegExp[] = [
  /(?<=\bbearer\s+)[\w.~+/=-]{8,}/gi,
  /(?<=\bbasic\s+)[\w+/=]{8,}/gi,
  /(?<=\bcookie["']?:\s*["']?)[^\s"'][^\r\n"']*/gi,
  new RegExp(`(?<=(?:^|[?&#;"'\\s{(,])(?:${NAMES})["']?\\s*[=:]\\s*["']?)[^&\\s"',;]+`, 'gi'),
  /\bya29\.[\w.-]+/g,
  /\b1\/\/[\w-]{20,}/g,
  /\bcdl_[\w-]{8,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g,
  // A password may hold an @: what counts is the last one before the host. A long user name is a token.
  /(?<=:\/\/[^\s/:@]*:)[^\s/]+(?=@)/g,
  /(?<=:\/\/)[^\s/:@]{16,}(?=@)/g,
];

/** The same text without anything that looks like a secret. */
export function scrub(text: string): string {
  return SECRETS.reduce((clean, pattern) => clean.replace(pattern, MASK), text);
}
