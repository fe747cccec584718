const MASK = '[hidden]';

const NAMES = [
  'access_token|refresh_token|id_token|token',
  'client_secret|secret|password|assertion',
  'code|code_verifier|state',
  'key|api[-_]?key|x-api-key',
  'sig|(?:x-amz-|x-goog-)?signature',
].join('|');

/**
 * Shapes that secrets take in the texts we handle: URLs, headers, tokens, messages of other programs. What stands before
 * the secret is a group, and not a lookbehind: that would be tried from every character of a long run of spaces.
 */
const SECRETS: readonly RegExp[] = [
  /(\bbearer\s+)[\w.~+/=-]{8,}/gi,
  /(\bbasic\s+)[\w+/=]{8,}/gi,
  /(\bcookie["']?:\s*["']?)[^\s"'][^\r\n"']*/gi,
  new RegExp(`((?:^|[?&#;"'\\s{(,])(?:${NAMES})["']?\\s*[=:]\\s*["']?)[^&\\s"',;]+`, 'gi'),
  /()\bya29\.[\w.-]+/g,
  /()\b1\/\/[\w-]{20,}/g,
  /()\bcdl_[\w-]{8,}/g,
  // A password may hold an @: what counts is the last one before the host. A long user name is a token.
  /(:\/\/[^\s/:@]*:)[^\s/]+(?=@)/g,
  /(:\/\/)[^\s/:@]{16,}(?=@)/g,
];
/** Three parts or more with dots between them: a JWT when it begins like one. */
const DOTTED = /(?<![\w-])[\w-]+(?:\.[\w-]+){2,}/g;

/** What every one of the shapes has in it somewhere: most texts have none of these, and are looked at once. */
const HINT =
  /bearer|basic|cookie|token|secret|password|assertion|code|state|key|sig|ya29|1\/\/|cdl_|:\/\/|eyJ/i;

/** The same text without anything that looks like a secret. */
export function scrub(text: string): string {
  if (!HINT.test(text)) return text;
  const clean = SECRETS.reduce((rest, pattern) => rest.replace(pattern, `$1${MASK}`), text);
  return clean.replace(DOTTED, (parts) => {
    const start = parts.search(/\beyJ[\w-]{8}/);
    return start === -1 ? parts : parts.slice(0, start) + MASK;
  });
}
