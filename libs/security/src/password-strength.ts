import { COMMON_PASSWORDS } from './common-passwords';

/** Longer ones are refused before anything is computed from them. */
export const LONGEST_PASSWORD = 128;
const SHORTEST_PASSWORD = 8;
/** Shorter names would hit by chance. */
const TELLING_LENGTH = 4;

/** What people put in the place of a letter. */
const DISGUISES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * Why a password is too easy, in words for the person who chose it; undefined when it will do.
 * @param about what is known of the person: user name, e-mail address
 */
export function passwordWeakness(password: string, about: readonly string[] = []): string | undefined {
  if (password.length > LONGEST_PASSWORD) return `must have at most ${String(LONGEST_PASSWORD)} characters`;
  if (password.length < SHORTEST_PASSWORD)
    return `must have at least ${String(SHORTEST_PASSWORD)} characters`;
  if (!/\p{Lu}/u.test(password)) return 'must have a capital letter';
  if (!/\p{Ll}/u.test(password)) return 'must have a small letter';
  if (!/\p{Nd}/u.test(password)) return 'must have a digit';
  if (isCommon(password)) return 'is one of the first that others would try';
  if (isAbout(password, about)) return 'must not hold the user name or the e-mail address';
  return undefined;
}

function isCommon(password: string): boolean {
  const plain = withoutAccents(password);
  // Digits at the ends are a year or a number; those inside stand for letters.
  const core = plain.replace(/^[^a-z@$]+|[^a-z@$]+$/g, '');
  const candidates = [lettersOf(plain), lettersOf(undisguised(plain)), lettersOf(undisguised(core))];
  return candidates.some((letters) => COMMON_PASSWORDS.has(letters) || new Set(letters).size < 3);
}

function isAbout(password: string, about: readonly string[]): boolean {
  const plain = withoutAccents(password);
  return about
    .map((text) => withoutAccents(text.split('@')[0] ?? ''))
    .some((text) => text.length >= TELLING_LENGTH && plain.includes(text));
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function undisguised(text: string): string {
  return text.replace(/[^a-z]/g, (sign) => DISGUISES[sign] ?? sign);
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, '');
}
