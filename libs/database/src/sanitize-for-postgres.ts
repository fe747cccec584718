const REPLACEMENT = '\ufffd';
/** What JSON.stringify makes of NUL and of half a surrogate pair; a backslash before it would mean another thing. */
const ESCAPED = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/** A parameter that PostgreSQL can hold: neither text nor JSON may have NUL or half a character in it. */
export function sanitizeForPostgres(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sanitizeForPostgres);
  if (typeof value !== 'string') return value;
  const text = value.toWellFormed().replaceAll('\0', REPLACEMENT);
  return text.includes('\\u') ? text.replace(ESCAPED, `$1${REPLACEMENT}`) : text;
}
