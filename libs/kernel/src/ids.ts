const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** True for a UUID of any version in its usual spelling. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
