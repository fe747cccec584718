/** Longer ones are refused before anything is computed from them. */
export const MAX_PASSWORD_LENGTH = 128;
const SHORTEST_PASSWORD = 8;
/** Shorter names would hit by chance. */
const TELLING_LENGTH = 4;

/**
 * Why the form of a password is refused, in words for the person who chose it; undefined when it will do. Whether
 * others would guess it, `PasswordGuesser` tells.
 * @param about what is known of the person: user name, e-mail address
 */
export function passwordWeakness(password: string, about: readonly string[] = []): string | undefined {
  if (password.length > MAX_PASSWORD_LENGTH)
    return `must have at most ${String(MAX_PASSWORD_LENGTH)} characters`;
  if (password.length < SHORTEST_PASSWORD)
    return `must have at least ${String(SHORTEST_PASSWORD)} characters`;
  if (!/\p{Lu}/u.test(password)) return 'must have a capital letter';
  if (!/\p{Ll}/u.test(password)) return 'must have a small letter';
  if (!/\p{Nd}/u.test(password)) return 'must have a digit';
  if (isAbout(password, about)) return 'must not contain the user name or the e-mail address';
  return undefined;
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
