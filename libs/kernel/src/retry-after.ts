/** What a Retry-After header asks for, in milliseconds from now: seconds or a date. Undefined where it asks for nothing. */
export function parseRetryAfter(header: string | null | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? ms : undefined;
}
