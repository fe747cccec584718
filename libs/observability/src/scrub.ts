const MASK = '[hidden]';

/** Shapes that secrets take in the texts we handle: URLs, headers, tokens, messages of other programs. */
const SECRETS: readonly RegExp[] = [
  /(?<=\bbearer\s+)[\w.~+/=-]{8,}/gi,
  /(?<=\bbasic\s+)[\w+/=]{8,}/gi,
  /(?<=[?&;"'\s](?:access_token|refresh_token|id_token|client_secret|code|code_verifier|token|state|key|sig|signature|password|api_key|apikey)["']?\s*[=:]\s*["']?)[^&\s"',;]+/gi,
  /\bya29\.[\w.-]+/g,
  /\b1\/\/[\w-]{20,}/g,
  /\bcdl_[\w-]{8,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g,
  /(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g,
];

/** The same text without anything that looks like a secret. */
export function scrub(text: string): string {
  return SECRETS.reduce((clean, pattern) => clean.replace(pattern, MASK), text);
}
