import { PageTokenInvalid } from '../course.errors';

/** A moment as we write it; the database knows no year 0. */
const MOMENT = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The place in a list after which the next page begins: what the list is ordered by, and an id. */
export function writePageToken(place: readonly [by: string | null, id: number]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * @param isOfList whether the list is ordered by such things
 * @throws PageTokenInvalid
 */
export function readPageToken<By extends string | null>(
  token: string | undefined,
  isOfList: (part: unknown) => part is By,
): [by: By, id: number] | undefined {
  if (token === undefined || token === '') return undefined;
  const place = decoded(token);
  if (!Array.isArray(place) || place.length !== 2) throw new PageTokenInvalid();
  const [by, id] = place as unknown[];
  if (!isOfList(by) || !Number.isSafeInteger(id)) throw new PageTokenInvalid();
  return [by, id as number];
}

export function isName(part: unknown): part is string {
  return typeof part === 'string';
}

export function isMomentOrNull(part: unknown): part is string | null {
  if (part === null) return true;
  if (typeof part !== 'string' || !MOMENT.test(part)) return false;
  const moment = new Date(part);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === part;
}

function decoded(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
