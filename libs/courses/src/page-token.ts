import { PageTokenInvalid } from './course.errors';

/** The place in a list after which the next page begins. */
export function writePageToken(place: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws PageTokenInvalid */
export function readPageToken(
  token: string | undefined,
  parts: number,
): (string | number | null)[] | undefined {
  if (token === undefined || token === '') return undefined;
  try {
    const place: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    const plain =
      Array.isArray(place) &&
      place.every((part) => part === null || ['string', 'number'].includes(typeof part));
    if (plain && place.length === parts) return place as (string | number | null)[];
  } catch {
    // Told below.
  }
  throw new PageTokenInvalid();
}
